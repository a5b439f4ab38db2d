from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.cases.record import CaseRecord
from console.figures.repeats import M_PER_DEGREE, RepeatRule, clusters_of, distance_m

START = datetime(2026, 11, 1, tzinfo=UTC)
RULE = RepeatRule(100.0, 10)


def at(id_: str, north_m: float, day: float, code: str = "0113", east_m: float = 0) -> CaseRecord:
    return CaseRecord(
        id_, 1, category_code=code, longitude=120.0 + east_m / M_PER_DEGREE,
        latitude=30.0 + north_m / M_PER_DEGREE, reported_at=START + timedelta(days=day),
    )  # fmt: skip


POINTS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(-300, 300), st.integers(0, 40),
              st.sampled_from("ab")),
    max_size=14,
)  # fmt: skip


def ids(records: list[CaseRecord], rule: RepeatRule = RULE) -> set[frozenset[str]]:
    return {frozenset(one.id for one in each.cases) for each in clusters_of(records, rule)}


@given(POINTS, st.randoms(use_true_random=False))
def test_clusters_are_what_hangs_together_through_near_pairs(
    points: list[tuple[int, int, int, str]], chance: random.Random
) -> None:
    records = [at(f"c-{n}", p[0], p[2], p[3], p[1]) for n, p in enumerate(points)]
    groups = [{one.id} for one in records]
    for one in records:
        for other in records:
            assert one.reported_at is not None
            assert other.reported_at is not None
            apart = abs(one.reported_at - other.reported_at)
            near = distance_m(one, other) <= RULE.radius_m and apart <= timedelta(days=RULE.days)
            if near and one.category_code == other.category_code:
                met = [group for group in groups if group & {one.id, other.id}]
                groups = [group for group in groups if group not in met] + [set().union(*met)]
    wanted = {frozenset(group) for group in groups if len(group) > 1}
    chance.shuffle(records)
    assert ids(records) == wanted


def test_a_chain_hangs_together_and_its_first_is_no_repeat() -> None:
    chain = [at("b", 90, 8), at("a", 0, 0), at("c", 180, 16), at("far", 400, 1)]
    [cluster] = clusters_of(chain, RULE)
    assert [one.id for one in cluster.cases] == ["a", "b", "c"]
    assert [one.id for one in cluster.repeats] == ["b", "c"]


def test_the_rule_says_how_near_how_soon_and_how_many() -> None:
    pair = [at("a", 0, 0), at("b", 90, 8)]
    assert ids(pair) == {frozenset("ab")}
    assert ids(pair, RepeatRule(80.0, 10)) == set()
    assert ids(pair, RepeatRule(100.0, 7)) == set()
    assert ids(pair, RepeatRule(100.0, 10, 3)) == set()


def test_a_vague_place_and_one_event_told_twice_tell_nothing(
    record_of: Callable[..., CaseRecord],
) -> None:
    first = record_of("a", START)
    assert ids([first, record_of("b", START, accuracy_m=150.0)]) == set()
    assert ids([first, record_of("c", START, longitude=None)]) == set()
    assert ids([first, record_of("d", START, status="duplicate")]) == set()
    assert ids([first, record_of("e", START)]) == {frozenset("ae")}
