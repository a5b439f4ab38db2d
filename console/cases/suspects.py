"""Places that do not fit what their case says, why, and what would make them fit. Pure.

A source that declares the wrong datum puts every case 500 m or more aside, which no eye notices on
a map. Its cases name their grid, though: a place outside of its grid that falls into it when it is
read as another datum is told with that proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from console.cases.case import Case, CaseId, Place
from console.cases.datum import from_wgs84, to_wgs84
from console.cases.outline import Point, Ring, holds
from console.cases.places import Bounds

LEAST_MARGIN_M = 60.0  # a case at the border belongs to either grid
MOST_MARGIN_M = 200.0
MOST_LISTED = 1000
PASSED_BY = 10  # known cases take as long as one that is judged
ENOUGH = 3  # cases of a source that agree are a pattern
MOST_OF = 0.6  # of a source's suspects

UNREADABLE, OUTSIDE, NOT_IN_GRID = "unreadable", "outside", "not_in_grid"
PROPOSALS = ("gcj02", "bd09", "wgs84", "swapped")


@dataclass(frozen=True, slots=True)
class Suspect:
    """``why``: one of the three above. ``fault`` says what could not be read; ``grid`` is the one
    the case names. ``proposal``: as what the coordinates would fit (``wgs84``: they were shifted
    that need not be), empty where nothing helps; ``fitting`` is the place then."""

    case_id: CaseId
    source: str
    why: str
    fault: str = ""
    grid: str = ""
    proposal: str = ""
    fitting: Point | None = None


class Judged:
    """The cases' places judged, some at a time; those that are as before are not judged again."""

    def __init__(self, bounds: Bounds | None, grids: Mapping[str, tuple[Ring, ...]]) -> None:
        self._bounds, self._grids = bounds, grids
        self._known: dict[CaseId, tuple[int, Suspect | None]] = {}
        self._now: dict[CaseId, tuple[int, Suspect | None]] = {}
        self._left: Iterator[Case] = iter(())
        self.found: list[Suspect] = []
        self.complete = True

    def begin(self, cases: Iterable[Case]) -> None:
        """Go through these; others are forgotten when ``step`` comes to the end."""
        self._left, self._now, self.complete = iter(cases), {}, False

    def step(self, most: int) -> bool:
        """Judge up to so many, and pass by ten times as many that are known. Whether all are gone
        through: then ``found`` are the suspects among them, ``MOST_LISTED`` at most."""
        left = most * PASSED_BY
        while left > 0 and not self.complete:
            case = next(self._left, None)
            if case is None:
                self._end()
                break
            told = self._known.get(case.id)
            if told is None or told[0] != case.rev:
                told = (case.rev, _judge(case, self._bounds, self._grids))
                left -= PASSED_BY - 1
            left -= 1
            self._now[case.id] = told
        return self.complete

    def _end(self) -> None:
        self._known, self._now, self.complete = self._now, {}, True
        self.found = [each for _, each in self._known.values() if each is not None][:MOST_LISTED]


def patterns(suspects: Iterable[Suspect]) -> dict[str, tuple[str, int, int]]:
    """By source: (proposal, how many it would mend, of how many suspects) where most agree."""
    by_source: dict[str, Counter[str]] = {}
    for each in suspects:
        by_source.setdefault(each.source, Counter())[each.proposal] += 1
    told = {}
    for source, counts in by_source.items():
        proposal, count = max(counts.items(), key=lambda item: (bool(item[0]), item[1]))
        total = counts.total()
        if proposal and count >= ENOUGH and count >= MOST_OF * total:
            told[source] = (proposal, count, total)
    return told


def _judge(
    case: Case, bounds: Bounds | None, grids: Mapping[str, tuple[Ring, ...]]
) -> Suspect | None:
    fault = next((each for each in case.faults if each.startswith("place")), "")
    if fault:
        return Suspect(case.id, case.source, UNREADABLE, fault=fault, grid=case.grid)
    if case.place is None:
        return None
    named = case.grid or case.place.grid
    rings = grids.get(named)
    if rings and not holds(rings, _point(case.place), _margin(case.place)):
        proposal, fitting = _mended(case.place, rings)
        return Suspect(case.id, case.source, NOT_IN_GRID, "", named, proposal, fitting)
    if rings is None and bounds is not None and not bounds.holds(case.place):
        swapped = case.place.latitude, case.place.longitude
        fits = bounds.holds(Place(*swapped))
        return Suspect(
            case.id, case.source, OUTSIDE, "", named,
            "swapped" if fits else "", swapped if fits else None,
        )  # fmt: skip
    return None


def _mended(place: Place, rings: tuple[Ring, ...]) -> tuple[str, Point | None]:
    at = _point(place)
    for proposal, read in (
        ("gcj02", to_wgs84("gcj02", *at)),
        ("bd09", to_wgs84("bd09", *at)),
        ("wgs84", from_wgs84("gcj02", *at)),
        ("swapped", (at[1], at[0])),
    ):
        if holds(rings, read, _margin(place)):
            return proposal, read
    return "", None


def _point(place: Place) -> Point:
    return place.longitude, place.latitude


def _margin(place: Place) -> float:
    return min(max(place.accuracy_m or 0.0, LEAST_MARGIN_M), MOST_MARGIN_M)
