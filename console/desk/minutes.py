"""Keeps the minutes of the conference that is held, on disk as it happens."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.minutes.entry import OWN, Entry, read_entry
from console.minutes.journal import Journals
from console.minutes.minutes import MARKS, Minutes, minutes_of
from console.minutes.noticing import noticed, recorded
from console.minutes.wording import mark_words

Json = dict[str, Any]

MOST_EARLY = 64  # acts told before the conference itself
EARLY = timedelta(seconds=10)
MOST_WAITING = 512  # lines for a disk that hangs
BOUNDS = ("started", "ended")
MARKED = MARKS | {"roll_call", "message", "decision"}  # to be found again in the recording

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the next conference is about, as far as it is known before it begins."""

    title: str = ""
    plan: str = ""
    chair: str = ""
    place: str = ""
    agenda: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()


class MinutesDesk(QObject):
    """Lives in the Qt thread; a thread of its own writes. ``changed``: there is more to read.

    ``case_of`` tells what is known of a case by its id, ``mark`` what is to be found again in the
    recording.
    """

    changed = Signal()

    def __init__(
        self,
        state: Path,
        place: str,
        case_of: Callable[[str], Json],
        mark: Callable[[Json], None],
        simulated: Callable[[], bool],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.dropped = 0  # lines the disk was too slow for, or refused for too long
        self.current = ""  # the id of the conference that is held
        self._journals = Journals(state)
        self._place, self._case_of, self._mark, self._now = place, case_of, mark, now
        self._simulated = simulated
        self._occasion = Occasion()
        self._entries: list[Entry] = []
        self._before: Mapping[str, Any] = {"state": "idle", "nodes": []}
        self._early: deque[Entry] = deque(maxlen=MOST_EARLY)
        self._told_by_hub = False  # then only what it does not tell is noticed here
        self._thread = ThreadPoolExecutor(1, "minutes")
        self._waiting = 0
        self._unwritten: deque[tuple[str, Entry]] = deque()  # the disk refused them; its thread's

    # -- what happens

    @Slot(dict)
    def take(self, event: Json) -> None:
        """An event of the hub."""
        match event.get("event"):
            case "record":
                self._told_by_hub = True
                entry = read_entry(event)
                if entry is not None and entry.act not in OWN:
                    self._hear(self._attached(entry) if entry.act == "attached" else entry)
            case "conference":
                self._follow(event)
            case _:
                pass

    def announce(self, occasion: Occasion) -> None:
        """The conference that begins next is this one."""
        self._occasion = occasion

    def tell_case(self, case_id: str, what: str) -> None:
        """Something happened to a case it is about."""
        if self.current:
            self._keep(Entry(self._now(), "case", text=what, more=self._case_of(case_id)))

    # -- what is typed in

    def decide(self, text: str, number: int | None = None) -> None:
        """Another decision; with ``number`` in the place of that one, empty to take it out."""
        if not self.current or (number is None and not text.strip()):
            return
        if number is None:
            number = max((one.number for one in self.minutes().decisions), default=0) + 1
        self._keep(Entry(self._now(), "decision", text=text.strip(), more={"number": number}))

    def check(self, text: str, done: bool, who: str) -> None:
        """A line of the plan's list is ticked, or no more."""
        if self.current:
            act = "checked" if done else "unchecked"
            self._keep(Entry(self._now(), act, who, text))

    # -- questions

    @property
    def fault(self) -> str:
        """Why nothing can be kept, in words; empty when all is well."""
        return self._journals.fault

    def troubles(self) -> list[str]:
        """What is not on the disk as it should be, in words."""
        waiting, fault = len(self._unwritten), self.fault
        found = [f"the minutes cannot be kept: {fault}"] if fault else []
        if waiting and not fault:
            found.append(f"{waiting} lines of the minutes wait for the disk")
        if self.dropped:
            found.append(f"{self.dropped} lines of the minutes are lost")
        return found

    def names(self) -> list[str]:
        """Ids of the conferences there are minutes of, newest first."""
        earlier = [name for name in self._journals.names() if name != self.current]
        return [self.current, *earlier] if self.current else earlier

    def minutes(self, conference: str = "") -> Minutes:
        """Of the one that is held, or of an earlier one; empty when nothing is known of it."""
        if conference in ("", self.current):
            return minutes_of(self._entries)
        entries = self._journals.read(conference)
        found = minutes_of(entries)
        if found.ended is None and entries:  # the program ended before the conference
            last = max(entry.at for entry in entries)
            return minutes_of([*entries, Entry(last, "ended")])
        return found

    def close(self) -> None:
        """Everything that waits is written first."""
        self._thread.shutdown(wait=True)

    # -- inside

    def _follow(self, event: Mapping[str, Any]) -> None:
        before, self._before = self._before, event
        at, live = self._now(), event.get("state") == "live"
        if live and self.current != event.get("id"):
            self._open(str(event.get("id") or "unnamed"), event, at)
        if not self.current:
            return
        for entry in [*noticed(before, event, at), *recorded(before, event, at)]:
            if not self._told_by_hub or entry.act in ("started", "ended", "recording"):
                self._keep(entry)
        if not live:
            self._thread.submit(self._journals.settle, self.current)
            self.current, self._occasion = "", Occasion()
            self.changed.emit()

    def _open(self, conference: str, event: Mapping[str, Any], at: datetime) -> None:
        self.current = conference
        self._entries = self._journals.read(conference)  # it is gone on with after a restart
        if not self._entries:
            self._keep(Entry(at, "opened", text=conference, more=self._opening(event)))
        for entry in self._early:
            if at - entry.at <= EARLY:
                self._keep(entry)
        self._early.clear()

    def _opening(self, event: Mapping[str, Any]) -> Json:
        occasion, case = self._occasion, self._case()
        nodes = event.get("nodes") or []
        called = [n["id"] for n in nodes if n.get("invited")]
        title = occasion.title or (f"{case['title']}会商" if case.get("title") else "视频会商")
        return {
            "title": title, "place": occasion.place or self._place, "chair": occasion.chair,
            "plan": occasion.plan, "agenda": list(occasion.agenda),
            "checklist": list(occasion.checklist), "invited": list(occasion.invited) or called,
            "simulated": self._simulated(), "case": case,
            "nodes": [
                {"id": n["id"], "name": n.get("name"), "kind": n.get("kind", "")} for n in nodes
            ],
        }  # fmt: skip

    def _attached(self, entry: Entry) -> Entry:
        """The hub knows no more of a case than its id."""
        case = self._case_of(entry.text)
        return replace(entry, text=str(case.get("title") or entry.text), more=case)

    def _case(self) -> Json:
        id_ = self._before.get("case")
        return self._case_of(str(id_)) if id_ else {}

    def _hear(self, entry: Entry) -> None:
        if self.current:
            self._keep(entry)
        else:
            self._early.append(entry)

    def _keep(self, entry: Entry) -> None:
        if entry.act in BOUNDS and entry.act == self._bound():
            return  # the hub has told what is noticed here too
        self._entries.append(entry)
        if entry.act in MARKED:
            self._mark(
                {
                    "act": entry.act, "node": entry.node, "text": entry.text,
                    "result": entry.result, "at": entry.at.isoformat(),
                    "title": mark_words(entry, self._name(entry.node)),
                }
            )  # fmt: skip
        if self._waiting >= MOST_WAITING:
            self.dropped += 1
            log.warning("the minutes of %s lost a line: the disk hangs", self.current)
        else:
            self._waiting += 1
            self._thread.submit(self._write, self.current, entry)
        self.changed.emit()

    def _bound(self) -> str:
        """Whether the newest of beginning and end is the one or the other."""
        return next((one.act for one in reversed(self._entries) if one.act in BOUNDS), "")

    def _name(self, node: str) -> str:
        nodes = self._before.get("nodes") or ()
        return next((str(one.get("name") or node) for one in nodes if one["id"] == node), node)

    def _write(self, conference: str, entry: Entry) -> None:
        refused = bool(self._unwritten)
        self._unwritten.append((conference, entry))
        self._write_all()
        self._waiting -= 1
        if self._unwritten or refused:
            self.changed.emit()
        if entry.act in OWN:  # what was typed in is dear
            self._journals.settle(conference)

    def _write_all(self) -> None:
        """What the disk refused comes first; it goes on waiting while it is refused again."""
        stuck: dict[str, str] = {}
        for conference, entry in [self._unwritten.popleft() for _ in range(len(self._unwritten))]:
            if conference not in stuck:
                if self._journals.add(conference, entry):
                    continue
                stuck[conference] = self._journals.fault
            self._unwritten.append((conference, entry))
        if stuck:
            self._journals.fault = next(iter(stuck.values()))
            log.warning("the minutes cannot be kept: %s", self._journals.fault)
        while len(self._unwritten) > MOST_WAITING:
            self._unwritten.popleft()
            self.dropped += 1
