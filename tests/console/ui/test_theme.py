from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

import console.control
from console.site.records import COLOURS
from console.ui.style_sheet import restyle, style_sheet
from console.ui.theme import DARK, LIGHT, PALETTES, Colours, Look, contrast, times_for

GROUNDS = ("ground", "surface", "raised")


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text", "quiet"])
def test_text_can_be_read_on_every_ground(colours: Colours, ground: str, text: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_in_a_lamps_colour_can_be_read(colours: Colours, ground: str) -> None:
    for lamp, colour in colours.lamp_texts.items():
        assert contrast(colour, getattr(colours, ground)) >= 4.5, lamp


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_words_on_coloured_signs_can_be_read(colours: Colours) -> None:
    for table in (colours.levels, colours.platforms, {"amber": colours.lamps["amber"]}):
        for name, colour in table.items():
            assert contrast(colours.on_colour, colour) >= 4.5, name
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.danger_text, colours.danger) >= 4.5
    assert contrast(colours.text, colours.banner) >= 4.5
    assert contrast(colours.text, colours.line) >= 4.5  # a chip's state


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_lamp_is_seen_on_every_ground(colours: Colours, ground: str) -> None:
    for lamp, colour in colours.lamps.items():
        assert contrast(colour, getattr(colours, ground)) >= 3, lamp


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_what_stands_on_a_sign_is_read_whatever_its_colour(
    colours: Colours, qapp: QApplication
) -> None:
    look = Look(colours)
    for fill in (look.colour("accent"), look.colour("raised"), *map(look.level, colours.levels)):
        assert contrast(look.ink_on(fill).name(), fill.name()) >= 4.5, fill.name()


@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_the_wall_is_read_from_afar(ground: str) -> None:
    words = {"text": DARK.text, "quiet": DARK.quiet, **DARK.lamp_texts}
    for role, colour in words.items():  # captions say their figures in each of them
        assert contrast(colour, getattr(DARK, ground)) >= 7, role


def test_every_palette_that_a_room_may_ask_for_is_there() -> None:
    assert set(PALETTES) == set(COLOURS)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_the_wall_density_is_larger_than_the_desks(qapp: object) -> None:
    assert Look(density="wall").font("row").pixelSize() == 24
    assert Look(density="desk").font("row").pixelSize() == 15


def test_figures_are_of_one_width(look: Look) -> None:
    for size in ("small", "body", "row", "clock"):
        metrics = look.metrics(size, strong=True)
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_a_platforms_own_colour_goes_before_ours(look: Look) -> None:
    assert look.platform("market", "#112233").name() == "#112233"
    assert look.platform("market", "no colour").name() == DARK.platforms["market"].lower()
    assert look.platform("unheard of").name() == DARK.quiet.lower()


def test_the_style_sheet_leaves_no_role_unfilled(look: Look) -> None:
    text = style_sheet(look)
    assert "{{" not in text
    assert DARK.accent in text


def test_a_finer_wall_screen_shows_words_as_large_and_a_desk_is_left_to_the_desktop(
    qapp: object,
) -> None:
    assert times_for("wall", 1080) == times_for("wall", 720) == 1.0
    assert Look(density="wall", times=times_for("wall", 2160)).font("row").pixelSize() == 48
    assert times_for("desk", 2160) == 1.0


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_what_is_ticked_is_told_by_a_shape_too(
    qapp: QApplication, qtbot: QtBot, colours: Colours
) -> None:
    look = Look(colours)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(look))
    box.setChecked(True)
    box.show()
    qtbot.waitExposed(box)
    picture = box.grab().toImage()
    shown = {
        picture.pixelColor(x, y).name().upper()
        for x in range(look.px(16))
        for y in range(picture.height())
    }
    assert {look.colours.accent.upper(), look.colours.on_accent.upper()} <= shown


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_a_ticked_row_of_a_table_looks_as_a_ticked_box(
    qapp: QApplication, qtbot: QtBot, colours: Colours
) -> None:
    table = QTreeWidget()
    qtbot.addWidget(table)
    table.setStyleSheet(style_sheet(Look(colours)))
    row = QTreeWidgetItem(table, [""])
    row.setCheckState(0, Qt.CheckState.Checked)
    table.show()
    qtbot.waitExposed(table)
    picture = table.viewport().grab().toImage()
    at = table.visualItemRect(row)
    shown = {
        picture.pixelColor(x, y).name().upper()
        for x in range(at.left(), at.left() + 24)
        for y in range(at.top(), at.bottom())
    }
    assert {colours.accent.upper(), colours.on_accent.upper()} <= shown


def test_a_part_that_is_shown_takes_the_look_of_its_new_value(qtbot: QtBot) -> None:
    label = QLabel("失败")
    qtbot.addWidget(label)
    label.setStyleSheet(style_sheet(Look(DARK)))
    restyle(label, "tone", "quiet")
    label.show()
    for tone, colour in (("amber", DARK.lamp_texts["amber"]), ("quiet", DARK.quiet)):
        restyle(label, "tone", tone)
        assert label.palette().windowText().color().name() == colour.lower()


def test_the_page_on_a_phone_has_the_same_roles() -> None:
    page = (Path(console.control.__file__).parent / "page" / "remote.css").read_text("utf-8")
    dark, _, light = page.partition("@media (prefers-color-scheme: light)")
    for colours, text in ((DARK, dark), (LIGHT, light.partition("}")[0])):
        said = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", text))
        roles = {name.replace("_", "-"): value for name, value in asdict(colours).items()}
        roles |= colours.lamps | {"red-text": colours.lamp_texts["red"]}
        roles |= {f"level-{name}": value for name, value in colours.levels.items()}
        assert said == {name: roles[name] for name in said}
        assert {"quiet", "accent", "on-accent", "amber", "red-text"} <= set(said)
