"""The files of meetings: ``meetings.toml``, written by hand, and those of ``meetings.d`` beside it,
of which the window writes one. A later file takes the place of an earlier one's meeting of its id.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from console.site.invited import Seat
from console.site.meeting import LONGEST_ID, MOST_MEETINGS, NAME, Meeting, Rule, meetings_in
from console.site.occurrence import is_past
from layouts.fault import Fault
from layouts.format import LARGEST_FILE, WallFaults, dumped
from layouts.schedule import WEEKDAYS
from layouts.toml_file import TomlFile
from layouts.toml_text import written_lines
from layouts.whole_file import write_whole

FOLDER = "meetings.d"
_OWN = "window.toml"
WINDOW = f"{FOLDER}/{_OWN}"  # what the window writes
MOST_FILES = 100
KEPT_DAYS = 30  # in the window's file, of a meeting that was held once and is over

log = logging.getLogger(__name__)

Values = dict[str, Any]  # a table of a file, as it stands there


@dataclass(frozen=True)
class MeetingsRead:
    """All that could be read, and the faults of the rest."""

    meetings: tuple[Meeting, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The window's own file: its tables, and the ids of meetings of other files that are not held
    any more."""

    meetings: tuple[Values, ...] = ()
    without: tuple[str, ...] = ()


def read_meetings(folder: Path, seats: Sequence[Seat]) -> MeetingsRead:
    """``seats``: whom they may invite."""
    return _read(folder, _paths(folder), seats)


def _read(folder: Path, paths: Sequence[Path], seats: Sequence[Seat]) -> MeetingsRead:
    found: dict[str, Meeting] = {}
    faults: list[Fault] = []
    for path in paths:
        file = TomlFile.read(path, str(path.relative_to(folder)), LARGEST_FILE)
        try:
            meetings = _checked(file, seats)
        except WallFaults as wrong:
            faults += wrong.faults
            continue
        for gone in _without(file):
            found.pop(gone, None)
        found.update({meeting.id: meeting for meeting in meetings})
    return MeetingsRead(tuple(found.values()), tuple(faults))


def schedule(folder: Path, seats: Sequence[Seat], values: Values) -> MeetingsRead:
    """Write this meeting into the window's file, new or in the place of the one of its id; all
    there are then. WallFaults says what is wrong, OSError that the disk refuses; the file is as it
    was in either case. Waits for the disk."""
    kept = _read_window(folder, seats)
    others = [one for one in kept.meetings if one["id"] != values["id"]]
    at = next((n for n, one in enumerate(kept.meetings) if one["id"] == values["id"]), len(others))
    others.insert(at, values)
    without = tuple(gone for gone in kept.without if gone != values["id"])
    return _save(folder, seats, Scheduled(tuple(others), without))


def unschedule(folder: Path, seats: Sequence[Seat], id_: str) -> MeetingsRead:
    """It is held no more: gone from the window's file, and passed over where another file has it.
    As ``schedule``."""
    return _let_go(folder, seats, _read_window(folder, seats), {id_})


def tidy(folder: Path, seats: Sequence[Seat], today: date) -> MeetingsRead:
    """Take out of the window's file what was held once and is over for ``KEPT_DAYS``; all there are
    then. Other files are left to those who write them; where one has a fault, or the disk refuses,
    nothing is changed. Waits for the disk."""
    read = read_meetings(folder, seats)
    if read.faults:
        return read
    kept = _read_window(folder, seats)
    own = {str(one["id"]) for one in kept.meetings}
    over = {m.id for m in read.meetings if m.id in own and is_past(m.rule, today, KEPT_DAYS)}
    if not over:
        return read
    try:
        return _let_go(folder, seats, kept, over)
    except OSError as fault:
        log.warning("%s: meetings that are over stay in it: %s", WINDOW, fault)
        return read


def _let_go(
    folder: Path, seats: Sequence[Seat], kept: Scheduled, ids: Collection[str]
) -> MeetingsRead:
    """Without these: what an earlier file has of them is passed over too."""
    earlier = [path for path in _paths(folder) if path.parent == folder or path.name < _OWN]
    hidden = [meeting.id for meeting in _read(folder, earlier, seats).meetings if meeting.id in ids]
    rest = tuple(one for one in kept.meetings if one["id"] not in ids)
    without = tuple(gone for gone in kept.without if gone not in ids)
    return _save(folder, seats, Scheduled(rest, (*without, *hidden)))


def values_of(meeting: Meeting) -> Values:
    """Its table: ``meetings_in`` reads the same meeting again."""
    rule, invited = meeting.rule, meeting.invited
    values: Values = {
        "id": meeting.id, "title": meeting.title, **_rule_values(rule),
        "time": f"{rule.minute // 60:02}:{rule.minute % 60:02}", "minutes": meeting.minutes,
        "move": rule.move, "first_day": rule.first_day, "last_day": rule.last_day,
        "nodes": list(invited.nodes), "groups": list(invited.groups),
        "kinds": list(invited.kinds), "place": meeting.place, "chair": meeting.chair,
        "agenda": list(meeting.agenda), "remind_min": meeting.remind_min,
        "record": meeting.record or None,
    }  # fmt: skip
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def free_id(taken: Sequence[Meeting]) -> str:
    """For a new one: ``m1``, ``m2`` …"""
    ids = {meeting.id for meeting in taken}
    return next(f"m{n}" for n in range(1, len(ids) + 2) if f"m{n}" not in ids)


def _rule_values(rule: Rule) -> Values:
    weekday = None if rule.weekday is None else WEEKDAYS[rule.weekday]
    return {
        "every": rule.every, "on": rule.on, "weekday": weekday, "nth": rule.nth, "day": rule.day,
    }  # fmt: skip


def _paths(folder: Path) -> list[Path]:
    first = folder / f"{NAME}.toml"
    beside = sorted((folder / FOLDER).glob("*.toml"))[:MOST_FILES]
    return [*([first] if first.exists() else []), *beside]


def _checked(file: TomlFile, seats: Sequence[Seat]) -> tuple[Meeting, ...]:
    meetings = meetings_in(file)
    for number, meeting in enumerate(meetings):
        for key, text in meeting.invited.lost(seats):
            file.fault(("meetings", number, key), text)
    if file.faults:
        raise WallFaults(file.faults)
    return meetings


def _without(file: TomlFile) -> list[str]:
    assert file.root is not None  # it was read without a fault
    return file.root.texts("without", MOST_MEETINGS, LONGEST_ID)


def _read_window(folder: Path, seats: Sequence[Seat]) -> Scheduled:
    """WallFaults where somebody has spoilt it: it is not written over then."""
    path = folder / WINDOW
    if not path.exists():
        return Scheduled()
    file = TomlFile.read(path, WINDOW, LARGEST_FILE)
    _checked(file, seats)
    assert file.root is not None
    return Scheduled(tuple(file.root.raw("meetings") or ()), tuple(_without(file)))


def _save(folder: Path, seats: Sequence[Seat], kept: Scheduled) -> MeetingsRead:
    text = _text(kept)
    _checked(TomlFile(WINDOW, text.encode(), LARGEST_FILE), seats)
    write_whole(folder / WINDOW, text)
    return read_meetings(folder, seats)


def _text(kept: Scheduled) -> str:
    lines: list[str] = []
    for values in kept.meetings:
        lines += ["", "[[meetings]]", *written_lines(_without_empty(values))]
    without = {"without": list(kept.without)} if kept.without else {}
    return dumped({"kind": NAME}, without, lines)


def _without_empty(values: Mapping[str, Any]) -> Values:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
