from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from console.desk.strip import StripDesk
from console.ui.conference_strip import ConferenceStrip
from media.source import Source


class Strip(QObject):
    visible_nodes_changed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.feeds: dict[str, object] = {}

    def set_feed(self, node: str, feed: object) -> None:
        self.feeds[node] = feed


def test_only_sites_that_are_in_sight_have_a_picture(qapp: object) -> None:
    strip, opened = Strip(), []

    def opener(source: Source) -> Any:
        opened.append(str(source))
        return str(source)

    desk = StripDesk(cast(ConferenceStrip, strip), opener)
    strip.visible_nodes_changed.emit(["n01", "n02"])
    strip.visible_nodes_changed.emit(["n02", "n03"])
    assert strip.feeds == {"n01": None, "n02": "node:n02", "n03": "node:n03"}
    assert sorted(opened) == ["node:n01", "node:n02", "node:n03"], "n02 is opened once"
    assert desk is not None
