"""Which of this workstation's devices are used: those chosen by name, or what stands in for them.

A device is known by the name that the system gives it, for that is what people read on its plug.
One that is pulled out is stood in for by the system's usual one, and used again when it is back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from console.ui.sound_server import SoundServer

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QCameraDevice, QMediaDevices

    Device = QAudioDevice | QCameraDevice

MICROPHONE, LOUDSPEAKER, CAMERA = "microphone", "loudspeaker", "camera"
KINDS = (MICROPHONE, LOUDSPEAKER, CAMERA)


@dataclass(frozen=True, slots=True)
class Chosen:
    """``name``: the device in use; empty: there is none. ``stands_in``: for one that is away."""

    name: str
    stands_in: bool = False


def choose(wished: str, there: Sequence[str], usual: str) -> Chosen:
    """Pure. ``wished`` empty: whatever is usual; ``usual`` empty: the first that is there."""
    if wished and wished in there:
        return Chosen(wished)
    stand_in = usual or next(iter(there), "")
    return Chosen(stand_in, bool(wished))


def numbered(names: Sequence[str]) -> list[str]:
    """Names that tell two devices of the same make apart. Pure."""
    found: list[str] = []
    for name in names:
        before = names[: len(found)].count(name)
        found.append(f"{name} ({before + 1})" if before else name)
    return found


class DeviceChoice(QObject):
    """Lives in the Qt thread; QtMultimedia is loaded by the first question.

    ``moved`` carries the kind whose device is another now; ``told`` words for the operator;
    ``listed`` the kind whose list of devices is another.
    """

    moved = Signal(str)
    told = Signal(str)
    listed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wished = dict.fromkeys(KINDS, "")
        self._used: dict[str, Chosen] = {}
        self._media: QMediaDevices | None = None
        self._server = SoundServer(self)
        self._server.changed.connect(self._on_changed)

    # -- questions

    def names(self, kind: str) -> list[str]:
        """Of the devices that are there."""
        return list(self._there(kind))

    def wished(self, kind: str) -> str:
        return self._wished[kind]

    def usual(self, kind: str) -> str:
        """The system's usual one; empty: there is none."""
        return self._usual(kind).description()

    def used(self, kind: str) -> Chosen:
        """Which one is to be opened now."""
        if not self._wished[kind]:
            return Chosen(self._usual(kind).description())
        there = self._there(kind)
        return choose(self._wished[kind], list(there), self._usual(kind).description())

    def sound(self, kind: str) -> QAudioDevice:
        """The microphone or loudspeaker to open; a null device: there is none."""
        return self._open(kind)  # type: ignore[return-value]  # of this kind

    def camera(self) -> QCameraDevice:
        return self._open(CAMERA)  # type: ignore[return-value]

    # -- setters

    def wish(self, kind: str, name: str) -> None:
        """Use this one while it is there; empty: the system's usual one."""
        if self._wished[kind] != name:
            self._wished[kind] = name
            self._settle(kind, quietly=True)

    def close(self) -> None:
        """Watch no more."""
        self._server.rest()

    # -- inside

    @Slot()
    def _on_changed(self) -> None:
        for kind in KINDS:
            self._settle(kind)
            self.listed.emit(kind)

    def _settle(self, kind: str, quietly: bool = False) -> None:
        before = self._used.get(kind)
        if before is None:  # it was never opened
            return
        now = self._used[kind] = self.used(kind)
        if now.name != before.name:
            self.moved.emit(kind)
        if now != before and not quietly and (now.stands_in or before.stands_in):
            self.told.emit(self._words(kind, now))

    def _words(self, kind: str, now: Chosen) -> str:
        if not now.stands_in:
            return self.tr("{device} is back and in use again").format(device=now.name)
        away = self._wished[kind]
        if not now.name:
            return self.tr("{device} is away, and there is no other").format(device=away)
        return self.tr("{device} is away: {other} is used until it is back").format(
            device=away, other=now.name
        )

    def _open(self, kind: str) -> Device:
        used = self.used(kind)
        found = self._usual(kind)
        if used.name != found.description():
            found = self._there(kind).get(used.name, found)
        if not found.isNull():
            self._used[kind] = used
            self._watch()
            if kind != CAMERA and self._wished[kind]:
                self._server.watch()
        return found

    def _there(self, kind: str) -> dict[str, Device]:
        from PySide6.QtMultimedia import QMediaDevices

        self._watch()
        found: list[Device] = {
            MICROPHONE: QMediaDevices.audioInputs, LOUDSPEAKER: QMediaDevices.audioOutputs,
            CAMERA: QMediaDevices.videoInputs,
        }[kind]()  # type: ignore[assignment]  # fmt: skip
        names = numbered([each.description() for each in found])
        known = self._server.ids
        return {
            name: each
            for name, each in zip(names, found, strict=True)
            if known is None or kind == CAMERA or bytes(each.id().data()).decode() in known
        }

    def _usual(self, kind: str) -> Device:
        from PySide6.QtMultimedia import QMediaDevices

        if kind == CAMERA:
            return QMediaDevices.defaultVideoInput()
        if kind == MICROPHONE:
            return QMediaDevices.defaultAudioInput()
        return QMediaDevices.defaultAudioOutput()

    def _watch(self) -> None:
        """Hear of devices that come and go."""
        if self._media is None:
            from PySide6.QtMultimedia import QMediaDevices

            self._media = QMediaDevices(self)
            self._media.audioInputsChanged.connect(self._on_changed)
            self._media.audioOutputsChanged.connect(self._on_changed)
            self._media.videoInputsChanged.connect(self._on_changed)
