from __future__ import annotations

import asyncio

from bench.breaks import follow


def test_the_book_is_the_platforms_after_breaks_repeats_and_disorder() -> None:
    outcome = asyncio.run(follow(3000, 6, cases=200, ring=300, seed=3))
    assert outcome.breaks == 6
    assert outcome.snapshots > 1  # after one break more had happened than was remembered
    assert outcome.changes >= 3000
    assert outcome.repeats > 20
    assert outcome.late > 20
    assert outcome.cases > 100
    assert (outcome.other, outcome.backwards) == (0, 0)
