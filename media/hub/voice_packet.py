"""One voice packet as it came, and what its first bytes tell (RFC 6716, section 3). Pure."""

from __future__ import annotations

from dataclasses import dataclass

RATE_HZ = 48_000
LONGEST = 1500
_SILK_MS = (10, 20, 40, 60)
_CELT_SAMPLES = (120, 240, 480, 960)


@dataclass(frozen=True, slots=True)
class VoicePacket:
    """``number`` and ``stamp`` are those of RTP: 16 bit, and 32 bit at 48 kHz. ``at``: when it was
    received, in seconds of the monotonic clock."""

    number: int
    stamp: int
    payload: bytes
    at: float


def samples(payload: bytes) -> int:
    """How many samples at 48 kHz a packet holds; 0 when it is no Opus packet."""
    if not payload or len(payload) > LONGEST:
        return 0
    code = payload[0] & 3
    if code == 3:
        if len(payload) < 2:
            return 0
        frames = payload[1] & 63
    else:
        frames = (1, 2, 2)[code]
    total = frames * _frame(payload[0] >> 3)
    return total if total <= RATE_HZ * 120 // 1000 else 0


def repeats(payload: bytes) -> bool:
    """Whether the packet carries what the one before it said: of a single frame, mono."""
    if len(payload) < 2 or payload[0] & 3 or payload[0] & 4:
        return False
    config = payload[0] >> 3
    if config >= 16:  # without the part that can repeat
        return False
    inner = max(_frame(config) // 960, 1)  # a flag of activity each, then the one of repetition
    return bool(payload[1] >> (7 - inner) & 1)


def rests(payload: bytes) -> bool:
    """Whether it only says that silence goes on."""
    return 0 < len(payload) <= 2


def _frame(config: int) -> int:
    if config < 12:
        return _SILK_MS[config & 3] * 48
    if config < 16:
        return (480, 960)[config & 1]
    return _CELT_SAMPLES[config & 3]
