"""The hand on a picture, joined to who turns the camera: the layer, its plate, what they tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.desk.disk import Disk
from console.desk.ptz import PtzDesk
from console.desk.walls import Walls, WallScreen
from console.site.ptz_patrols import FILE, MOST, KeptPatrol, read_patrols, write_patrols
from console.site.records import CameraEntry, Site
from console.ui.main_window import MainWindow
from console.ui.ptz_words import holder_text, rank_text, refused_text, state_text
from media.onvif.aim import USUAL_FOV_DEG, fov_at
from media.onvif.words import Motion

ASK_MS = 1000  # while a camera is steered: position, presets, who steers
UNHEARD_S = 20.0  # an answer that has not come by then does not come any more
NOTE_S = 4.0  # a refusal is told so long

Patrols = list[KeptPatrol]


class TurningDesk(QObject):
    """Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        ptz: PtzDesk,
        site: Site,
        disk: Disk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._ptz, self._disk = window, walls, ptz, disk
        self._layer, self._sheet = window.ptz, window.ptz_sheet
        self._panel = window.ptz_sheet.panel
        self._folder: Path = site.folder
        self._disk = disk
        self._cameras: dict[str, CameraEntry] = {}
        self._patrols = read_patrols(site.folder)
        self._told: dict[str, Any] = {}
        self._asked_at: float | None = None
        self._note_until = 0.0
        self._asking = QTimer(self)
        self._asking.setInterval(ASK_MS)
        self._asking.timeout.connect(self._ask)
        self.set_site(site)
        self._connect()

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """Which cameras can be turned."""
        self._cameras = {camera.id: camera for camera in site.cameras if camera.ptz}
        for screen in self._walls.all():
            self._on_joined(screen)
        if self._layer.camera and self._layer.camera not in self._cameras:
            self._layer.end()

    def _connect(self) -> None:
        layer, panel, ptz = self._layer, self._panel, self._ptz
        walls = self._walls
        walls.acted.connect(self._on_action)
        walls.joined.connect(self._on_joined)
        walls.parted.connect(self._on_parted)
        walls.selected.connect(self._on_selected)
        layer.placed.connect(self._sheet.lay)
        layer.dragged.connect(self._on_dragged)
        layer.held.connect(self._on_held)
        layer.let_go.connect(ptz.release)
        layer.wheeled.connect(self._on_wheeled)
        layer.preset_wished.connect(lambda at: self._on_go(panel.presets.token_at(at)))
        layer.ended.connect(self._on_ended)
        panel.presets.go_wished.connect(self._on_go)
        for signal in (layer.home_wished, panel.presets.home_wished):
            signal.connect(lambda: self._with_camera(ptz.go_home))
        for signal in (layer.stop_wished, panel.stop_wished):
            signal.connect(lambda: self._with_camera(ptz.stop))
        panel.save_wished.connect(
            lambda name, token: self._with_camera(ptz.save_preset, name, token)
        )
        panel.remove_wished.connect(lambda token: self._with_camera(ptz.remove_preset, token))
        panel.rounds.start_wished.connect(lambda *what: self._with_camera(ptz.patrol, *what))
        panel.rounds.keep_wished.connect(self._on_keep)
        panel.rounds.remove_wished.connect(self._on_forget)
        ptz.changed.connect(self._on_changed)
        ptz.state_changed.connect(self._on_state)
        ptz.refused.connect(self._on_refused)
        ptz.taken.connect(self._on_taken)

    # -- the mode

    @Slot(object)
    def _on_joined(self, screen: WallScreen) -> None:
        screen.wall.turnable = frozenset(self._cameras)

    @Slot(object)
    def _on_parted(self, screen: WallScreen) -> None:
        if self._layer.wall is screen.wall:
            self._layer.lie_on(self._window.wall)

    @Slot(object, int)
    def _on_selected(self, screen: WallScreen, _cell: int) -> None:
        if self._layer.wall is not screen.wall:
            self._layer.end()

    @Slot(object, int, str)
    def _on_action(self, screen: WallScreen, cell: int, action: str) -> None:
        if action != "ptz":
            return
        if self._layer.wall is screen.wall and self._layer.cell == cell:
            self._layer.end()
            return
        self._layer.lie_on(screen.wall)
        source = screen.wall.source(cell)
        camera = self._cameras.get(source.name) if source is not None else None
        if camera is None:
            self._window.top.notice(self.tr("This tile shows no camera that can be turned"))
        elif self._layer.begin(cell):
            self._told, self._asked_at = {}, None
            self._panel.set_camera(camera.id, camera.name)
            self._show_patrols()
            self._sheet.lay()
            self._say(state_text("unknown"), "")
            self._ask()
            self._asking.start()

    @Slot()
    def _on_ended(self) -> None:
        self._ptz.release()
        self._asking.stop()

    @Slot()
    def _ask(self) -> None:
        now = time.monotonic()
        if self._layer.camera and (self._asked_at is None or now > self._asked_at + UNHEARD_S):
            self._asked_at = now
            self._ptz.ask(self._layer.camera)

    # -- the hand

    def _with_camera(self, do: Any, *what: Any) -> None:
        if camera := self._layer.camera:
            self._note_until = 0.0
            do(camera, *what)

    @Slot(float, float, float)
    def _on_dragged(self, dx: float, dy: float, height: float) -> None:
        self._with_camera(self._ptz.drag, dx, dy, height, self._fov_deg())

    @Slot(object)
    def _on_held(self, speed: Motion) -> None:
        by_lens = min(self._fov_deg() / USUAL_FOV_DEG, 1.0)
        slowed = Motion(speed.pan * by_lens, speed.tilt * by_lens, speed.zoom)
        self._with_camera(self._ptz.hold, slowed)

    @Slot(float)
    def _on_wheeled(self, notches: float) -> None:
        self._with_camera(self._ptz.wheel, notches)

    @Slot(str)
    def _on_go(self, token: str) -> None:
        if token:
            self._with_camera(self._ptz.go_preset, token)

    def _fov_deg(self) -> float:
        """Degrees across that the picture shows now, as far as is known."""
        camera = self._cameras.get(self._layer.camera)
        wide = (camera.hfov_deg if camera is not None else None) or USUAL_FOV_DEG
        return fov_at(wide, (self._told.get("position") or {}).get("zoom"))

    # -- patrols

    def _show_patrols(self) -> None:
        camera = self._layer.camera
        self._panel.rounds.set_patrols([each for each in self._patrols if each.camera == camera])

    @Slot(object)
    def _on_keep(self, patrol: KeptPatrol) -> None:
        """One of the same name is replaced."""
        full = self.tr("There are {n} patrols already: remove one").format(n=MOST)

        def kept(patrols: Patrols) -> Patrols:
            others = _others(patrols, patrol.camera, patrol.name)
            if len(others) >= MOST:
                raise ValueError(full)
            return [*others, patrol]

        self._change(kept)

    @Slot(str)
    def _on_forget(self, name: str) -> None:
        camera = self._layer.camera
        self._change(lambda patrols: _others(patrols, camera, name))

    def _change(self, change: Callable[[Patrols], Patrols]) -> None:
        """Of those that the disk has by then: nothing is lost where two wishes wait for it."""

        def work() -> Patrols:
            patrols = change(read_patrols(self._folder))
            write_patrols(self._folder, patrols)
            return patrols

        self._disk.do(FILE.as_posix(), work, self._take)

    def _take(self, patrols: Patrols) -> None:
        self._patrols = patrols
        self._show_patrols()

    # -- what is told

    @Slot(str, dict)
    def _on_changed(self, camera: str, told: dict[str, Any]) -> None:
        if camera != self._layer.camera:
            return
        self._asked_at, self._told = None, told
        self._panel.set_told(told)
        if time.monotonic() >= self._note_until:
            ready = told.get("state") == "ready"
            hint = self.tr("Drag, wheel, {keys}; Esc").format(keys=self._layer.keys_told())
            words = holder_text(told) or hint
            state = state_text(str(told.get("state")), str(told.get("reason") or ""))
            self._say(words if ready else state, "green" if ready else "red")

    @Slot(str, str, str)
    def _on_state(self, camera: str, state: str, reason: str) -> None:
        if camera == self._layer.camera and state != "ready":
            self._note(state_text(state, reason), "red")
            self._asked_at = None

    @Slot(str, str)
    def _on_refused(self, camera: str, reason: str) -> None:
        words = self.tr("Not done: {reason}").format(reason=refused_text(reason))
        if camera == self._layer.camera:
            self._layer.forget_hand()
            self._asked_at = None
            self._note(words, "amber")
        elif camera in self._cameras:
            self._window.tell(f"{self._cameras[camera].name}: {words}")

    @Slot(str, str)
    def _on_taken(self, camera: str, rank: str) -> None:
        words = self.tr("{who} has taken it").format(who=rank_text(rank))
        if camera == self._layer.camera:
            self._layer.forget_hand()
            self._note(words, "amber")
        if camera in self._cameras:
            self._window.tell(f"{self._cameras[camera].name}: {words}")

    def _note(self, words: str, lamp: str) -> None:
        self._note_until = time.monotonic() + NOTE_S
        self._say(words, lamp)

    def _say(self, words: str, lamp: str) -> None:
        self._layer.tell(words, lamp)


def _others(patrols: Patrols, camera: str, name: str) -> Patrols:
    return [each for each in patrols if (each.camera, each.name) != (camera, name)]
