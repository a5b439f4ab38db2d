"""Many points as few signs: those that would lie on each other are one. Pure; arrays only.

A cluster depends on the points and on how far apart signs must be, never on what part of the map
is looked at: it stays where it is while the map is dragged, and splits when it comes nearer.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

TOO_NEAR = 0.75  # of the distance asked for: clusters of neighbouring cells nearer are one
KEPT = 24  # distances whose clusters are remembered
_AFTER = ((1, 0), (0, 1), (1, 1), (1, -1))  # of a cell's eight neighbours those not looked at yet

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ranks = NDArray[np.int8]


@dataclass(frozen=True)
class Clustering:
    """Clusters of one distance, each at the middle of its points.

    ``xy`` (n, 2), ``counts``, ``levels``, ``lamps`` (n,): the worst of each. ``of_point`` (points,)
    is the cluster that each point is in.
    """

    xy: Floats
    counts: Ints
    levels: Ranks
    lamps: Ranks
    of_point: Ints

    @cached_property
    def _order(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.of_point, kind="stable")
        return order, np.concatenate(([0], np.cumsum(self.counts)))

    def worst_last(self, some: Ints) -> Ints:
        """These clusters in the order in which they are painted."""
        return some[np.argsort(self.levels[some], kind="stable")]

    def members(self, cluster: int) -> Ints:
        """The points of a cluster, by their numbers, in their order."""
        order, begins = self._order
        return order[begins[cluster] : begins[cluster + 1]]


class Clusters:
    """``xy`` (n, 2) in metres, ``levels`` and ``lamps`` (n,) as ranks, the worst the highest."""

    def __init__(self, xy: Floats, levels: Ranks, lamps: Ranks) -> None:
        self.xy, self.levels, self.lamps = xy, levels, lamps
        self._made: OrderedDict[float, Clustering] = OrderedDict()

    def apart(self, distance_m: float) -> Clustering:
        """The clusters whose signs need ``distance_m`` between them; remembered."""
        found = self._made.get(distance_m)
        if found is None:
            found = self._made[distance_m] = self._make(distance_m)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return found

    def _make(self, distance_m: float) -> Clustering:
        if not len(self.xy):
            none = np.zeros(0, np.int64)
            return Clustering(self.xy, none, self.levels, self.lamps, none)
        cells = np.floor(self.xy / distance_m).astype(np.int64)
        keys = _key(cells)
        unique, of_point, counts = np.unique(keys, return_inverse=True, return_counts=True)
        middles = _sums(self.xy, of_point, len(unique)) / counts[:, None]
        merged = _merged(unique, middles, distance_m * TOO_NEAR)
        of_point = merged[of_point]
        number = int(merged.max()) + 1
        counts = np.bincount(of_point, minlength=number)
        return Clustering(
            _sums(self.xy, of_point, number) / counts[:, None],
            counts.astype(np.int64),
            _worst(self.levels, of_point, number),
            _worst(self.lamps, of_point, number),
            of_point.astype(np.int64),
        )


def _key(cells: Ints) -> Ints:
    return cells[:, 0] * (1 << 31) + cells[:, 1]


def _sums(xy: Floats, of_point: Ints, number: int) -> Floats:
    return np.stack(
        [np.bincount(of_point, weights=xy[:, axis], minlength=number) for axis in (0, 1)], axis=1
    )


def _worst(ranks: Ranks, of_point: Ints, number: int) -> Ranks:
    worst = np.zeros(number, np.int8)
    np.maximum.at(worst, of_point, ranks)
    return worst


def _merged(keys: Ints, middles: Floats, near_m: float) -> Ints:
    """The number of the cluster that each cell is in: cells nearer than ``near_m`` become one, two
    at a time, the nearest first."""
    pairs: list[tuple[float, int, int]] = []
    for across, down in _AFTER:
        wanted = keys + (across * (1 << 31) + down)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        here = np.flatnonzero(keys[at] == wanted)
        there = at[here]
        far = np.hypot(*(middles[here] - middles[there]).T)
        close = far < near_m
        pairs += zip(far[close].tolist(), here[close].tolist(), there[close].tolist(), strict=True)
    into = np.arange(len(keys))
    taken: set[int] = set()
    for _, one, other in sorted(pairs):
        if one not in taken and other not in taken:
            taken.update((one, other))
            into[other] = into[one] = min(one, other)
    return np.unique(into, return_inverse=True)[1].astype(np.int64)
