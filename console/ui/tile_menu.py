"""The menu of a tile: everything that can be done with it, with the keys that do it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from media.source import Source, SourceKind


class TileMenu(QMenu):
    """``act`` gets the action that was chosen: those of ``Wall.action_wished``, and ``enlarge``,
    ``zoom_reset``, ``map`` and ``clear``."""

    def __init__(
        self,
        parent: QWidget,
        source: Source | None,
        enlarged: bool,
        recording: bool,
        heard: bool,
        act: Callable[[str], None],
        zoomed: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self._add("enlarge", self.tr("All tiles") if enlarged else self.tr("Enlarge"), "Enter")
        self._add("zoom_reset", self.tr("The whole picture"), "Z", zoomed)
        if source is not None and source.kind in (SourceKind.CAMERA, SourceKind.REPLAY):
            self._add_of_camera(source.kind is SourceKind.REPLAY, recording, heard)
        self.addSeparator()
        self._add("map", self.tr("Show the map here"), "F6")
        self._add("clear", self.tr("Clear"), "Del", source is not None)

    def _add_of_camera(self, past: bool, recording: bool, heard: bool) -> None:
        words = self.tr("Stop recording") if recording else self.tr("Record by hand")
        self.addSeparator()
        self._add("snapshot", self.tr("Snapshot"), "S")
        self._add("clip", self.tr("Clip: 30 s before and after"), "C")
        self._add("record", words, "R")
        self.addSeparator()
        self._add("back", self.tr("Replay from 10 s back"), "B")
        if past:
            self._add("live", self.tr("Back to live"), "L")
        self._add("export", self.tr("Export …"), "Ctrl+E")
        self.addSeparator()
        words = self.tr("Stop listening") if heard else self.tr("Listen")
        self._add("listen", words, "A", not past)
        self.addSeparator()
        self._add("near", self.tr("Cases near here"), "N")
        self._add("report", self.tr("Is its picture good?"), "F9")

    def _add(self, action: str, words: str, key: str, can: bool = True) -> None:
        self.addAction(f"{words}\t{key}", lambda: self._act(action)).setEnabled(can)
