"""Which open cases may be one event that was reported twice: proposals for the operator. Pure.

Two cases are compared by class, place, time and words. Only what lies near in place and time is
looked at, found in a grid of cells and days; the work is done in steps, as many cases as the caller
has time for.
"""

from __future__ import annotations

import itertools
import math
from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from console.cases.joined import Pair, pair_of
from console.cases.markers import ACCURACY_M, ACCURACY_UNKNOWN_M
from media.calibration import metres

WINDOW_S = 48 * 3600.0  # between the reports of one event
FADE_S = 12 * 3600.0  # after which nearness in time counts a third
REACH_M = 500.0
LEAST = 0.52  # of a score that is proposed
LEAST_ONE_SOURCE = 0.8  # one source seldom reports an event twice
MOST_PROPOSALS = 500
MOST_NEAR = 400  # cases that one is compared with; at a place that everything is put to
SHOWN_TEXT = 80  # characters of the text that are compared

_PARTS = {"place": 0.30, "class": 0.24, "words": 0.30, "time": 0.16}
_CELL_DEG = 0.006  # 660 m to the north, at the least REACH_M to the east up to 40 degrees
_DAY_S = 86400.0
_DAYS = round(WINDOW_S / _DAY_S)
_MOST_GRAMS = 2000  # cases whose words are kept cut up

Key = tuple[object, ...]
What = Literal["place", "class", "words", "time"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two cases have in common, 0 to 1.

    ``value``: metres apart (place; None where only the grid is the same), seconds apart (time).
    """

    what: What
    score: float
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two cases that may be one; ``reasons`` the strongest first."""

    pair: Pair
    score: float
    reasons: tuple[Reason, ...]


class Duplicates:
    """Follows the open cases of the book. Told of each change; looks at them in ``step``."""

    def __init__(self) -> None:
        self._bar = 0.0  # nothing that is kept is below it, while the table is full
        self.skipped = 0  # comparisons left out at crowded places
        self._cases: dict[CaseId, Case] = {}
        self._keys: dict[CaseId, tuple[Key, ...]] = {}
        self._cells: dict[Key, dict[CaseId, None]] = {}
        self._todo: OrderedDict[CaseId, None] = OrderedDict()
        self._found: dict[Pair, Proposal] = {}
        self._by_case: dict[CaseId, set[Pair]] = {}
        self._grams: OrderedDict[CaseId, frozenset[int]] = OrderedDict()

    def take(self, changed: Iterable[Case], gone: Iterable[CaseId]) -> None:
        """Cases that are new or otherwise than before, and those that are no more."""
        for case_id in gone:
            self._drop(case_id)
        for case in changed:
            before = self._cases.get(case.id)
            if not is_open(case) or case.reported_at is None:
                self._drop(case.id)
            elif before is None or _compared(before) != _compared(case):
                self._drop(case.id)
                self._hold(case)
            else:
                self._cases[case.id] = case

    def step(self, most: int) -> bool:
        """Compare up to so many of the cases that wait; whether more do."""
        for _ in range(min(most, len(self._todo))):
            case_id, _ = self._todo.popitem(last=False)
            self._look(self._cases[case_id])
        return bool(self._todo)

    def proposals(self, settled: Container[Pair] = ()) -> list[Proposal]:
        """Those that nobody has decided, the likeliest first."""
        left = [found for pair, found in self._found.items() if pair not in settled]
        return sorted(left, key=lambda found: (-found.score, found.pair))

    # -- inside

    def _hold(self, case: Case) -> None:
        self._cases[case.id] = case
        keys = self._keys[case.id] = tuple(_homes(case))
        for key in keys:
            self._cells.setdefault(key, {})[case.id] = None
        self._todo[case.id] = None

    def _drop(self, case_id: CaseId) -> None:
        if self._cases.pop(case_id, None) is None:
            return
        self._todo.pop(case_id, None)
        self._grams.pop(case_id, None)
        for key in self._keys.pop(case_id):
            self._cells[key].pop(case_id, None)
            if not self._cells[key]:
                del self._cells[key]
        for pair in self._by_case.pop(case_id, ()):
            self._bar = 0.0
            self._found.pop(pair, None)
            other = pair[0] if pair[1] == case_id else pair[1]
            self._by_case.get(other, set()).discard(pair)

    def _look(self, case: Case) -> None:
        seen = {case.id}
        for key in _neighbours(case):
            for other_id in self._cells.get(key, ()):
                if other_id in seen:
                    continue
                if len(seen) > MOST_NEAR:
                    self.skipped += 1
                    return
                seen.add(other_id)
                self._compare(case, self._cases[other_id])

    def _compare(self, case: Case, other: Case) -> None:
        least = LEAST_ONE_SOURCE if _origin(case) == _origin(other) else LEAST
        known = _facts(case, other)
        if known is None:
            return
        before = sum(_PARTS[reason.what] * reason.score for reason in known)
        if before + _PARTS["words"] < least:  # no words could make up for it
            return
        words = Reason("words", _alike(self._cut(case), self._cut(other)))
        score = before + _PARTS["words"] * words.score
        if score >= least:
            strongest = sorted((*known, words), key=lambda reason: -reason.score)
            self._propose(Proposal(pair_of(case.id, other.id), score, tuple(strongest)))

    def _propose(self, found: Proposal) -> None:
        if len(self._found) >= MOST_PROPOSALS and found.pair not in self._found:
            if found.score <= self._bar:
                return
            worst = min(self._found.values(), key=lambda each: each.score)
            self._bar = worst.score
            if worst.score >= found.score:
                return
            del self._found[worst.pair]
            for case_id in worst.pair:
                self._by_case[case_id].discard(worst.pair)
        self._found[found.pair] = found
        for case_id in found.pair:
            self._by_case.setdefault(case_id, set()).add(found.pair)

    def _cut(self, case: Case) -> frozenset[int]:
        grams = self._grams.get(case.id)
        if grams is None:
            grams = self._grams[case.id] = _bigrams(f"{case.title}{case.text[:SHOWN_TEXT]}")
            if len(self._grams) > _MOST_GRAMS:
                self._grams.popitem(last=False)
        return grams


def _compared(case: Case) -> tuple[object, ...]:
    """What a comparison looks at."""
    return (
        case.title, case.text[:SHOWN_TEXT], case.place, case.grid, case.category_code,
        case.platform, case.reported_at, case.source, case.feed,
    )  # fmt: skip


def _origin(case: Case) -> tuple[str, str]:
    return case.feed, case.source


def _facts(case: Case, other: Case) -> tuple[Reason, ...] | None:
    """Class, place and time; None where one of them says that they are two."""
    assert case.reported_at is not None
    assert other.reported_at is not None
    apart_s = abs((case.reported_at - other.reported_at).total_seconds())
    if apart_s > WINDOW_S:
        return None
    place = _place(case, other)
    if place is None:
        return None
    time = Reason("time", math.exp(-apart_s / FADE_S), apart_s)
    return place, Reason("class", _kinship(case, other)), time


def _place(case: Case, other: Case) -> Reason | None:
    if case.place is None or other.place is None:
        same = bool(case.grid) and case.grid == other.grid
        return Reason("place", 0.5) if same else None
    here, there = case.place, other.place
    east, north = metres(here.longitude, here.latitude, there.longitude, there.latitude)
    distance_m = math.hypot(east, north)
    spread_m = max(math.hypot(_accuracy(case), _accuracy(other)), 20.0)
    if distance_m > min(3 * spread_m, REACH_M):
        return None
    beyond = max(distance_m - spread_m / 2, 0.0) / spread_m
    # a place that is only known to a grid says little by being near
    sharp = min(1.0, math.sqrt(60.0 / spread_m))
    return Reason("place", sharp * math.exp(-beyond * beyond), distance_m)


def _accuracy(case: Case) -> float:
    assert case.place is not None
    if case.place.accuracy_m is not None:
        return case.place.accuracy_m
    return ACCURACY_M.get(case.place.method, ACCURACY_UNKNOWN_M)


def _kinship(case: Case, other: Case) -> float:
    """How near two classes are: the codes of a kind begin alike."""
    one, two = case.category_code, other.category_code
    if one and one == two:
        return 1.0
    if case.category and case.category == other.category:
        return 1.0
    if len(one) >= 4 and len(two) >= 4 and one[:2] == two[:2]:
        return 0.6
    return 0.3 if case.platform and case.platform == other.platform else 0.0


def _bigrams(text: str) -> frozenset[int]:
    """Pairs of characters, punctuation and blanks left out; each as one number."""
    codes = [ord(each) for each in text.casefold() if each.isalnum()]
    return frozenset(a << 21 | b for a, b in itertools.pairwise(codes))


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Between Dice's measure and how much of the shorter text is in the longer one."""
    fewest = min(len(one), len(other))
    if not fewest:
        return 0.0
    common = len(one & other)
    dice = 2 * common / (len(one) + len(other))
    within = common / fewest if fewest >= 4 else dice
    return min(1.0, 0.5 * dice + 0.5 * within)


# where a case is looked for


def _homes(case: Case) -> Iterator[Key]:
    day = _day(case.reported_at)
    if case.place is not None:
        x, y = _cell(case.place.longitude, case.place.latitude)
        yield ("at", x, y, day)
    elif case.grid:
        yield ("unplaced", case.grid, day)
    if case.grid:
        yield ("grid", case.grid, day)


def _neighbours(case: Case) -> Iterator[Key]:
    middle = _day(case.reported_at)
    # the nearest days first: at a crowded place the likeliest are looked at
    for day in sorted(range(middle - _DAYS, middle + _DAYS + 1), key=lambda d: abs(d - middle)):
        if case.place is None:
            yield ("grid", case.grid, day)
            continue
        x, y = _cell(case.place.longitude, case.place.latitude)
        for beside in (0, -1, 1):
            for above in (0, -1, 1):
                yield ("at", x + beside, y + above, day)
        if case.grid:
            yield ("unplaced", case.grid, day)


def _cell(longitude: float, latitude: float) -> tuple[int, int]:
    return math.floor(longitude / _CELL_DEG), math.floor(latitude / _CELL_DEG)


def _day(at: datetime | None) -> int:
    assert at is not None
    return math.floor(at.timestamp() / _DAY_S)
