from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.gop import GopMemory
from media.cameras.pages import Pages
from media.unit import AccessUnit, Arrival


def arrival(key: bool = False, broken: bool = False, size: int = 10) -> Arrival:
    return Arrival(AccessUnit(b"x" * size, key, broken, 0, None), 0.0, 0.0)


def test_nothing_is_kept_before_a_key_frame() -> None:
    gop = GopMemory()
    gop.put(arrival())
    assert gop.snapshot() == ([], False)


def test_everything_since_the_newest_key_frame_is_kept() -> None:
    gop = GopMemory()
    first, second = arrival(key=True), arrival(key=True, size=20)
    for each in (first, arrival(), second, after := arrival()):
        gop.put(each)
    assert gop.snapshot() == ([second, after], True)
    assert gop.bytes == 30


def test_what_comes_after_a_broken_unit_is_not_kept() -> None:
    gop = GopMemory()
    kept = [arrival(key=True), arrival()]
    for each in (*kept, arrival(broken=True), arrival()):
        gop.put(each)
    assert gop.snapshot() == (kept, False)
    gop.put(key := arrival(key=True))
    assert gop.snapshot() == ([key], True)


def test_a_broken_key_frame_displaces_nothing_and_nothing_goes_on_from_it() -> None:
    gop = GopMemory()
    kept = [arrival(key=True), arrival()]
    for each in (*kept, arrival(key=True, broken=True), arrival()):
        gop.put(each)
    assert gop.snapshot() == (kept, False)
    assert gop.key() is kept[0]
    assert gop.bytes == 20
    gop.put(key := arrival(key=True))
    assert gop.snapshot() == ([key], True)


def test_a_broken_key_frame_is_nothing_to_begin_with() -> None:
    gop = GopMemory()
    for each in (arrival(key=True, broken=True), arrival()):
        gop.put(each)
    assert gop.snapshot() == ([], False)
    assert gop.key() is None


def test_a_key_frame_that_is_kept_alone_holds_nothing_of_what_lay_beside_it() -> None:
    gop, pages = GopMemory(), Pages()
    laid = [arrival(key=True), arrival()]
    for each in laid:
        gop.put(each._replace(unit=each.unit._replace(data=pages.lay(each.unit.data))))
    gop.shrink()
    assert gop.snapshot() == (laid[:1], False)
    assert isinstance(gop.snapshot()[0][0].unit.data, bytes)


def test_beyond_its_bounds_only_the_key_frame_is_kept() -> None:
    for gop in (GopMemory(most_units=3), GopMemory(most_bytes=39)):
        gop.put(key := arrival(key=True))
        for _ in range(5):
            gop.put(arrival())
        assert gop.snapshot() == ([key], False)
        assert gop.bytes == 10


def test_a_cleared_memory_waits_for_a_key_frame() -> None:
    gop = GopMemory()
    gop.put(arrival(key=True))
    gop.clear()
    gop.put(arrival())
    assert gop.snapshot() == ([], False)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 50)), max_size=60))
def test_what_is_kept_begins_with_a_whole_key_frame_has_no_hole_and_stays_within_bounds(
    units: list[tuple[bool, bool, int]],
) -> None:
    gop = GopMemory(most_units=8, most_bytes=120)
    stream: list[Arrival] = []
    for key, broken, size in units:
        stream.append(arrival(key, broken, size)._replace(received_at=float(len(stream))))
        gop.put(stream[-1])
        kept, goes_on = gop.snapshot()
        assert [each.unit.key for each in kept] == [True] * bool(kept) + [False] * (len(kept) - 1)
        assert not any(each.unit.broken for each in kept)
        since = next((at for at, each in enumerate(stream) if kept and each == kept[0]), 0)
        assert all(one == other for one, other in zip(kept, stream[since:], strict=False))
        assert not goes_on or len(kept) == len(stream) - since
        assert not any(each.unit.key and not each.unit.broken for each in stream[since + 1 :])
        assert len(kept) <= 8
        assert gop.bytes == sum(len(each.unit.data) for each in kept) <= 120
