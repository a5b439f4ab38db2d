"""The menu of a tile: everything that can be done with it, with the keys that do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.ui.shortcuts import Keys
from console.ui.tile_sign import NO_SIGN, TileSign
from media.source import Source, SourceKind


class TileMenu(QMenu):
    """``act`` gets the action that was chosen: those of ``Wall.action_wished``, and ``enlarge``,
    ``zoom_reset``, ``map`` and ``clear``. ``held``: a conference is; ``shared``: the camera is seen
    there; ``broadcast``: it alone is."""

    def __init__(
        self,
        parent: QWidget,
        keys: Keys,
        source: Source | None,
        enlarged: bool,
        recording: bool,
        heard: bool,
        turns: bool,
        act: Callable[[str], None],
        sign: TileSign = NO_SIGN,
        zoomed: bool = False,
        held: bool = False,
        shared: bool = False,
        broadcast: bool = False,
        toured: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act, self._keys = act, keys
        self._add("enlarge", self.tr("All tiles") if enlarged else self.tr("Enlarge"))
        self._add("zoom_reset", self.tr("The whole picture"), zoomed)
        if source is not None and source.kind in (SourceKind.CAMERA, SourceKind.REPLAY):
            past = source.kind is SourceKind.REPLAY
            self._add_of_camera(past, recording, heard, turns)
            can, shared = held and not past, shared and not broadcast
            words = self.tr("Stop sharing") if shared else self.tr("Share into the conference")
            self._add("share", words, shared or can)
            words = self.tr("End the broadcast") if broadcast else self.tr("Broadcast to all")
            self._add("broadcast", words, broadcast or can)
        self._add_of_sign(sign, toured)
        self.addSeparator()
        self._add("map", self.tr("Show the map here"))
        self._add("clear", self.tr("Clear"), source is not None)

    def add_tours(
        self, tours: Sequence[tuple[str, str]], start: Callable[[str, bool], None]
    ) -> None:
        """``tours``: name and words of each. ``start`` gets the name of the one that was chosen,
        and whether it is to run over the whole wall. Without any there is how to make one."""
        self.addSeparator()
        begin = self.addMenu(self.tr("Begin a tour"))
        for whole, title in (
            (False, self.tr("In this cell")), (True, self.tr("Over the whole wall")),
        ):  # fmt: skip
            below = begin.addMenu(title)
            below.setEnabled(bool(tours))
            for name, words in tours:
                below.addAction(words.replace("&", "&&"), partial(start, name, whole))
        begin.addSeparator()
        self._add("tours", self.tr("Tours …"), into=begin)

    def _add_of_camera(self, past: bool, recording: bool, heard: bool, turns: bool) -> None:
        words = self.tr("Stop recording") if recording else self.tr("Record by hand")
        self.addSeparator()
        self._add("snapshot", self.tr("Snapshot"))
        self._add("snapshot_marked", self.tr("Snapshot with case markers"), not past)
        self._add("clip", self.tr("Clip: 30 s before and after"))
        self._add("record", words)
        if turns:
            self._add("ptz", self.tr("Turn the camera (PTZ)"), not past)
        self.addSeparator()
        self._add("back", self.tr("Replay from 10 s back"))
        if past:
            self._add("live", self.tr("Back to live"))
        self._add("export", self.tr("Export …"))
        self.addSeparator()
        words = self.tr("Stop listening") if heard else self.tr("Listen")
        self._add("listen", words, not past)
        self.addSeparator()
        self._add("register", self.tr("Register a case here"), not past)
        self._add("near", self.tr("Cases near here"))
        self._add_below(past)

    def _add_below(self, past: bool) -> None:
        """What is seldom done: one menu is not longer than the lowest screen."""
        below = self.addMenu(self.tr("The camera"))
        self._add("on_map", self.tr("On the map"), into=below)
        self._add("report", self.tr("Is its picture good?"), into=below)
        self._add("reconnect", self.tr("Connect anew"), not past, below)
        self._add("calibrate", self.tr("Calibrate …"), not past, below)

    def _add_of_sign(self, sign: TileSign, toured: bool) -> None:
        """What can be done about what runs here by itself; ``toured``: a tour, in this cell or over
        the whole wall."""
        self.addSeparator()
        if sign.kind == "alarm":
            self._add("acknowledge", self.tr("The alarm was seen"))
            self._add("pin", self.tr("Pin the alarm here, and no more"))
        if toured or sign.kind == "tour":
            self._add("pause_tour", self.tr("Tour: pause, go on"))
            self._add("next_stop", self.tr("Tour: next stop"))
            self._add("previous_stop", self.tr("Tour: stop before"))
            self._add("unpack_tour", self.tr("Tour: show all its cameras at once"))
            self._add("stop_tour", self.tr("End the tour"))
        self._add("hold", self.tr("Hold the cell against alarms, or not"))

    def _add(self, action: str, words: str, can: bool = True, into: QMenu | None = None) -> None:
        entry = f"{words}\t{self._keys.text(action)}"
        (into or self).addAction(entry, lambda: self._act(action)).setEnabled(can)
