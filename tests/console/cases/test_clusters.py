from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from console.cases.clusters import TOO_NEAR, Clusters

places = st.integers(0, 60).flatmap(
    lambda n: arrays(np.float64, (n, 2), elements=st.floats(-2000, 2000, width=32))
)


def clusters_of(xy: np.ndarray, rank: int = 0) -> Clusters:
    ranks = np.full(len(xy), rank, np.int8)
    return Clusters(xy, ranks, ranks.copy())


@given(places, st.floats(20, 800))
def test_every_point_is_in_one_cluster_and_none_is_lost(xy: np.ndarray, apart: float) -> None:
    found = clusters_of(xy).apart(apart)
    assert found.counts.sum() == len(xy)
    members = [found.members(n).tolist() for n in range(len(found.counts))]
    assert sorted(number for each in members for number in each) == list(range(len(xy)))
    assert [len(each) for each in members] == found.counts.tolist()


@given(places, st.floats(20, 800))
def test_a_cluster_lies_in_the_middle_of_its_points(xy: np.ndarray, apart: float) -> None:
    found = clusters_of(xy).apart(apart)
    for number, middle in enumerate(found.xy):
        points = xy[found.members(number)]
        np.testing.assert_allclose(points.mean(axis=0), middle, atol=1e-6)
        assert np.ptp(points, axis=0).max() <= 2 * apart


@given(places, st.floats(20, 800), st.randoms(use_true_random=False))
def test_the_order_of_the_points_changes_nothing(
    xy: np.ndarray, apart: float, chance: object
) -> None:
    order = np.random.default_rng(1).permutation(len(xy))
    one, other = clusters_of(xy).apart(apart), clusters_of(xy[order]).apart(apart)
    np.testing.assert_allclose(one.xy, other.xy, atol=1e-6)
    assert one.counts.tolist() == other.counts.tolist()


def test_the_worst_of_its_points_is_what_a_cluster_says() -> None:
    xy = np.array([(0.0, 0.0), (1.0, 1.0), (5000.0, 0.0)])
    levels, lamps = np.array([1, 4, 2], np.int8), np.array([3, 0, 1], np.int8)
    found = Clusters(xy, levels, lamps).apart(100)
    assert found.counts.tolist() == [2, 1]
    assert (found.levels.tolist(), found.lamps.tolist()) == ([4, 2], [3, 1])


def test_neighbours_across_a_border_of_cells_are_one() -> None:
    """Cells alone would leave two signs on each other."""
    xy = np.array([(99.0, 50.0), (101.0, 50.0)])
    assert clusters_of(xy).apart(100).counts.tolist() == [2]
    apart = np.array([(99.0, 50.0), (101.0 + 100 * TOO_NEAR, 50.0)])
    assert clusters_of(apart).apart(100).counts.tolist() == [1, 1]


def test_nearer_is_never_fewer() -> None:
    chance = np.random.default_rng(4)
    clusters = clusters_of(chance.normal(0, 1000, (500, 2)))
    counts = [len(clusters.apart(distance).counts) for distance in (800, 400, 200, 100, 50)]
    assert counts == sorted(counts)
    assert clusters.apart(200) is clusters.apart(200)
