"""The targets of ``make fuzz``, for a moment: with their seeds, mutilated seeds and any bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

SEEDS = {
    name: [path.read_bytes() for path in sorted((Path(__file__).parent / "seeds" / name).iterdir())]
    for name in TARGETS
}
every = pytest.mark.parametrize("name", TARGETS)


@st.composite
def mutilated(draw: st.DrawFn, name: str) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS[name])))
    for at, value in draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=6)
    ):
        data[at] = value
    start, end = draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))
    return bytes(data if start < 3 else data[:start] + data[end:])


@every
def test_every_target_bears_its_seeds(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@every
@given(st.data())
def test_every_target_bears_mutilated_seeds_and_garbage(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(st.one_of(mutilated(name), st.binary(max_size=400))))
