"""What stands where Qt's sound devices stand."""

from __future__ import annotations

from media.sound import SAMPLES


class NoDevice:
    @staticmethod
    def description() -> str:
        return ""

    @staticmethod
    def isNull() -> bool:
        return True


class FakeDevice:
    """Stands where Qt's sink and source stand, and the pipes they give."""

    def __init__(self) -> None:
        self.room = 4 * SAMPLES * 2
        self.waiting = b""
        self.played = b""
        self.stopped = False

    def bytesFree(self) -> int:
        return self.room

    def write(self, sound: bytes) -> None:
        self.played += sound
        self.room -= len(sound)

    def readAll(self) -> FakeDevice:
        return self

    def data(self) -> bytes:
        heard, self.waiting = self.waiting, b""
        return heard

    def stop(self) -> None:
        self.stopped = True

    def deleteLater(self) -> None:
        pass
