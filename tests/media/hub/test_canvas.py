"""The program's picture as it is put together."""

from __future__ import annotations

from typing import Any

import numpy as np

from media.hub import caption
from media.hub.canvas import HEIGHT, WIDTH, Canvas, Frameless, Shot
from media.hub.pictures import Picture
from tests.media.hub.test_showing import frame

AROUND = Frameless("运河镇", "等待会场接入")


def shot(node: str, colour: tuple[int, int, int], number: int = 1, **more: Any) -> Shot:
    return Shot(node, node, Picture(frame(colour), 0.0, number), **more)


def pixels(canvas: Canvas) -> Any:
    return canvas.frame(0).to_ndarray(format="rgb24").astype(int)


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(pixel - colour).max() < 10)


def test_two_sites_lie_side_by_side_in_their_colours() -> None:
    canvas = Canvas()
    canvas.draw((shot("n01", (200, 30, 30)), shot("n02", (30, 30, 200))), AROUND)
    shown = pixels(canvas)
    assert shown.shape == (HEIGHT, WIDTH, 3)
    assert near(shown[HEIGHT // 2, WIDTH // 4], (200, 30, 30))
    assert near(shown[HEIGHT // 2, 3 * WIDTH // 4], (30, 30, 200))


def test_only_what_changed_is_drawn() -> None:
    canvas = Canvas()
    first, second = shot("n01", (200, 30, 30)), shot("n02", (30, 30, 200))
    canvas.draw((first, second), AROUND)
    canvas.draw((first, second), AROUND)
    assert canvas.drawn == 2
    canvas.draw((first, shot("n02", (30, 200, 30), number=2)), AROUND)
    assert canvas.drawn == 3
    shown = pixels(canvas)
    assert near(shown[HEIGHT // 2, WIDTH // 4], (200, 30, 30))
    assert near(shown[HEIGHT // 2, 3 * WIDTH // 4], (30, 200, 30))


def test_who_speaks_is_framed_all_around_and_no_more_when_silent() -> None:
    canvas = Canvas()
    for speaking in (True, False):
        canvas.draw((shot("n01", (9, 9, 9), speaking=speaking), shot("n02", (9, 9, 9))), AROUND)
        shown = pixels(canvas)
        colour = caption.ACCENT if speaking else caption.GROUND
        middle = HEIGHT // 2
        edges = [shown[middle, 6], shown[middle, WIDTH // 2 - 3]]
        assert all(near(edge, colour) for edge in edges)


def test_nobody_on_air_and_a_site_without_a_picture_are_words() -> None:
    canvas = Canvas()
    canvas.draw((), AROUND)
    empty = pixels(canvas)
    assert near(empty[5, 5], caption.GROUND)
    assert (empty[HEIGHT // 2 - 80 : HEIGHT // 2] > 200).any()
    canvas.draw((Shot("n01", "丁家湾村" * 30, None),), AROUND)
    assert near(pixels(canvas)[HEIGHT // 2, WIDTH // 2], caption.SURFACE)


def test_a_simulation_is_marked_over_every_picture() -> None:
    canvas = Canvas()
    for number in (1, 2):
        canvas.draw(
            (shot("n01", (9, 9, 9), number),), Frameless("运河镇", "", simulated="模拟 SIMULATED")
        )
        assert near(pixels(canvas)[16, WIDTH - 16], caption.AMBER)
