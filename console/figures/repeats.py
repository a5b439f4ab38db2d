"""反复上报: the same kind of case at the same place again and again. Pure.

Two cases belong together when they are of one class, lie within ``radius_m`` of each other and were
reported within ``days``; clusters are what hangs together through such pairs.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from console.cases.record import CaseRecord

M_PER_DEGREE = 111_320.0
LEFT_OUT = frozenset({"duplicate", "rejected"})  # one event told twice, and none


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """``least``: so many cases make a cluster. Places known worse than ``radius_m`` tell nothing
    and are left out."""

    radius_m: float = 100.0
    days: int = 30
    least: int = 2


@dataclass(frozen=True, slots=True)
class Cluster:
    """``cases`` by when they were reported; the first is no repeat."""

    category_code: str
    category: str
    cases: tuple[CaseRecord, ...]

    @property
    def repeats(self) -> tuple[CaseRecord, ...]:
        return self.cases[1:]


def clusters_of(records: Iterable[CaseRecord], rule: RepeatRule) -> tuple[Cluster, ...]:
    """The largest first. Their order in does not matter."""
    placed = sorted(
        (record for record in records if _counts(record, rule)),
        key=lambda record: (record.reported_at, record.id),
    )
    joined = _Joined(len(placed))
    window: dict[tuple[str, int, int], deque[int]] = defaultdict(deque)
    for number, record in enumerate(placed):
        code = _class(record)
        column, row = _square(record, rule)
        for near in ((code, column + i, row + k) for i in (-1, 0, 1) for k in (-1, 0, 1)):
            for other in _recent(window.get(near), placed, record, rule):
                if distance_m(placed[other], record) <= rule.radius_m:
                    joined.join(other, number)
        window[code, column, row].append(number)
    found = [Cluster(_class(group[0]), group[0].category, tuple(group))
             for numbers in joined.groups() if len(numbers) >= max(2, rule.least)
             for group in [[placed[number] for number in numbers]]]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-len(one.cases), one.cases[0].id)))


def distance_m(one: CaseRecord, other: CaseRecord) -> float:
    """On the ground, exact enough for a town. ValueError when one has no place."""
    (here, north), (there, south) = _place(one), _place(other)
    east = (here - there) * math.cos(math.radians(north))
    return math.hypot(east, north - south) * M_PER_DEGREE


def _place(record: CaseRecord) -> tuple[float, float]:
    if record.longitude is None or record.latitude is None:
        raise ValueError(f"case {record.id} has no place")
    return record.longitude, record.latitude


class _Joined:
    """Union-find over numbers."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._top(one), self._top(other)))
        self._above[high] = low

    def groups(self) -> Iterable[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            found.setdefault(self._top(number), []).append(number)
        return found.values()

    def _top(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number


def _counts(record: CaseRecord, rule: RepeatRule) -> bool:
    return (
        record.longitude is not None
        and record.latitude is not None
        and abs(record.latitude) < 85
        and record.reported_at is not None
        and (record.accuracy_m or 0.0) <= rule.radius_m
        and bool(_class(record))
        and record.status not in LEFT_OUT
    )


def _class(record: CaseRecord) -> str:
    return record.category_code or record.category


def _square(record: CaseRecord, rule: RepeatRule) -> tuple[int, int]:
    """Squares of more than the radius; columns are as wide as at the northernmost place that can be
    near this one, so that neighbours are enough."""
    longitude, latitude = _place(record)
    row = math.floor(latitude * M_PER_DEGREE / rule.radius_m)
    wide = rule.radius_m / (M_PER_DEGREE * 0.08)  # of degrees, anywhere below 85 degrees
    return math.floor(longitude / wide), row


def _recent(
    window: deque[int] | None, placed: list[CaseRecord], record: CaseRecord, rule: RepeatRule
) -> Iterable[int]:
    """Of a square, those not too long ago; what is too old for this one is so for all later."""
    if window is None:
        return ()
    assert record.reported_at is not None
    oldest = record.reported_at - timedelta(days=rule.days)
    while window:
        first = placed[window[0]].reported_at
        assert first is not None
        if first >= oldest:
            break
        window.popleft()
    return window
