"""A group of pictures laid up in one piece of memory: many small pieces leave holes between what
outlives them. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate

from media.cameras.pages import Pages
from media.unit import AccessUnit, Arrival

_KEY, _BROKEN, _REFERENCE = 1, 2, 4


class PackedGop:
    """What was put in comes out the same."""

    __slots__ = ("_captured", "_data", "_ends", "_flags", "_received", "_sets", "_ticks")

    def __init__(self, arrivals: Sequence[Arrival], pages: Pages) -> None:
        units = [arrival.unit for arrival in arrivals]
        self._ends = array("L", accumulate(len(unit.data) for unit in units))
        self._data = pages.lay(*(unit.data for unit in units))
        self._flags = bytes(map(_flags, units))
        self._ticks = array("q", (unit.timestamp for unit in units))
        self._received = array("d", (arrival.received_at for arrival in arrivals))
        self._captured = array("d", (arrival.captured_at for arrival in arrivals))
        self._sets = _changes(units)

    def arrivals(self) -> list[Arrival]:
        times = zip(self._received, self._captured, strict=True)
        return [Arrival(unit, *both) for unit, both in zip(self._units(), times, strict=True)]

    def _units(self) -> list[AccessUnit]:
        units, begin, sets = [], 0, self._sets[0]
        for number, end in enumerate(self._ends):
            sets = self._sets.get(number, sets)
            flags = self._flags[number]
            units.append(
                AccessUnit(
                    self._data[begin:end], bool(flags & _KEY), bool(flags & _BROKEN),
                    self._ticks[number], *sets, bool(flags & _REFERENCE),
                )
            )  # fmt: skip
            begin = end
        return units


def _flags(unit: AccessUnit) -> int:
    return _KEY * unit.key | _BROKEN * unit.broken | _REFERENCE * unit.reference


def _changes(units: Sequence[AccessUnit]) -> dict[int, tuple[bytes | None, str]]:
    """Parameter set and codec, by the number of the first picture that has them."""
    found: dict[int, tuple[bytes | None, str]] = {}
    last: tuple[bytes | None, str] | None = None
    for number, unit in enumerate(units):
        if (sets := (unit.sps, unit.codec)) != last:
            found[number] = last = sets
    return found
