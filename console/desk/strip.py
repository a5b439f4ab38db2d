"""The small pictures in the conference strip: a feed for each site that is on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from console.desk.wall import FeedOpener
from console.ui.conference_strip import ConferenceStrip
from media.source import Source, SourceKind


class StripDesk(QObject):
    """Opens and closes the strip's feeds as sites come into sight. Lives in the Qt thread."""

    def __init__(
        self, strip: ConferenceStrip, opener: FeedOpener, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._opener = opener
        self._seen: set[str] = set()
        strip.visible_nodes_changed.connect(self.show)

    @Slot(list)
    def show(self, nodes: Sequence[str]) -> None:
        """These sites are on the screen now; all others need no picture."""
        for node in self._seen - set(nodes):
            self._strip.set_feed(node, None)
        for node in set(nodes) - self._seen:
            self._strip.set_feed(node, self._opener(Source(SourceKind.NODE, node)))
        self._seen = set(nodes)
