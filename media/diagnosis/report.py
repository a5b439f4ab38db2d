"""The report on the pictures of a site: what was wrong with which camera, from when to when."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from media.diagnosis.finding import Finding
from media.spreadsheet import harmless

MOST_SPELLS = 200  # that are kept of one camera; the oldest are dropped and counted
COLUMNS = ("camera", "finding", "times", "total_s", "now", "began", "ended")


@dataclass(frozen=True, slots=True)
class Spell:
    """One time that a finding held. ``ended`` is None while it holds."""

    finding: Finding
    began: datetime
    ended: datetime | None = None

    def lasted(self, now: datetime, since: datetime | None = None) -> timedelta:
        """How long, of it what lies after ``since``."""
        began = self.began if since is None else max(self.began, since)
        return max(timedelta(0), (self.ended or now) - began)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of one camera in the table. ``began``, ``ended``: of its newest spell."""

    camera: str
    finding: Finding
    times: int
    total: timedelta
    now: bool
    began: datetime
    ended: datetime | None


class History:
    """Of one camera. Times are aware and do not go back."""

    def __init__(self, spells: Iterable[Spell] = ()) -> None:
        self._past: deque[Spell] = deque(maxlen=MOST_SPELLS)
        self._now: dict[Finding, Spell] = {}
        self.dropped = 0
        for spell in spells:
            if spell.ended is None:
                self._now[spell.finding] = spell
            else:
                self._keep(spell)

    def note(self, findings: Iterable[Finding], at: datetime) -> tuple[Spell, ...]:
        """What a look said. Returns the spells that began or ended with it."""
        said = set(findings)
        changed: list[Spell] = []
        for finding in Finding:
            if finding in said and finding not in self._now:
                changed.append(Spell(finding, at))
                self._now[finding] = changed[-1]
            elif finding not in said and finding in self._now:
                began = self._now.pop(finding).began
                changed.append(Spell(finding, began, max(began, at)))
                self._keep(changed[-1])
        return tuple(changed)

    def spells(self, since: datetime | None = None) -> tuple[Spell, ...]:
        """Oldest first; those that ended before ``since`` left out."""
        every = [*self._past, *self._now.values()]
        some = [s for s in every if since is None or s.ended is None or s.ended > since]
        return tuple(sorted(some, key=lambda spell: spell.began))

    def now(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in Finding if finding in self._now)

    def _keep(self, spell: Spell) -> None:
        self.dropped += len(self._past) == MOST_SPELLS
        self._past.append(spell)


def table(
    histories: Mapping[str, History], now: datetime, since: datetime | None = None
) -> tuple[Row, ...]:
    """A row for each camera and finding: what holds now first, then the longest."""
    rows = [
        _row(camera, finding, [spell for spell in spells if spell.finding is finding], now, since)
        for camera, history in histories.items()
        for spells in [history.spells(since)]
        for finding in dict.fromkeys(spell.finding for spell in spells)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.now, -row.total, row.camera)))


def written(rows: Iterable[Row], names: Mapping[str, str] | None = None) -> str:
    """The table as CSV, with a heading. ``names``: what to write instead of a camera's id."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in rows:
        sheet.writerow(
            (
                harmless((names or {}).get(row.camera, row.camera)),
                row.finding.value,
                row.times,
                round(row.total.total_seconds()),
                "yes" if row.now else "no",
                row.began.isoformat(timespec="seconds"),
                row.ended.isoformat(timespec="seconds") if row.ended else "",
            )
        )
    return text.getvalue()


def _row(
    camera: str, finding: Finding, spells: Sequence[Spell], now: datetime, since: datetime | None
) -> Row:
    newest = spells[-1]
    total = sum((spell.lasted(now, since) for spell in spells), timedelta(0))
    return Row(
        camera, finding, len(spells), total, newest.ended is None, newest.began, newest.ended
    )
