"""The minutes of a conference, made of what happened in it. Pure.

Repeats do no harm: who is in already does not come in again. Entries may come from two tellers,
the hub and the room, so their order is that of their times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from console.minutes.entry import Entry

SAME_SHEET = timedelta(minutes=10)  # in a record that does not tell where a roll call began
SAME_ACT = timedelta(seconds=2)  # the same of the same site within this is one
MARKS = frozenset(
    {
        "removed", "muted_all", "floor_given", "floor_taken", "hand_up", "roll_call_began",
        "broadcast_on", "broadcast_off", "polling_on", "polling_off", "shared", "unshared",
        "banner", "locked", "unlocked", "chair", "private_on", "private_off", "case", "attached",
        "recording", "no_answer", "lost", "self_unmute_allowed", "self_unmute_forbidden",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """``until`` None: still there."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """``invited``: was called, or was to come; ``spans`` in their order, none over another."""

    node: str
    name: str
    kind: str = ""
    invited: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def here(self) -> bool:
        return bool(self.spans) and self.spans[-1].until is None


@dataclass(frozen=True, slots=True)
class Answer:
    """``at`` None: on the list, and not called. ``result`` empty: nothing came of it yet."""

    node: str
    name: str
    at: datetime | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    number: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the plan's list; ``who`` ticked it ``at`` a time, or nobody did."""

    text: str
    at: datetime | None = None
    who: str = ""


@dataclass(frozen=True)
class Minutes:
    id: str = ""
    title: str = ""
    place: str = ""
    chair: str = ""
    simulated: bool = False
    plan: str = ""
    agenda: tuple[str, ...] = ()
    began: datetime | None = None
    ended: datetime | None = None
    cases: tuple[Mapping[str, Any], ...] = ()  # in the order in which they came
    attendance: tuple[Attendance, ...] = ()
    roll_calls: tuple[tuple[Answer, ...], ...] = ()
    marks: tuple[Entry, ...] = ()
    messages: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    recordings: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    def name(self, node: str) -> str:
        return next((one.name for one in self.attendance if one.node == node), node)

    @property
    def present(self) -> int:
        """How many were there at some time."""
        return sum(bool(one.spans) for one in self.attendance)


def minutes_of(entries: Iterable[Entry]) -> Minutes:
    """The whole of it anew."""
    made = _Making()
    for entry in sorted(entries, key=lambda entry: entry.at):
        made.take(entry)
    return made.minutes()


class _Making:
    def __init__(self) -> None:
        self._head = Minutes()
        self._cases: dict[str, Mapping[str, Any]] = {}
        self._people: dict[str, Attendance] = {}
        self._calls: list[dict[str, Answer]] = []
        self._called_at: datetime | None = None
        self._began_at: datetime | None = None  # the last roll call, where that is told
        self._marks: list[Entry] = []
        self._messages: list[Entry] = []
        self._decisions: dict[int, Decision] = {}
        self._recordings: dict[str, None] = {}
        self._checks: dict[str, Check] = {}

    def minutes(self) -> Minutes:
        return replace(
            self._head,
            cases=tuple(self._cases.values()),
            attendance=tuple(self._people.values()),
            roll_calls=tuple(tuple(sheet.values()) for sheet in self._calls),
            marks=tuple(self._marks),
            messages=tuple(self._messages),
            decisions=tuple(sorted(self._decisions.values(), key=lambda one: one.number)),
            recordings=tuple(self._recordings),
            checks=tuple(self._checks.values()),
        )

    def take(self, entry: Entry) -> None:
        self._life(entry)
        self._coming(entry)
        self._saying(entry)
        if entry.act in MARKS and not _is_known(entry, self._marks):
            self._marks.append(entry)

    def _life(self, entry: Entry) -> None:
        match entry.act:
            case "opened":
                self._open(entry)
            case "started":
                began = self._head.began or entry.at
                self._head = replace(self._head, began=began, ended=None)  # or gone on with
            case "ended":
                self._head = replace(self._head, ended=entry.at)
                for node in self._people:
                    self._leave(node, entry.at)
            case "case" | "attached":
                self._know_case(entry.more)
            case "chair":
                who = self._people.get(entry.node)
                name = entry.text or (who.name if who else entry.node)
                self._head = replace(self._head, chair=name)
            case _:
                pass

    def _open(self, entry: Entry) -> None:
        more = entry.more
        invited = _texts(more.get("invited"))
        for node in more.get("nodes") or ():
            if isinstance(node, dict) and "id" in node:
                id_ = str(node["id"])
                before = self._people.get(id_)
                self._people[id_] = Attendance(
                    id_, str(node.get("name") or id_), str(node.get("kind") or ""),
                    id_ in invited, before.spans if before else (),
                )  # fmt: skip
        for text in _texts(more.get("checklist")):
            self._checks.setdefault(text, Check(text))
        self._head = replace(
            self._head,
            id=entry.text,
            title=str(more.get("title") or ""),
            place=str(more.get("place") or ""),
            chair=str(more.get("chair") or ""),
            plan=str(more.get("plan") or ""),
            agenda=tuple(_texts(more.get("agenda"))),
            simulated=bool(more.get("simulated")),
            began=self._head.began or entry.at,
        )
        self._know_case(more.get("case") or {})

    def _know_case(self, told: Mapping[str, Any]) -> None:
        """What is told later of a case takes the place of what was told before. Its number may come
        late, its key is there from the beginning; a record of an earlier version has none."""
        if key := str(told.get("key") or told.get("id") or ""):
            self._cases[key] = dict(told)

    def _coming(self, entry: Entry) -> None:
        if entry.act == "roll_call_began":
            self._begin_call(entry)
        if not entry.node:
            return
        match entry.act:
            case "called" | "admitted":
                self._person(entry.node, invited=True)
            case "joined":
                who = self._person(entry.node)
                if not who.here and self._head.ended is None:
                    spans = (*who.spans, Span(entry.at))
                    self._people[entry.node] = replace(who, spans=spans)
            case "left" | "lost" | "removed":
                self._leave(entry.node, entry.at)
            case "roll_call":
                self._call(entry)
            case _:
                pass

    def _person(self, node: str, invited: bool = False) -> Attendance:
        who = self._people.setdefault(node, Attendance(node, node))
        if invited and not who.invited:
            who = self._people[node] = replace(who, invited=True)
        return who

    def _leave(self, node: str, at: datetime) -> None:
        who = self._people.get(node)
        if who is not None and who.here:
            spans = (*who.spans[:-1], Span(who.spans[-1].since, at))
            self._people[node] = replace(who, spans=spans)

    def _begin_call(self, entry: Entry) -> None:
        if entry.at != self._began_at:  # else it is told twice
            self._began_at = entry.at
            nodes = _texts(entry.more.get("nodes"))
            self._calls.append({id_: Answer(id_, self._person(id_).name) for id_ in nodes})

    def _call(self, entry: Entry) -> None:
        late = self._called_at is None or entry.at - self._called_at > SAME_SHEET
        if not self._calls or (late and self._began_at is None):
            self._calls.append({})
        self._called_at = entry.at
        before = self._calls[-1].get(entry.node)
        result = entry.result or (before.result if before else "")
        name = self._person(entry.node).name
        self._calls[-1][entry.node] = Answer(entry.node, name, entry.at, result)

    def _saying(self, entry: Entry) -> None:
        match entry.act:
            case "message":
                if not _is_known(entry, self._messages):
                    self._messages.append(entry)
            case "decision":
                self._decide(entry)
            case "recording":
                if entry.text:
                    self._recordings[entry.text] = None
            case "checked":
                self._checks[entry.text] = Check(entry.text, entry.at, entry.node)
            case "unchecked":
                self._checks[entry.text] = Check(entry.text)
            case _:
                pass

    def _decide(self, entry: Entry) -> None:
        """A later text of the same number takes its place; an empty one takes it out."""
        number = entry.more.get("number")
        if not isinstance(number, int):
            number = max(self._decisions, default=0) + 1
        if entry.text.strip():
            first = self._decisions.get(number)
            at = first.at if first else entry.at
            self._decisions[number] = Decision(number, entry.text.strip(), at)
        else:
            self._decisions.pop(number, None)


def _is_known(entry: Entry, among: Sequence[Entry]) -> bool:
    """Told by the hub and noticed by the room: one thing."""
    return any(
        (entry.act, entry.node, entry.text) == (other.act, other.node, other.text)
        and entry.at - other.at <= SAME_ACT
        for other in among[-8:]
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
