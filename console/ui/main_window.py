"""The window: arranges the zones, folds them, and gathers what the operator wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.site.records import NodeEntry
from console.ui.badge import Badge
from console.ui.case_panel import CasePanel
from console.ui.chair_panel import ChairPanel
from console.ui.conference_strip import ConferenceStrip
from console.ui.export_sheet import ExportSheet
from console.ui.finder import Finder
from console.ui.layout_chooser import LayoutChooser
from console.ui.layout_editor import LayoutEditor
from console.ui.number_readout import CAMERA, LAYOUT, NumberReadout
from console.ui.ptz_layer import PtzLayer
from console.ui.ptz_sheet import PtzSheet
from console.ui.pulse import Pulse
from console.ui.question_bar import QuestionBar
from console.ui.reminder_bar import ReminderBar
from console.ui.replay_bar import ReplayBar
from console.ui.shortcuts import Keys
from console.ui.style_sheet import dress
from console.ui.theme import DARK, Colours, Look, times_for
from console.ui.top_line import TopLine
from console.ui.wall import Wall
from console.ui.window_actions import WindowActions
from console.ui.window_form import Zones, arrange
from console.ui.window_sheets import WindowSheets
from console.ui.words import Language, speak
from layouts.layout import Layout
from media.source import Replaying

View = Literal["desk", "wall"]
NARROW_PX = 1500  # below, the zones beside the wall are narrower


class MainWindow(QWidget):
    """All zones by name: ``top``, ``finder``, ``wall``, ``replay``, ``cases``, ``map``,
    ``conference``; and ``export``, a sheet over them.

    Signals are the operator's own choices; setters never emit them. ``cell_source_chosen`` carries
    a cell and a written source (empty clears it), ``conference_wished`` the body of
    ``POST /v1/conference``, ``consult_wished`` the case that a consultation is wished about.
    """

    layout_chosen = Signal(str)
    layout_edit_wished = Signal()
    next_screen_wished = Signal()
    figures_wished = Signal()
    map_wished = Signal(str)
    cell_source_chosen = Signal(int, str)
    cell_selected = Signal(int)
    case_selected = Signal(str)
    conference_wished = Signal(dict)
    place_wished = Signal()
    talk_pressed = Signal()
    language_wished = Signal()
    consult_wished = Signal(str)
    visible_nodes_changed = Signal(list)
    closed = Signal()

    def __init__(
        self,
        site_name: str,
        language: Language = "zh",
        view: View = "desk",
        colours: Colours = DARK,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._look = Look(colours, view, times_for(view, app.primaryScreen().size().height()))
        self._view, self._site_name, self._simulated = view, site_name, False
        speak(app, language)
        dress(app, self._look)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(site_name)
        self.top = TopLine(self._look, site_name)
        self.keys = Keys(self)
        self.finder = Finder(self._look, keys=self.keys)
        self.wall = self._target = Wall(self._look, keys=self.keys)
        self.cases = CasePanel(self._look, keys=self.keys)
        self.map = self.cases.map
        self.conference = ConferenceStrip(self._look)
        self.replay = ReplayBar(self._look)
        self.replay.hide()
        self.reminder, self.question = ReminderBar(self._look), QuestionBar(self._look)
        self.may_close: Callable[[], bool] = lambda: True  # asked when a person closes the window
        self.pulse = Pulse(self)
        self._badge = Badge(self._look, self.wall)
        self.sheets = WindowSheets(self._look, self, self.keys)
        self.readout = NumberReadout(
            self._look,
            self.wall,
            {CAMERA: self.finder.cameras.numbered, LAYOUT: self.top.numbered},
        )
        self.layouts = LayoutChooser(self._look, self, self.keys)
        self.editor = LayoutEditor(self._look, self.wall, self.keys)
        self.export = ExportSheet(self._look, self)
        self.ptz = PtzLayer(self._look, self.wall, self.keys)
        self.ptz_sheet = PtzSheet(self._look, self, self.ptz)
        self._arrange()
        self._connect()
        self._window_actions = WindowActions(self)
        self._second = QTimer(self)
        self._second.timeout.connect(self.cases.tick)
        self._second.start(1000)
        self.words_changed()
        self._show_zones()

    @property
    def look(self) -> Look:
        """What everything in this window is drawn with."""
        return self._look

    def screen_name(self) -> str:
        """Of the screen that it lies on."""
        return self.screen().name()

    # -- setters of more than one zone

    def set_target(self, wall: Wall | None, screen: str) -> None:
        """The wall of another screen is meant by what is chosen here (None: this one again). The
        top line names the screen, where there are several."""
        self._target = wall or self.wall
        self.top.set_screen(screen)

    @property
    def target(self) -> Wall:
        """The wall that is meant by what is chosen here."""
        return self._target

    @property
    def view(self) -> View:
        return self._view

    def cover(self, rect: QRect) -> None:
        """Lie there without a frame, over several screens."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setGeometry(rect)
        self.show()

    def set_layout(self, layout: Layout) -> None:
        self.wall.set_layout(layout)
        self.top.set_layout(layout.name)

    def set_nodes(self, nodes: Sequence[NodeEntry]) -> None:
        """The sites that can be called."""
        self.finder.set_nodes(nodes)
        self.chair.call_group.set_nodes(nodes)

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``; the strip is there while one lives."""
        self.conference.set_conference(conference)
        self.chair.set_conference(conference)
        self.finder.set_conference(conference)
        nodes = conference.get("nodes", [])
        live = sum(node.get("state") == "live" for node in nodes)
        self.top.set_health(nodes=(live, len(nodes)))
        self._show_zones()

    def show_replay(self, shown: bool) -> None:
        """The bar is there while a tile shows the past, on a wall screen too."""
        self.replay.setVisible(shown)

    def set_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        """What is wrong with the pictures of cameras, as codes by id; tiles have it of feeds."""
        self.finder.set_findings(findings)
        self.top.set_health(bad=sum(found != ("lost",) for found in findings.values()))

    def set_simulated(self, simulated: bool) -> None:
        """Say everywhere that this is no real town."""
        self._simulated = simulated
        self.top.set_simulated(simulated)
        self.words_changed()
        self._show_zones()

    def set_language(self, language: Language) -> None:
        app = QApplication.instance()
        assert app is not None
        speak(app, language)

    def tell(self, text: str) -> None:
        """Say it now in the top line, and keep it in the log."""
        self.top.notice(text)
        self.cases.tell(text)

    def words_changed(self) -> None:
        words = self.tr("SIMULATED")
        self._badge.set(words, self._look.lamp("amber"))
        self._badge.adjustSize()
        self.setWindowTitle(f"{self._site_name} · {words}" if self._simulated else self._site_name)
        self._badge_to_corner()

    # -- zones

    def fold(self, zone: QWidget) -> None:
        """Fold a zone away, or bring it back."""
        self._zones.fold(zone)

    def unfold(self, zone: QWidget) -> None:
        self._zones.unfold(zone)

    def _show_zones(self) -> None:
        self._zones.show()
        self._badge.setVisible(self._simulated and not self.top.isVisibleTo(self))
        self._badge.raise_()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _arrange(self) -> None:
        self.chair = ChairPanel(self._look, self.conference, self.sheets.roll_call)
        desk = self._view == "desk"
        self._zones = Zones(desk, (self.top, self.cases), self.finder, self.conference, self.chair)
        gap = self._look.px(6)
        arrange(
            self, self.top, self.finder,
            (self.wall, self.replay, self.question, self.reminder, self.conference),
            (self.chair, self.cases), gap if desk else 0, gap,
        )  # fmt: skip

    def _connect(self) -> None:
        wall, finder, cases, strip = self.wall, self.finder, self.cases, self.conference
        self.top.layout_chosen.connect(self.layout_chosen)
        self.top.person.language_wished.connect(self.language_wished)
        self.sheets.help.when_made(
            lambda sheet: sheet.language_wished.connect(self.language_wished)
        )
        self.top.layouts_wished.connect(self.layouts.toggle)
        self.top.scenes.action_wished.connect(self.perform)
        self.layouts.layout_chosen.connect(self.layout_chosen)
        wall.source_dropped.connect(self.cell_source_chosen)
        wall.cell_selected.connect(self.cell_selected)
        wall.full_screen_wished.connect(wall.toggle_enlarged)
        wall.marker_clicked.connect(self.case_selected)
        wall.action_wished.connect(partial(self.act, wall))
        self.figures_wished.connect(wall.toggle_figures)
        wall.ticked.connect(strip.tick)
        wall.sizes_changed.connect(self._badge_to_corner)  # the bar under it takes of its height
        for signal in (finder.source_wished, strip.source_wished, cases.view_wished):
            signal.connect(self.choose_source)
        finder.cameras.enlarge_wished.connect(self._choose_whole)
        finder.start_wished.connect(
            lambda nodes: self.conference_wished.emit({"action": "start", "nodes": nodes})
        )
        finder.call_wished.connect(self._on_call_wished)
        cases.case_selected.connect(self.case_selected)
        cases.consult_wished.connect(self.consult_wished)
        self.map.camera_selected.connect(lambda name: self.choose_source(f"camera:{name}"))
        strip.wished.connect(self.conference_wished)
        strip.visible_nodes_changed.connect(self.visible_nodes_changed)
        self.sheets.findings.when_made(
            lambda sheet: sheet.show_wished.connect(
                lambda name: self.choose_source(f"camera:{name}")
            )
        )
        self.readout.chosen.connect(self.choose_number)

    def perform(self, action: str) -> bool:
        """As if its key were pressed, wherever the keyboard is; False for an action that is
        none."""
        return self._window_actions.perform(action)

    # -- wishes

    def choose_source(self, written: str) -> None:
        if self.editor.isVisible():
            self.editor.put(written)
            return
        self._target.source_dropped.emit(self._target.selected, written)

    def _choose_whole(self, written: str) -> None:
        """Into the selected cell, and that over the whole wall."""
        self.choose_source(written)
        self._target.enlarge(self._target.selected)

    def choose_number(self, kind: str, meant: str) -> None:
        if kind == LAYOUT:
            self.layout_chosen.emit(meant)
        else:
            self.choose_source(f"camera:{meant}")

    def act(self, wall: Wall, cell: int, action: str) -> None:
        """What is wished of a tile, here or on another screen, and opens a sheet."""
        if action == "export":
            self.open_export(wall)
        elif action == "tours":
            self.sheets.tours().open_sheet()
        elif action == "report":
            for camera in wall.cameras([cell]):
                self.sheets.findings().open_for(camera)

    def open_export(self, wall: Wall | None = None) -> None:
        """For the cameras of the selected tiles, of the time that they show."""
        wall = wall or self._target
        state = wall.state(wall.selected)
        around = state.at if isinstance(state, Replaying) else None
        self.export.open_for(wall.cameras(wall.chosen()), wall.cameras(), around)

    def _on_call_wished(self, nodes: list[str]) -> None:
        for node in nodes:
            self.conference_wished.emit({"action": "call", "node": node})

    # -- Qt

    def _badge_to_corner(self) -> None:
        room, size = self.wall.size(), self._badge.sizeHint()
        self._badge.move(room.width() - size.width() - 8, room.height() - size.height() - 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that nobody took is the first of a camera's number."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.text().isdecimal() and held == Qt.KeyboardModifier.NoModifier:
            self.readout.begin(CAMERA, event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        narrow = self._zones.narrow = self.width() < self._look.px(NARROW_PX)
        self.finder.setFixedWidth(self._look.px(200 if narrow else 248))
        self.cases.setFixedWidth(self._look.px(324 if narrow else 388))
        self._show_zones()
        self._badge_to_corner()

    def showEvent(self, _event: QShowEvent) -> None:
        self.pulse.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for zone in (self.top, self.finder, self.wall, self.cases, self.conference, self.ptz):
                zone.words_changed()
            self.words_changed()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self.may_close():
            event.ignore()
            return
        self.pulse.stop()
        self.wall.close_feeds()
        self.conference.close_feeds()
        self.closed.emit()
        super().closeEvent(event)
