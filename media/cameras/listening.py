"""Listening to one camera: which of its streams is tapped, and what is told of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping

from media.cameras.camera import Camera
from media.cameras.choice import StreamName
from media.cameras.earpiece import Earpiece
from media.cameras.order import parse_id
from media.parent import Message
from media.sound import SoundBoard
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat


class _SoundTap:
    def __init__(self, earpiece: Earpiece, mute: Callable[[bool], None]) -> None:
        self._earpiece = earpiece
        self._mute = mute

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self._mute(sound is None)
        self._earpiece.begin(sound)

    def unit(self, arrival: Arrival) -> None:
        pass

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        self._earpiece.put(unit)


class Listening:
    """Lives in the loop. One camera of the worker at a time: the stream that is shown is tapped,
    or the small one; where that has no sound, the other."""

    def __init__(
        self,
        board: SoundBoard | None,
        cameras: Callable[[], Mapping[str, Camera]],
        tell: Callable[[Message], None],
    ) -> None:
        self._board = board
        self._cameras = cameras
        self._tell = tell
        self._wanted: str | None = None
        self._camera: Camera | None = None
        self._stream: StreamName | None = None
        self._mute: set[StreamName] = set()  # streams known to have no sound
        self._tap: _SoundTap | None = None
        self._earpiece: Earpiece | None = None

    def obey(self, order: Message) -> None:
        """``{"do": "listen", "camera": ID or null}``. ValueError says why not."""
        wanted = None if order["camera"] is None else parse_id(order)
        if wanted is not None and self._board is None:
            raise ValueError("nobody can listen: the worker was started without --sound")
        if wanted is not None and wanted not in self._cameras():
            raise ValueError(f"no camera {wanted} in this worker")
        if wanted != self._wanted:
            self._end()
            self._wanted = wanted
            self.settle()

    def settle(self) -> None:
        """Tap what is to be heard; called when cameras changed and each second."""
        if self._wanted is None:
            return
        camera = self._cameras().get(self._wanted)
        if camera is not self._camera:
            self._leave()
            self._mute.clear()
            self._camera = camera
        if camera is None:
            self._end()
            return
        stream = self._choose(camera)
        if stream != self._stream:
            self._leave()
            self._listen_to(camera, stream)

    def close(self) -> None:
        """The worker ends; its cameras may be stopped already."""
        self._end()

    def _choose(self, camera: Camera) -> StreamName:
        here = camera.served
        there: StreamName = "main" if here == "sub" else camera.small
        return there if here in self._mute and there not in self._mute else here

    def _listen_to(self, camera: Camera, stream: StreamName) -> None:
        assert self._board is not None
        if self._earpiece is None:
            self._earpiece = Earpiece(self._board, self._told(camera.entry.id))
        self._stream = stream
        self._tap = _SoundTap(self._earpiece, lambda mute: self._learn(stream, mute))
        camera.tap(stream, self._tap)

    def _learn(self, stream: StreamName, mute: bool) -> None:
        if mute:
            self._mute.add(stream)
        else:
            self._mute.discard(stream)

    def _told(self, camera: str) -> Callable[[str, float, str], None]:
        loop = asyncio.get_running_loop()

        def told(state: str, level: float, reason: str) -> None:
            event = {"event": "sound", "camera": camera, "state": state, "level": level,
                     "reason": reason}  # fmt: skip
            with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
                loop.call_soon_threadsafe(self._tell, event)

        return told

    def _leave(self) -> None:
        if self._camera is not None and self._tap is not None:
            self._camera.untap(self._tap)
        self._tap = self._stream = None

    def _end(self) -> None:
        self._leave()
        if self._earpiece is not None:
            self._earpiece.close()
        self._earpiece = self._camera = self._wanted = None
        self._mute.clear()
