"""Sound to Opus packets of 20 ms, ready to be sent."""

from __future__ import annotations

import av
import numpy as np

from console.town.villages.voice import RATE, Samples

PACKET_S = 0.02
KBPS = 24


def packed(sound: Samples) -> tuple[bytes, ...]:
    """The packets of a sound at 16 kHz, a whole number of packets long."""
    samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    each = int(RATE * PACKET_S)
    codec = av.AudioCodecContext.create("libopus", "w")
    codec.format, codec.layout, codec.sample_rate = "s16", "mono", RATE
    codec.bit_rate = KBPS * 1000
    codec.options = {"application": "voip", "frame_duration": "20"}
    packets: list[bytes] = []
    for start in range(0, len(samples) - each + 1, each):
        frame = av.AudioFrame.from_ndarray(
            samples[None, start : start + each], format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts = RATE, start
        packets += [bytes(packet) for packet in codec.encode(frame)]
    packets += [bytes(packet) for packet in codec.encode(None)]
    return tuple(packets[: len(samples) // each])
