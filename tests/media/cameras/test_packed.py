from __future__ import annotations

from math import nan

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.packed import PackedGop
from media.cameras.pages import Pages
from media.unit import AccessUnit, Arrival

SETS = st.sampled_from([None, b"", b"\x67one", b"\x67other"])
UNITS = st.builds(
    AccessUnit,
    st.binary(max_size=40), st.booleans(), st.booleans(), st.integers(0, 2**32 - 1), SETS,
    st.sampled_from(["h264", "hevc"]), st.booleans(),
)  # fmt: skip
ARRIVALS = st.builds(Arrival, UNITS, st.floats(0, 1e9), st.floats(0, 1e9))


@given(st.lists(ARRIVALS, min_size=1, max_size=30))
def test_what_was_put_in_comes_out_the_same(arrivals: list[Arrival]) -> None:
    packed = PackedGop(arrivals, Pages())
    assert packed.arrivals() == arrivals


def test_a_camera_that_does_not_tell_the_time_stays_so() -> None:
    packed = PackedGop([Arrival(AccessUnit(b"x", True, False, 0, None), 1.0, nan)], Pages())
    captured_at = packed.arrivals()[0].captured_at
    assert captured_at != captured_at
