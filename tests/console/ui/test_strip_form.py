from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.ui.conference_strip import ConferenceStrip
from console.ui.strip_form import CLOSE_BELOW
from console.ui.style_sheet import dress
from console.ui.theme import Look
from media.source import SourceKind

SITES = [
    {"id": f"n{n:02}", "name": f"柳湾村第{n}会场", "state": "live", "mic": "open", "hand": n < 3,
     "speaking": False, "up": {"loss": 0.0}, "down": {}}
    for n in range(1, 9)
]  # fmt: skip
LIVE = {
    "state": "live", "id": "x", "recording": True, "locked": True, "program": {"on_air": []},
    "share": {"source": "camera:c07", "name": "村口球机高空瞭望", "state": "live"},
    "nodes": SITES,
}  # fmt: skip


@pytest.fixture
def strip(look: Look, qtbot: QtBot, qapp: QApplication) -> ConferenceStrip:
    dress(qapp, look)
    strip = ConferenceStrip(look)
    qtbot.addWidget(strip)
    return strip


def put(strip: ConferenceStrip, qtbot: QtBot, width: int) -> None:
    strip.resize(width, strip.height())
    strip.show()
    strip.set_conference(LIVE)
    strip.layout().activate()
    qtbot.waitUntil(lambda: strip._scroll.geometry().right() < width)


def whole_sites(strip: ConferenceStrip) -> int:
    room = strip._scroll.viewport().width()
    chip = strip._chips["n01"].sizeHint().width()
    return (room + strip._row.spacing()) // (chip + strip._row.spacing())


def test_a_narrow_strip_shows_more_than_three_sites(strip: ConferenceStrip, qtbot: QtBot) -> None:
    put(strip, qtbot, 743)  # on a screen of 1280
    assert whole_sites(strip) >= 3
    assert strip._counts.text() == "8 in · 2 hands"
    put(strip, qtbot, 1300)
    assert whole_sites(strip) >= 3
    assert strip._counts.text() == "in 8 · not in 0 · hands 2"


@pytest.mark.parametrize("width", [600, 743, CLOSE_BELOW - 1, CLOSE_BELOW, 1300, 2400])
def test_nothing_lies_over_another_or_beyond_the_strip(
    strip: ConferenceStrip, qtbot: QtBot, width: int
) -> None:
    put(strip, qtbot, width)
    strip.set_subject("占道经营引发冲突，需要联合处置，请各村和各站所做好准备")
    strip.layout().activate()
    shown: list[Any] = [
        strip._title, strip._counts, strip._recording, strip._lock, strip._shared,
        *strip.findChildren(QPushButton), strip._scroll,
    ]  # fmt: skip
    boxes = [
        QRect(widget.mapTo(strip, QPoint()), widget.size())
        for widget in shown
        if widget.isVisible()
    ]
    for n, box in enumerate(boxes):
        assert strip.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[n + 1 :])


def test_a_long_subject_is_shortened_in_its_middle_and_told_whole(
    strip: ConferenceStrip, qtbot: QtBot
) -> None:
    subject = "占道经营引发冲突，需要联合处置，请各村和各站所做好准备"
    put(strip, qtbot, 743)
    strip.set_subject(subject)
    assert "…" in strip._title.text()
    assert strip._title.text()[:2] == subject[:2]
    assert strip._title.text()[-1] == subject[-1]
    assert strip._title.toolTip() == subject


def test_a_picture_is_asked_for_in_the_size_of_its_narrow_chip(
    strip: ConferenceStrip, qtbot: QtBot, make_feed: Callable
) -> None:
    put(strip, qtbot, 1300)
    feed = make_feed("n01", SourceKind.NODE)
    strip.set_feed("n01", feed)
    wide = feed.wishes[-1]
    put(strip, qtbot, 743)
    qtbot.waitUntil(lambda: feed.wishes[-1] < wide)
