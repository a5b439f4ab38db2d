"""What the platform knows, and every change of it in order: one truth for snapshot and stream.

Lives in the town's event loop. Every change is one event with the next number; the newest
``ring`` of them are kept for clients that come back, older ones answer ``resync``.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from console.town.casework.codes import is_open

Json = dict[str, Any]

RING = 4096  # about a quarter of an hour at speed 1
WALKS = 32  # snapshots being read page by page at one time


@dataclass(frozen=True, slots=True)
class Event:
    """One change. ``body`` is its JSON, made once for all readers."""

    number: int
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    cases: tuple[Json, ...]
    next: str | None
    cursor: str


@dataclass(frozen=True, slots=True)
class _Walk:
    cases: tuple[Json, ...]
    cursor: str


@dataclass
class Ledger:
    """Cases, workers and warnings by id. ``changed`` is called after every event."""

    ring: int = RING
    changed: Callable[[], None] = lambda: None
    # a cursor of another life of the platform is refused, not misread
    epoch: str = field(default_factory=lambda: secrets.token_hex(4))
    cases: dict[str, Json] = field(default_factory=dict, init=False)
    workers: dict[str, Json] = field(default_factory=dict, init=False)
    warnings: dict[str, Json] = field(default_factory=dict, init=False)
    newest: int = field(default=0, init=False)
    _events: deque[Event] = field(init=False)
    _walks: OrderedDict[str, _Walk] = field(default_factory=OrderedDict, init=False)

    def __post_init__(self) -> None:
        self._events = deque(maxlen=self.ring)

    # changes

    def put_case(self, case: Json) -> None:
        self.cases[case["id"]] = case
        self._tell("case.upsert", case)

    def drop_case(self, key: str) -> None:
        case = self.cases.pop(key, None)
        if case is not None:
            self._tell("case.gone", {"id": key, "rev": case["rev"] + 1, "simulated": True})

    def put_worker(self, worker: Json) -> None:
        self.workers[worker["id"]] = worker
        self._tell("worker.position", worker)

    def put_warning(self, warning: Json) -> None:
        self.warnings[warning["id"]] = warning
        self._tell("warning.upsert", warning)

    def drop_warning(self, key: str) -> None:
        if self.warnings.pop(key, None) is not None:
            self._tell("warning.gone", {"id": key, "simulated": True})

    def _tell(self, kind: str, body: Json) -> None:
        self.newest += 1
        self._events.append(Event(self.newest, kind, dump(body)))
        self.changed()

    # the snapshot, page by page

    def first_page(self, state: str, limit: int) -> Page:
        """``state``: open | closed | all. The whole walk shows this one moment."""
        cases = tuple(case for case in self.cases.values() if _wanted(case, state))
        walk = _Walk(cases, self.cursor())
        if len(cases) <= limit:
            return Page(cases, None, walk.cursor)
        name = secrets.token_urlsafe(9)
        self._walks[name] = walk
        while len(self._walks) > WALKS:
            self._walks.popitem(last=False)
        return Page(cases[:limit], f"{name}.{limit}", walk.cursor)

    def page(self, page: str, limit: int) -> Page | None:
        """The page that ``Page.next`` named, or None when that walk is forgotten."""
        name, _, offset_text = page.rpartition(".")
        walk = self._walks.get(name)
        if walk is None or not (offset_text.isdecimal() and len(offset_text) < 9):
            return None
        offset = int(offset_text)
        last = offset + limit
        following = f"{name}.{last}" if last < len(walk.cases) else None
        return Page(walk.cases[offset:last], following, walk.cursor)

    # the stream

    def cursor(self, number: int | None = None) -> str:
        """The opaque name of the moment after event ``number`` (default: the newest)."""
        number = self.newest if number is None else number
        return base64.urlsafe_b64encode(f"{self.epoch}.{number}".encode()).decode().rstrip("=")

    def number_of(self, cursor: str) -> int | None:
        """The event number of a cursor; None when it is none of this platform's."""
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        except (binascii.Error, ValueError):
            return None
        epoch, _, number = text.partition(".")
        if epoch != self.epoch or not (number.isdecimal() and len(number) < 16):
            return None
        return int(number) if int(number) <= self.newest else None

    def since(self, number: int, most: int = 256) -> list[Event] | None:
        """At most ``most`` events after ``number``; None when some of them are forgotten."""
        if number >= self.newest:
            return []
        oldest = self._events[0].number
        if number + 1 < oldest:
            return None
        start = number + 1 - oldest
        return [self._events[k] for k in range(start, min(start + most, len(self._events)))]

    def open_cases(self) -> int:
        return sum(_wanted(case, "open") for case in self.cases.values())


def _wanted(case: Json, state: str) -> bool:
    return state == "all" or (state == "open") == is_open(case["status"])


def dump(body: Json | Iterable[Json]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
