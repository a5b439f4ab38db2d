"""The command room as a place: its devices, whether it is heard, and its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.desk.conference import ConferenceDesk
from console.desk.disk import Disk
from console.desk.own_camera import OwnCamera
from console.desk.room_picture import RoomPictureDesk, Writer
from console.desk.sounds import Sounds
from console.desk.walls import Walls
from console.links.hub import HubLink
from console.site.place_file import FILE, Place, read_place, write_place
from console.site.records import Site
from console.ui.device_choice import KINDS
from console.ui.heard_sign import HeardSign
from console.ui.main_window import MainWindow
from console.ui.place_sheet import PlaceSheet
from console.ui.talk_key import TalkKey
from media.source import Source, SourceKind
from media.voice_cleaning import Cleaning

LEVELS_MS = 66  # a meter that moves with the voice


class PlaceDesk(QObject):
    """Lives in the Qt thread. ``title_of`` names a camera of the wall."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        sounds: Sounds,
        conference: ConferenceDesk,
        site: Site,
        disk: Disk,
        workers: Mapping[str, Writer],
        hub: HubLink,
        order: Callable[..., None],
        title_of: Callable[[Source], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._sounds = window, walls, sounds
        self._folder, self._disk, self._title_of = site.folder, disk, title_of
        own = self._own = OwnCamera(hub.share, sounds.devices.choice, self)
        self._picture = RoomPictureDesk(site.name, workers, own, hub, order, self)
        self._room, self._choice = sounds.room, sounds.devices.choice
        self.sheet = window.sheets.place
        self.sign = HeardSign(window.look, window.wall)
        self.talk = TalkKey(self)
        self._talks = False
        self._sites = 0  # that are in the conference
        self._levels = QTimer(self)
        self._levels.setInterval(LEVELS_MS)
        self._levels.timeout.connect(self._show_levels)
        self._place = read_place(site.folder)
        self._apply()
        self._connect()
        own.troubled.connect(window.tell)
        conference.changed.connect(self._settle)

    @property
    def place(self) -> Place:
        return self._place

    @Slot(dict)
    def _settle(self, conference: dict[str, Any]) -> None:
        """The conference as it was told."""
        self._picture.settle(conference)
        self._sites = sum(node.get("state") == "live" for node in conference["nodes"])
        if conference["state"] != "live":
            self.talk.release()
        self._show_heard()

    # -- inside

    def _connect(self) -> None:
        window, sheet = self._window, self.sheet
        window.place_wished.connect(sheet.toggle)
        window.conference.devices_wished.connect(sheet.toggle)
        window.talk_pressed.connect(self._on_talk_pressed)
        self.talk.held.connect(self._on_talk_held)
        self._sounds.heard_changed.connect(self._show_heard)
        self._choice.told.connect(window.tell)
        self._choice.listed.connect(self._show_devices)
        sheet.when_made(self._serve)

    def _serve(self, sheet: PlaceSheet) -> None:
        room = self._room
        self._choice.told.connect(sheet.tell)
        self._own.troubled.connect(sheet.tell)
        self._own.seen.connect(sheet.set_picture)
        sheet.opened.connect(self._on_opened)
        sheet.device_chosen.connect(self._on_device_chosen)
        sheet.picture_chosen.connect(lambda picture: self._change(picture=picture))
        sheet.cell_wished.connect(self._on_cell_wished)
        sheet.cleaning_chosen.connect(
            lambda echo, noise, gain: self._change(echo=echo, noise=noise, gain=gain)
        )
        sheet.tone_wished.connect(lambda: self._try(room.play_tone))
        sheet.trial_wished.connect(lambda: self._try(room.try_voice))
        sheet.microphone_wished.connect(self._window.conference.microphone_wished)
        room.trial_changed.connect(sheet.set_trial)
        self._show_place(sheet)

    def _change(self, **changed: Any) -> None:
        self._place = replace(self._place, **changed)
        self._apply()
        self._disk.do(FILE.as_posix(), partial(write_place, self._folder, self._place))

    def _apply(self) -> None:
        place = self._place
        for kind in KINDS:
            self._choice.wish(kind, getattr(place, kind))
        treatment = self._sounds.devices.treatment
        treatment.set_wished(Cleaning(place.echo, place.noise, place.gain))
        self._picture.choose(place.picture)
        if self.sheet.made:
            self._show_place(self.sheet())
        self._show_trouble()

    def _show_place(self, sheet: PlaceSheet) -> None:
        sheet.set_place(self._place, self._camera_name(self._place.picture))

    def _camera_name(self, picture: str) -> str:
        if not picture.startswith("camera:"):
            return ""
        return self._title_of(Source.parse(picture))

    def _try(self, do: Callable[[], None]) -> None:
        do()
        self._show_trouble()

    def _show_trouble(self) -> None:
        unclean = self._sounds.devices.treatment.trouble
        if not self.sheet.made:
            return
        words = self.tr("Echo, noise and level are left as they are: {reason}")
        self.sheet().tell(self._room.trouble or (words.format(reason=unclean) if unclean else ""))

    @Slot(bool)
    def _on_opened(self, opened: bool) -> None:
        if opened:
            for kind in KINDS:
                self._show_devices(kind)
        self._room.measure(opened)
        self._own.preview(opened)
        if not opened:
            self.sheet().set_picture(None)
        self._show_trouble()
        self._show_heard()

    @Slot(str)
    def _show_devices(self, kind: str) -> None:
        if self.sheet.shown:
            self.sheet().set_devices(
                kind, self._choice.names(kind), self._choice.wished(kind), self._choice.usual(kind)
            )

    @Slot(str, str)
    def _on_device_chosen(self, kind: str, name: str) -> None:
        self._change(**{kind: name})
        self._show_devices(kind)

    @Slot()
    def _on_cell_wished(self) -> None:
        target = self._walls.target
        source = target.desk.sources()[target.wall.selected]
        if source is None or source.kind is not SourceKind.CAMERA:
            self.sheet().tell(self.tr("There is no camera in the selected cell"))
            return
        self._change(picture=str(source))

    # -- whether it is heard

    @Slot()
    def _on_talk_pressed(self) -> None:
        if self._window.conference.live():
            self.talk.press()

    @Slot(bool)
    def _on_talk_held(self, held: bool) -> None:
        """A microphone that was open before stays open after."""
        if held and not self._room.heard:
            self._talks = True
            self._window.conference.microphone_wished.emit(True)
        elif not held and self._talks:
            self._talks = False
            self._window.conference.microphone_wished.emit(False)

    @Slot()
    def _show_heard(self) -> None:
        heard, live = self._room.heard, self._window.conference.live()
        self.sign.set_heard(heard and live, self._sites, self._talks)
        if self.sheet.made:
            self.sheet().set_heard(heard and live, live)
        if heard or self.sheet.shown:
            self._levels.start()
        else:
            self._levels.stop()

    @Slot()
    def _show_levels(self) -> None:
        microphone, loudspeaker = self._room.levels()
        self.sign.set_level(microphone)
        if self.sheet.shown:
            self.sheet().set_levels(microphone, loudspeaker)
