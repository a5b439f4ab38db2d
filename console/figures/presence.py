"""Who was there and what was watched: roll calls, patrols, cameras. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.minutes.minutes import Minutes

PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Attendance:
    """A site's roll calls (点名) in a period. ``missed``: the conferences in which it did not
    answer as it should."""

    site: str
    name: str
    called: int
    present: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.present / self.called if self.called else 0.0


@dataclass(frozen=True, slots=True)
class PatrolledCamera:
    """How often a camera was patrolled, how long it was live then, and when last (None: never)."""

    name: str
    patrols: int = 0
    live_s: float = 0.0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class PatrolFigures:
    """Video patrols (视频巡查). ``who``: the names of those on duty meanwhile; ``cameras``: every
    one that was to be seen, those that never were first."""

    tours: int = 0
    who: tuple[str, ...] = ()
    cameras: tuple[PatrolledCamera, ...] = ()

    @property
    def patrols(self) -> int:
        return sum(camera.patrols for camera in self.cameras)

    @property
    def live_s(self) -> float:
        return sum(camera.live_s for camera in self.cameras)

    @property
    def unseen(self) -> tuple[str, ...]:
        """The names of the cameras that never were."""
        return tuple(camera.name for camera in self.cameras if not camera.patrols)


@dataclass(frozen=True, slots=True)
class LostSpell:
    """A camera gave no picture. ``ended`` None: it gives none yet."""

    camera: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """``lost_s`` of ``whole_s``, in ``spells`` spells."""

    camera: str
    name: str
    spells: int
    lost_s: float
    whole_s: float

    @property
    def share(self) -> float:
        return max(0.0, 1.0 - self.lost_s / self.whole_s) if self.whole_s else 1.0


def attendance_of(
    conferences: Iterable[Minutes], since: datetime, until: datetime
) -> tuple[Attendance, ...]:
    """By site, those who missed most first. A roll call counts when it was made."""
    found: dict[str, Attendance] = {}
    for minutes in conferences:
        for answer in (one for sheet in minutes.roll_calls for one in sheet):
            if answer.at is None or not since <= answer.at < until:
                continue
            before = found.get(answer.node, Attendance(answer.node, answer.name, 0, 0))
            present = answer.result == PRESENT
            missed = before.missed if present else (*before.missed, minutes.id)
            found[answer.node] = Attendance(
                answer.node, answer.name, before.called + 1, before.present + present, missed
            )
    return tuple(sorted(found.values(), key=lambda one: (-len(one.missed), one.site)))


def availability_of(
    cameras: Mapping[str, str],
    spells: Iterable[LostSpell],
    since: datetime,
    until: datetime,
    now: datetime,
) -> tuple[Availability, ...]:
    """Of every camera (name by id), the worst first; spells of one camera do not overlap."""
    end = min(until, now)
    whole = max(0.0, (end - since).total_seconds())
    lost: dict[str, list[float]] = {}
    for spell in spells:
        length = (min(spell.ended or end, end) - max(spell.began, since)).total_seconds()
        if length > 0:
            lost.setdefault(spell.camera, []).append(length)
    found: Sequence[Availability] = [
        Availability(id_, name, len(lost.get(id_, ())), min(whole, sum(lost.get(id_, ()))), whole)
        for id_, name in cameras.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.share, one.camera)))
