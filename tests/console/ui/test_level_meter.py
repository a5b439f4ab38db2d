from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.ui.level_meter import QUIETEST_DB, LevelMeter, place
from console.ui.theme import Look
from media.level import Level


def test_the_bar_goes_from_the_quietest_to_full_scale() -> None:
    assert [place(db) for db in (QUIETEST_DB - 30, QUIETEST_DB, -30.0, 0.0)] == [0, 0, 0.5, 1]


def test_the_bar_moves_with_the_sound_and_is_red_when_it_is_about_to_clip(
    qapp: QApplication, look: Look
) -> None:
    meter = LevelMeter(look)
    meter.resize(120, 12)

    def green_and_red() -> tuple[int, int]:
        image = meter.grab().toImage()
        colours = [image.pixelColor(x, 6).name() for x in range(120)]
        return colours.count(look.lamp("green").name()), colours.count(look.lamp("red").name())

    assert green_and_red() == (0, 0)
    meter.set_level(Level(-20.0, -30.0))
    assert green_and_red()[0] in range(56, 61)
    meter.set_level(Level(-1.0, -15.0))
    assert green_and_red()[0] == 0
    assert green_and_red()[1] > 80
