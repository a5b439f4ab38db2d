"""Finding the marks again in what the hub sends: a jump of brightness, the begin of a voice."""

from __future__ import annotations

import av
import numpy as np
import numpy.typing as npt

from media.hub.opus import Decoder
from media.hub.voice_packet import VoicePacket

JUMP = 70  # levels of luma
PATCH = 16  # px
LEAST = 12  # patches that jump together
MARK_HZ = 5000  # above whatever speech there is
WINDOW = 240  # samples, 5 ms
ONSET = 1500  # of 32768
PAUSE_S = 0.4


class FlashFinder:
    """Decodes a program and tells in how many patches the picture jumped."""

    def __init__(self, codec: str) -> None:
        self._decoder = av.CodecContext.create({"H264": "h264", "VP8": "vp8"}[codec], "r")
        self._decoder.thread_count = 1
        self._last: npt.NDArray[np.int16] | None = None

    def take(self, data: bytes) -> int:
        found = 0
        try:
            frames = self._decoder.decode(av.Packet(data))  # type: ignore[attr-defined]
        except av.FFmpegError:
            return 0
        for frame in frames:
            plane = frame.planes[0]
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
            step = max(PATCH * plane.height // 720, 2)
            seen = rows[step // 2 :: step, step // 2 : plane.width : step].astype(np.int16)
            if self._last is not None and self._last.shape == seen.shape:
                jumped = int((np.abs(seen - self._last) > JUMP).sum())
                found = max(found, jumped if jumped >= LEAST else 0)
            self._last = seen
        return found


class OnsetFinder:
    """Decodes a mix and tells when, after a pause, the marking tone would first be heard, whoever
    else speaks."""

    def __init__(self) -> None:
        self._decoder = Decoder()
        self._heard_at = float("-inf")
        at = np.arange(WINDOW) / 48_000
        self._probe = np.exp(-2j * np.pi * MARK_HZ * at) * np.hanning(WINDOW)

    def take(self, packet: VoicePacket) -> float | None:
        windows = self._decoder.decode(packet.payload).reshape(-1, WINDOW)
        strength = 4 * np.abs(windows @ self._probe) / WINDOW
        there = np.flatnonzero(strength > ONSET)
        if not len(there):
            return None
        begins = packet.at - self._heard_at > PAUSE_S
        self._heard_at = packet.at
        return packet.at + there[0] * WINDOW / 48_000 if begins else None
