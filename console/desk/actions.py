"""What the operator does with a tile of any wall: keep what it shows, go back in time, or live."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.desk.keeping import KeepingDesk
from console.desk.replay import unix_now
from console.desk.walls import Walls, WallScreen
from console.ui.caption import Kept
from console.ui.main_window import MainWindow
from console.ui.reasons import reason_told
from console.ui.replay_bar import PACES
from media.child import ChildReport
from media.source import Replaying, Source, SourceKind

Json = dict[str, Any]

BEFORE_S = AFTER_S = 30.0  # of a clip
BACK_S = 10.0
LOOK_MS = 250  # how often the bar is told what its tiles show
CAMERAS = (SourceKind.CAMERA, SourceKind.REPLAY)
_STEPS = {"step_back": -1, "step_on": 1}


class ActionsDesk(QObject):
    """Joins the tiles' actions and the replay bar to the desks that do them, and tells the answers.
    ``reconnect``: close a camera's connection and open it anew. Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        keeping: KeepingDesk,
        title_of: Callable[[Source], str],
        reconnect: Callable[[str], None],
        parent: QObject | None = None,
        today: Callable[[], float] = unix_now,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._keeping = window, walls, keeping
        self._title_of, self._reconnect, self._today = title_of, reconnect, today
        self._clips: dict[str, tuple[str, int]] = {}  # by path: camera, seconds until it is whole
        self._marked: set[str] = set()  # cameras of which something was ever kept
        self._shared = self._broadcast = ""
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)
        walls.acted.connect(self.act)
        walls.joined.connect(self._on_joined)
        for signal in (walls.altered, walls.changed):
            signal.connect(self._on_wall_changed)
        for signal in (walls.selected, walls.target_changed):
            signal.connect(self._on_selected)
        window.replay.wished.connect(self._on_bar)
        keeping.told.connect(self._on_kept)
        keeping.progressed.connect(self._on_progressed)

    # -- wishes

    @Slot(object, int, str)
    def act(self, screen: WallScreen, cell: int, action: str) -> None:
        """One action of ``Wall.action_wished`` on a tile. Others that are selected go along."""
        camera = _camera(screen, cell)
        if camera is None:
            return
        match action:
            case "snapshot" | "clip" | "record":
                self._keep(camera, action, _replayed_moment(screen, cell))
            case "share" | "broadcast":
                self._show_all(camera, action)
            case "reconnect":
                self._reconnect(camera)
            case "back":
                self._try(partial(screen.replay.back, self._concerned(screen, cell), BACK_S))
            case _:
                self._move(screen, cell, action)

    @Slot(str, str)
    def act_on(self, camera: str, action: str) -> None:
        """``snapshot``, ``clip``, ``record``, ``share`` or ``broadcast`` of a camera as it is
        now."""
        if action in ("share", "broadcast"):
            self._show_all(camera, action)
        else:
            self._keep(camera, action, None)

    def _show_all(self, camera: str, action: str) -> None:
        """``share`` it into the conference or ``broadcast`` it to all sites; what is, is so no
        more."""
        shared = self._shared if self._shared != self._broadcast else ""
        on = camera == (self._broadcast if action == "broadcast" else shared)
        source = None if on else f"camera:{camera}"
        self._window.conference_wished.emit({"action": action, "source": source})

    def _keep(self, camera: str, action: str, at: float | None) -> None:
        """``at``: the moment of a replay, Unix seconds; None: now."""
        match action:
            case "snapshot":
                answer = partial(self._on_answer, "snapshot", camera)
                self._keeping.snapshot(camera, answer, at)
            case "clip":
                self._begin_clip(camera, at)
            case "record":
                on = self._keeping.recording(camera)[0] == "off"
                self._keeping.record(camera, on, partial(self._on_recorded, camera, on))
            case _:
                pass

    def _move(self, screen: WallScreen, cell: int, action: str) -> None:
        """Keys that move in a replay do nothing where none is."""
        replay, cells = screen.replay, self._replays(screen, cell)
        if not cells:
            return
        clock = replay.clock(cells[0])
        assert clock is not None
        match action:
            case "step_back" | "step_on":
                self._try(partial(replay.step, cells, _STEPS[action]))
            case "pause":
                pace = replay.resume if clock.paused else replay.pause
                self._try(partial(pace, cells))
            case "slower" | "faster":
                self._try(partial(replay.pace, cells, _beside(clock.rate, action)))
            case "live":
                self._try(partial(replay.live, cells))
            case "over_gap":
                self._over_gap(screen, cells)
            case _:
                pass

    def _over_gap(self, screen: WallScreen, cells: list[int]) -> None:
        """To where the next picture is kept."""
        state = screen.wall.state(cells[0])
        if isinstance(state, Replaying) and state.word == "gap" and state.next_at is not None:
            self._try(partial(screen.replay.seek, cells, state.next_at))

    @Slot(str, float)
    def _on_bar(self, wish: str, number: float) -> None:
        screen, cell = self._bar_tile()
        replay, cells = screen.replay, self._concerned(screen, cell)
        match wish:
            case "jump" if number < 0:
                self._try(partial(replay.back, cells, -number))
            case "jump":
                self._jump_on(screen, cell, number)
            case "seek" if number >= self._today():
                self._window.tell(self.tr("This time has not come yet"))
            case "seek":
                self._try(partial(replay.seek, cells, number))
            case "step":
                self._move(screen, cell, "step_on" if number > 0 else "step_back")
            case "pace":
                self._try(partial(replay.pace, self._replays(screen, cell), number))
            case _:
                self._move(screen, cell, wish)

    def _jump_on(self, screen: WallScreen, cell: int, seconds: float) -> None:
        """Past the present there is only the present."""
        replay, cells = screen.replay, self._replays(screen, cell)
        clock = replay.clock(cells[0]) if cells else None
        if clock is None:
            return
        at = clock.now(time.monotonic()) + seconds
        if at >= self._today() - 1:
            self._try(partial(replay.live, cells))
        else:
            self._try(partial(replay.seek, cells, at))

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except ValueError as refusal:
            self._window.tell(reason_told(str(refusal)))
        self.look()

    # -- whom it concerns

    def _bar_tile(self) -> tuple[WallScreen, int]:
        """The tile that the bar is about: the selected one of the wall that is meant, or where that
        shows no camera the first that replays, on this wall or another."""
        target = self._walls.target
        selected = target.wall.selected
        if _camera(target, selected) is not None:
            return target, selected
        tiles = ((one, each) for one in self._nearest() for each in _cells(one))
        replaying = (tile for tile in tiles if tile[0].replay.clock(tile[1]) is not None)
        return next(replaying, (target, selected))

    def _nearest(self) -> list[WallScreen]:
        """The wall that is meant, and the others after it."""
        target = self._walls.target
        return [target, *(one for one in self._walls.all() if one is not target)]

    def _concerned(self, screen: WallScreen, cell: int) -> list[int]:
        """The cells with cameras that go with ``cell``: it first; all of its wall where the bar
        says so, else those selected with it."""
        chosen = screen.wall.chosen()
        if self._window.replay.isVisibleTo(self._window) and self._window.replay.all_tiles:
            others = list(_cells(screen))
        else:
            others = chosen if cell in chosen else []
        cells = dict.fromkeys([cell, *others])
        return [each for each in cells if _camera(screen, each) is not None]

    def _replays(self, screen: WallScreen, cell: int) -> list[int]:
        concerned = self._concerned(screen, cell)
        return [each for each in concerned if screen.replay.clock(each) is not None]

    # -- what is shown

    @Slot()
    def _on_wall_changed(self) -> None:
        shown = [source for one in self._walls.all() for source in one.desk.sources()]
        replays = any(s is not None and s.kind is SourceKind.REPLAY for s in shown)
        self._window.show_replay(replays)
        if replays:
            self._look.start()
            self.look()
        else:
            self._look.stop()

    @Slot()
    def _on_selected(self) -> None:
        if self._look.isActive():
            self.look()

    @Slot(object)
    def _on_joined(self, screen: WallScreen) -> None:
        for camera in self._marked:
            screen.wall.set_kept(camera, self._kept(camera))

    def look(self) -> None:
        """Tell the bar what its tiles show now; what has come to the present is live."""
        for one in self._walls.all():
            if one.replay.catch_up():
                self._window.tell(self.tr("The replay has come to the present: live again"))
        screen, cell = self._bar_tile()
        cells = self._replays(screen, cell) or self._concerned(screen, cell)
        if not cells:
            self._window.replay.set_shown(None, "")
            return
        state, source = screen.wall.state(cells[0]), screen.desk.sources()[cells[0]]
        name = self._title_of(source) if source is not None else ""
        if len(cells) > 1:
            name = self.tr("{name} and {n} more").format(name=name, n=len(cells) - 1)
        if label := self._walls.label(screen):
            name = f"{label} · {name}"
        self._window.replay.set_shown(state if isinstance(state, Replaying) else None, name)

    def _name(self, camera: str) -> str:
        return self._title_of(Source(SourceKind.CAMERA, camera))

    @Slot(str)
    def set_shared(self, camera: str) -> None:
        """The camera that the conference sees; empty: none."""
        before, self._shared = self._shared, camera
        for each in filter(None, (before, camera)):
            self._show_kept(each)

    @Slot(str)
    def set_broadcast(self, camera: str) -> None:
        """The camera that alone is seen by all sites; empty: none."""
        before, self._broadcast = self._broadcast, camera
        for each in filter(None, (before, camera)):
            self._show_kept(each)

    # -- answers

    def _begin_clip(self, camera: str, at: float | None) -> None:
        path = self._keeping.clip(camera, BEFORE_S, AFTER_S, at=at)
        past = self._today() - at if at is not None else 0.0
        left = max(round(AFTER_S - past), 0)
        self._clips[path] = (camera, left)
        self._show_kept(camera)
        words = self.tr("{name}: a clip is being made, whole in {n} s")
        if not left:
            words = self.tr("{name}: a clip is being made of what was kept")
        self._window.top.notice(words.format(name=self._name(camera), n=left))

    def _on_answer(self, kind: str, camera: str, event: Json) -> None:
        if event["event"] == "failed":
            words = self.tr("{name}: no snapshot: {reason}")
            reason = reason_told(str(event["reason"]))
            self._window.tell(words.format(name=self._name(camera), reason=reason))
        elif kind == "snapshot":
            words = self.tr("{name}: snapshot kept: {file}")
            small, file = str(event.get("why_small") or ""), Path(str(event.get("path"))).name
            if small:
                words = self.tr("{name}: snapshot kept of the small stream ({reason}): {file}")
            reason = reason_told(small)
            self._window.tell(words.format(name=self._name(camera), reason=reason, file=file))

    def _on_recorded(self, camera: str, wanted: bool, event: Json) -> None:
        name = self._name(camera)
        if event["event"] == "failed":
            words = self.tr("{name}: no recording: {reason}")
            self._window.tell(words.format(name=name, reason=reason_told(str(event["reason"]))))
        elif wanted:
            self._window.tell(self.tr("{name}: records").format(name=name))
        elif event.get("by") == "schedule":
            self._window.tell(self.tr("{name}: its schedule goes on recording").format(name=name))
        else:
            self._window.tell(self.tr("{name}: recording ended").format(name=name))

    @Slot(str, dict)
    def _on_kept(self, kind: str, told: Json) -> None:
        if kind == "recording":
            self._show_kept(told["camera"])
            if told["state"] == "paused":
                words = self.tr("{name}: recording rests: {reason}")
                reason = reason_told(str(told.get("reason")))
                self._window.tell(words.format(name=self._name(told["camera"]), reason=reason))
        elif kind == "clip":
            self._clips.pop(told["path"], None)
            self._show_kept(told["camera"])
            self._tell_clip(told)

    def _tell_clip(self, told: Json) -> None:
        name = self._name(told["camera"])
        if told["ready"]:
            words = self.tr("{name}: clip of {n} s kept: {file}")
            file, length = Path(told["path"]).name, round(float(told.get("seconds") or 0))
            self._window.tell(words.format(name=name, n=length, file=file))
        else:
            words = self.tr("{name}: no clip: {reason}")
            self._window.tell(words.format(name=name, reason=reason_told(str(told.get("reason")))))

    @Slot(str, float, float)
    def _on_progressed(self, path: str, seconds: float, of: float) -> None:
        if path in self._clips:
            camera = self._clips[path][0]
            self._clips[path] = (camera, max(round(of - seconds), 0))
            self._show_kept(camera)

    @Slot(object)
    def hear_child(self, _report: ChildReport) -> None:
        """A worker that ended records nothing for now: told after the keeping desk knows."""
        for camera in self._marked:
            self._show_kept(camera)

    def _show_kept(self, camera: str) -> None:
        self._marked.add(camera)
        kept = self._kept(camera)
        for one in self._walls.all():
            one.wall.set_kept(camera, kept)

    def _kept(self, camera: str) -> Kept:
        state, reason = self._keeping.recording(camera)
        recording = {"off": "", "on": "on"}.get(state, "held")
        why = reason_told(reason) if reason else ""
        clips = [left for which, left in self._clips.values() if which == camera]
        return Kept(
            recording,
            max(clips, default=None),
            why,
            camera == self._shared,
            camera == self._broadcast,
        )


def _cells(screen: WallScreen) -> range:
    return range(len(screen.desk.sources()))


def _camera(screen: WallScreen, cell: int) -> str | None:
    source = screen.desk.sources()[cell]
    return source.name if source is not None and source.kind in CAMERAS else None


def _replayed_moment(screen: WallScreen, cell: int) -> float | None:
    """What a tile in replay shows, in Unix seconds; None of a live one."""
    clock, state = screen.replay.clock(cell), screen.wall.state(cell)
    if clock is None:
        return None
    return state.at if isinstance(state, Replaying) else clock.now(time.monotonic())


def _beside(rate: float, way: str) -> float:
    """The next slower or faster pace; a paused one plays."""
    if rate not in PACES:
        return 1.0
    step = 1 if way == "faster" else -1
    return PACES[min(max(PACES.index(rate) + step, 0), len(PACES) - 1)]
