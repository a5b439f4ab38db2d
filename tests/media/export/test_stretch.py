from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.archive.segment import Segment
from media.export.stretch import JOINED_S, Stretch, holes, joinable, stretches


def segment(began_at: float, ended_at: float, stream: str = "main") -> Segment:
    path = f"{stream}/{began_at}"
    return Segment(1, "c01", stream, path, began_at, ended_at, 100, "h264", True, False)


def minutes(*numbers: int, stream: str = "main") -> list[Segment]:
    return [segment(n * 60, n * 60 + 60, stream) for n in numbers]


def test_one_stream_alone_is_one_stretch_with_its_holes() -> None:
    main, sub = minutes(0, 1, 5), minutes(0, 1, 5, stream="sub")
    assert stretches(main, [], 0, 360) == [Stretch("main", 0, 360, main)]
    assert stretches([], sub, 0, 360) == [Stretch("sub", 0, 360, sub)]
    assert stretches([], [], 0, 360) == []
    assert stretches(main, sub, 0, 360) == [Stretch("main", 0, 360, main)]


def test_what_only_the_small_stream_has_fills_the_holes_of_the_large_one() -> None:
    main, sub = minutes(1, 3), minutes(0, 1, 2, 3, 4, 5, stream="sub")
    assert stretches(main, sub, 0, 330) == [
        Stretch("sub", 0, 60, sub[:1]),
        Stretch("main", 0, 330, main[:1]),
        Stretch("sub", 120, 180, sub[2:3]),
        Stretch("main", 0, 330, main[1:]),
        Stretch("sub", 240, 330, sub[4:]),
    ]


def test_the_rim_of_a_small_segment_is_no_film_but_a_short_one_is() -> None:
    main = minutes(0, 2)
    rim, short = segment(60.0, 120.5, "sub"), segment(80.0, 80.4, "sub")
    assert stretches(main, [segment(0, 60.9, "sub")], 0, 180) == [Stretch("main", 0, 180, main)]
    assert stretches(main, [short], 0, 180)[1] == Stretch("sub", 60, 120, [short])
    assert stretches(main, [rim], 0, 180)[1] == Stretch("sub", 60, 120, [rim])


def test_what_lies_in_the_segment_before_it_is_a_film_of_its_own() -> None:
    first, twice, after = segment(0, 60), segment(30, 60), segment(59.9, 120)
    assert joinable([first, twice, after]) == ([first, after], [twice])
    assert stretches([first, twice, after], [], 0, 120) == [
        Stretch("main", 0, 120, [first, after]),
        Stretch("main", 0, 120, [twice]),
    ]
    small = [segment(0, 60, "sub"), segment(30, 60, "sub")]
    assert stretches([], small, 0, 120) == [
        Stretch("sub", 0, 120, small[:1]),
        Stretch("sub", 0, 120, small[1:]),
    ]


def test_what_was_recorded_twice_of_the_small_stream_fills_a_hole_twice() -> None:
    main, sub = minutes(0, 2), [segment(55, 125, "sub"), segment(70, 110, "sub")]
    assert stretches(main, sub, 0, 180) == [
        Stretch("main", 0, 180, main[:1]),
        Stretch("sub", 60, 120, sub[:1]),
        Stretch("main", 0, 180, main[1:]),
        Stretch("sub", 60, 120, sub[1:]),
    ]


def test_what_begins_before_the_end_of_the_one_before_it_follows() -> None:
    segments = [segment(0, 60), segment(55, 115), segment(115, 175)]
    assert joinable(segments) == (segments, [])


@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 70)), max_size=9).map(sorted),
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 70)), max_size=9).map(sorted),
)
def test_no_segment_of_the_large_stream_is_lost(
    main: list[tuple[float, float]], sub: list[tuple[float, float]]
) -> None:
    large = [segment(at, at + length) for at, length in main]
    small = [segment(at, at + length, "sub") for at, length in sub]
    found = [s for each in stretches(large, small, 0, 600) for s in each.segments]
    assert sorted((s.began_at, s.ended_at) for s in found if s.stream == "main") == [
        (s.began_at, s.ended_at) for s in sorted(large, key=lambda s: (s.began_at, s.ended_at))
    ]


spans = st.lists(
    st.tuples(st.floats(-50, 150), st.floats(0, 40)).map(lambda s: (s[0], s[0] + s[1])), max_size=9
)


@given(spans, st.floats(0, 100))
def test_a_moment_is_covered_or_in_a_hole(
    covered: list[tuple[float, float]], moment: float
) -> None:
    found = holes(covered, 0, 100)
    assert all(0 <= begins < ends - JOINED_S for begins, ends in found)
    assert all(ends <= 100 for _, ends in found)
    inside = any(begins < moment < ends for begins, ends in found)
    held = any(begins <= moment <= ends for begins, ends in covered)
    assert not (inside and held)
    if not inside and not held:
        near = [edge for span in (*covered, (0, 100)) for edge in span]
        assert min(abs(edge - moment) for edge in near) <= JOINED_S
