"""The program's picture as it is put together."""

from __future__ import annotations

from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw

from media.hub import caption
from media.hub.canvas import (
    BANNER,
    CAPTION,
    EDGE,
    HEIGHT,
    WIDTH,
    Canvas,
    Frameless,
    Large,
    Shot,
)
from media.hub.pictures import Picture
from media.hub.scene import beside
from media.hub.shared import Newest
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


GREEN = (30, 200, 30)
PLACE, _ = beside(1, WIDTH, HEIGHT, 2 * EDGE)
WORDS = Frameless("运河镇", "等待", "", "共享", "等待画面", "画面已停")


def large(
    number: int = 1, live: bool = True, valid: bool = True, colour: tuple[int, int, int] = GREEN
) -> Large:
    newest = Newest(frame(colour), (1, number), lambda: valid) if number else None
    return Large("camera:c07", "村口球机", newest, live)


def test_what_is_shared_is_large_with_its_name_and_the_sites_beside_it() -> None:
    canvas, site = Canvas(), shot("n01", (30, 30, 200))
    canvas.draw((site,), WORDS, large())
    shown = pixels(canvas)
    assert near(shown[HEIGHT // 2, PLACE.width // 2], GREEN)
    assert near(shown[60, WIDTH - 60], (30, 30, 200))
    foot = shown[PLACE.y + PLACE.height - 40 : PLACE.y + PLACE.height - 8, 8:300]
    assert np.abs(foot - caption.TEXT).max(axis=2).min() < 40  # letters
    canvas.draw((site,), WORDS, large())
    assert canvas.drawn == 2
    canvas.draw((site,), WORDS)
    assert near(pixels(canvas)[HEIGHT // 2, WIDTH - 200], (30, 30, 200))


def written_page() -> tuple[Newest, np.ndarray]:
    """A sheet of small writing, 1920 x 1080, and its brightness."""
    sheet = Image.new("L", (1920, 1080), 250)
    pen, font = ImageDraw.Draw(sheet), caption._font(14)
    for row in range(50):
        pen.text(
            (20, 12 + 21 * row), f"{row:03} 河堤巡查 杨家埭村 水位 3.{row:02} 米 " * 4, 20, font
        )
    luma = np.asarray(sheet)
    page = av.VideoFrame.from_ndarray(np.repeat(luma[:, :, None], 3, 2), "rgb24")
    return Newest(page, (1, 1), lambda: True), luma.astype(float)


def test_small_writing_on_a_shared_page_is_read_beside_who_speaks() -> None:
    newest, luma = written_page()
    canvas = Canvas(1.5)
    canvas.draw((shot("n01", (30, 30, 200)),), WORDS, Large("screen", "本机", newest, True))
    place, _ = beside(1, WIDTH, HEIGHT, 2 * EDGE, page=True)
    wide = round(place.width * 1.5)
    assert wide >= 0.85 * 1920
    shown = canvas.pixels()[0][place.y * 3 // 2 :, place.x * 3 // 2 :][: wide * 9 // 16, :wide]
    best = Image.fromarray(luma.astype(np.uint8)).resize(
        shown.shape[::-1], Image.Resampling.LANCZOS
    )
    for row in range(0, shown.shape[0] - 60, 60):  # each line for itself: none is covered
        part, wanted = shown[row : row + 60], np.asarray(best, float)[row : row + 60]
        assert np.corrcoef(part.ravel(), wanted.ravel())[0, 1] > 0.995


def test_a_page_alone_is_shown_pixel_by_pixel() -> None:
    newest, luma = written_page()
    canvas = Canvas(1.5)
    canvas.draw((), WORDS, Large("window:水位表", "水位表", newest, True))
    scaled = 16 + luma * 219 / 255
    assert np.abs(canvas.pixels()[0] - scaled).max() <= 3
    canvas.draw((), WORDS, Large("window:水位表", "水位表", newest, False))
    assert np.abs(canvas.pixels()[0][-60:, :200] - scaled[-60:, :200]).max() > 100  # its name


def test_a_shared_picture_that_stopped_is_dark_and_says_so_until_another_comes() -> None:
    canvas = Canvas()
    canvas.draw((), WORDS, large())
    canvas.draw((), WORDS, large(live=False))
    stopped = pixels(canvas)
    assert stopped[200, WIDTH // 2].max() < 100  # of 200
    words = stopped[HEIGHT // 2 - 10 : HEIGHT // 2 + 10, WIDTH // 2 - 80 : WIDTH // 2 + 80]
    assert np.abs(words - caption.AMBER).max(axis=2).min() < 30
    canvas.draw((), WORDS, large(2))
    assert near(pixels(canvas)[200, WIDTH // 2], GREEN)


def test_before_its_first_picture_it_is_waited_for_in_words() -> None:
    canvas = Canvas()
    canvas.draw((), WORDS, large(0, live=False))
    shown = pixels(canvas)
    middle = shown[HEIGHT // 2 - 20 : HEIGHT // 2 + 20, WIDTH // 2 - 80 : WIDTH // 2 + 80]
    assert np.abs(middle - caption.TEXT).max(axis=2).min() < 40


def test_a_picture_that_was_overwritten_meanwhile_is_not_shown() -> None:
    canvas = Canvas()
    canvas.draw((), WORDS, large())
    canvas.draw((), WORDS, large(2, valid=False, colour=(200, 30, 30)))
    assert near(pixels(canvas)[HEIGHT // 2, WIDTH // 2], GREEN)
    canvas.draw((), WORDS, large(3, colour=(200, 30, 30)))
    assert near(pixels(canvas)[HEIGHT // 2, WIDTH // 2], (200, 30, 30))


def test_a_banner_has_a_strip_of_its_own_above_all_pictures() -> None:
    canvas = Canvas()
    around = Frameless("运河镇", "", simulated="模拟 SIMULATED", banner="防汛紧急会商")
    canvas.draw((shot("n01", (200, 30, 30)),), around)
    shown = pixels(canvas)
    assert near(shown[BANNER // 2, 20], caption.BANNER)
    assert (shown[:BANNER, WIDTH // 2 - 60 : WIDTH // 2 + 60] > 200).any()  # letters
    assert near(shown[BANNER + 60, WIDTH // 2], (200, 30, 30))
    assert near(shown[BANNER + 16, WIDTH - 16], caption.AMBER)
    canvas.draw((shot("n01", (200, 30, 30)),), AROUND)
    assert near(pixels(canvas)[BANNER // 2, WIDTH // 2], (200, 30, 30))


def test_a_caption_has_a_strip_below_all_pictures_and_fits_in_it() -> None:
    canvas, site = Canvas(), shot("n01", (200, 30, 30))
    for around in (
        Frameless("运河镇", "", caption="请各村汇报水位"),
        Frameless("运河镇", "", banner="防汛紧急会商", caption="请各村汇报水位" * 8),
    ):
        canvas.draw((site,), around)
        shown = pixels(canvas)
        foot = shown[HEIGHT - CAPTION :]
        assert near(foot[CAPTION // 2, 2], caption.SURFACE)
        assert near(foot[CAPTION // 2, WIDTH - 3], caption.SURFACE)
        assert (foot[:, WIDTH // 2 - 60 : WIDTH // 2 + 60] > 200).any()  # letters
        assert near(shown[HEIGHT - CAPTION - 60, WIDTH // 2], (200, 30, 30))
    for text in ("请", "请各村汇报水位" * 4, "请"):
        canvas.draw((site,), Frameless("运河镇", "", caption=text))
        aside = pixels(canvas)[HEIGHT - CAPTION :, WIDTH // 2 - 300 : WIDTH // 2 - 200]
        assert (aside > 200).any() == (len(text) > 1)
    canvas.draw((site,), Frameless("运河镇", "", caption="请"), large())
    assert near(pixels(canvas)[HEIGHT - CAPTION // 2, 2], caption.SURFACE)
    canvas.draw((site,), AROUND)
    assert near(pixels(canvas)[HEIGHT - CAPTION // 2, WIDTH // 2], (200, 30, 30))


def test_layouts_are_drawn_as_they_lie_and_the_small_picture_on_the_large_one() -> None:
    canvas = Canvas()
    first, second = shot("n01", (200, 30, 30)), shot("n02", (30, 30, 200))
    canvas.draw((first, second), AROUND, None, "2x2")
    shown = pixels(canvas)
    assert near(shown[HEIGHT // 4, WIDTH // 4], (200, 30, 30))
    assert near(shown[HEIGHT // 4, 3 * WIDTH // 4], (30, 30, 200))
    assert near(shown[3 * HEIGHT // 4, WIDTH // 2], caption.GROUND)
    for number in (2, 3):  # the large one is new, and must not hide the small one
        canvas.draw((shot("n01", (200, 30, 30), number), second), AROUND, None, "pip")
        shown = pixels(canvas)
        assert near(shown[HEIGHT // 2, WIDTH // 2], (200, 30, 30))
        assert near(shown[HEIGHT - 120, WIDTH - 200], (30, 30, 200))


def test_a_larger_canvas_shows_the_same_larger() -> None:
    small, large = Canvas(), Canvas(1.5)
    sites = (shot("n01", (200, 30, 30), speaking=True), shot("n02", (30, 30, 200)))
    for canvas in (small, large):
        canvas.draw(sites, AROUND)
    shown = pixels(large)
    assert shown.shape == (1080, 1920, 3)
    apart = np.abs(shown[::3, ::3][:360, :640] - pixels(small)[::2, ::2][:360, :640])
    assert np.median(apart) == 0
    assert (apart.max(axis=2) > 60).mean() < 0.02
