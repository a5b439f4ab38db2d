from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.zoom import ALL, MOST, MOST_PX, Zoom

parts = st.floats(0, 1)
places = st.tuples(parts, parts)
factors = st.floats(0.05, 20)
pulls = st.floats(-3, 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("about"), factors, places),
        st.tuples(st.just("pulled"), pulls, pulls),
        st.tuples(st.just("centred"), places),
    ),
    max_size=12,
)
CLOSE = 1e-9


def after(moves: list[tuple[object, ...]]) -> Zoom:
    zoom = ALL
    for name, *words in moves:
        zoom = getattr(zoom, str(name))(*words)
    return zoom


def same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < CLOSE for a, b in zip(one, other, strict=True))


@given(steps)
def test_nothing_beyond_the_edges_of_the_picture_is_ever_seen(moves: list) -> None:
    zoom = after(moves)
    assert 1.0 <= zoom.factor <= MOST
    for corner in ((0.0, 0.0), (1.0, 1.0)):
        assert all(-CLOSE <= each <= 1 + CLOSE for each in zoom.to_picture(corner))


@given(steps, st.floats(1, 20), places)
def test_what_is_under_the_pointer_stays_there_when_it_is_enlarged(
    moves: list, by: float, at: tuple[float, float]
) -> None:
    before = after(moves)
    zoom = before.about(by, at)
    assert same(zoom.to_picture(at), before.to_picture(at))


@given(steps, st.floats(0.05, 1), places)
def test_when_it_is_made_smaller_only_an_edge_moves_what_is_under_the_pointer(
    moves: list, by: float, at: tuple[float, float]
) -> None:
    before = after(moves)
    zoom = before.about(by, at)
    stays = zip(zoom.to_picture(at), before.to_picture(at), (zoom.x, zoom.y), strict=True)
    for now, then, edge in stays:
        assert abs(now - then) < CLOSE or edge in (0.0, 1 - 1 / zoom.factor)


@given(steps, places)
def test_small_enough_is_the_whole_picture_again(moves: list, at: tuple[float, float]) -> None:
    assert after(moves).about(1 / MOST, at) is ALL
    assert not ALL


@given(steps, places)
def test_a_place_of_the_picture_is_found_in_the_frame_and_back(
    moves: list, at: tuple[float, float]
) -> None:
    zoom = after(moves)
    assert same(zoom.to_picture(zoom.to_frame(at)), at)


@given(steps, pulls, pulls)
def test_a_pulled_picture_goes_with_the_hand_as_far_as_its_edges(
    moves: list, right: float, down: float
) -> None:
    before = after(moves)
    zoom = before.pulled(right, down)
    moved = zoom.to_frame(before.to_picture((0.5, 0.5)))
    for was, by, at, edge in ((0.5, right, moved[0], zoom.x), (0.5, down, moved[1], zoom.y)):
        if CLOSE < edge < 1 - zoom.span - CLOSE:
            assert abs(at - was - by) < 1e-6
        else:
            assert abs(at - was) <= abs(by) + 1e-6


@given(st.floats(2, MOST), st.tuples(st.floats(0.25, 0.75), st.floats(0.25, 0.75)))
def test_what_is_centred_comes_into_the_middle(factor: float, at: tuple[float, float]) -> None:
    zoom = Zoom(factor).centred(at)
    assert same(zoom.to_frame(at), (0.5, 0.5))


@given(steps)
def test_the_detail_that_is_needed_is_at_least_the_factor_and_less_than_twice(moves: list) -> None:
    zoom = after(moves)
    assert zoom.factor <= zoom.detail < 2 * zoom.factor + CLOSE


@given(st.floats(16, 8000), st.floats(16, 8000), st.floats(1, MOST))
def test_what_is_wished_for_is_no_larger_than_a_board_holds(
    width: float, height: float, factor: float
) -> None:
    wished = Zoom(factor).wished_px(width, height)
    frame = round(width), round(height)
    assert wished[0] >= frame[0]
    assert wished[1] >= frame[1]
    if wished != frame:
        assert wished[0] <= MOST_PX[0]
        assert wished[1] <= MOST_PX[1]
