"""libopus itself, for what PyAV does not pass on: repairing lost packets and resting in silence.

The library is the one PyAV brings, or the system's. An encoder and a decoder belong to one thread
each; 48 kHz, mono, blocks of 20 ms.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path

import av
import numpy as np

from media.sound import RATE_HZ, SAMPLES, Samples

LONGEST_PACKET = 1275  # RFC 6716, section 3.4
LONGEST_SAMPLES = 5760  # 120 ms
BIT_RATE = 32_000
COMPLEXITY = 7  # of 10: the least with which an even tone, a siren, is not taken for silence
EXPECTED_LOSS = 10  # per cent: how much of a packet repeats the one before it

_VOIP, _OK = 2048, 0
_SET_BITRATE, _SET_COMPLEXITY, _SET_FEC, _SET_LOSS = 4002, 4010, 4012, 4014
_SET_DTX, _SET_SIGNAL, _VOICE = 4016, 4024, 3001


class OpusError(ValueError):
    """libopus cannot read a packet; the text is its own."""


class Decoder:
    """Packets to samples; what did not come is recovered or concealed."""

    def __init__(self) -> None:
        fault = ctypes.c_int()
        self._library = library()
        self._made = self._library.opus_decoder_create(RATE_HZ, 1, ctypes.byref(fault))
        _require(fault.value)
        self._room = np.zeros(LONGEST_SAMPLES, np.int16)
        self._at = self._room.ctypes.data  # asked for once: numpy makes an object of it each time

    def __del__(self) -> None:
        if made := getattr(self, "_made", None):
            self._library.opus_decoder_destroy(made)

    def decode(self, packet: bytes) -> Samples:
        """The samples of a packet: a copy. OpusError when it is none."""
        return self._decode(packet, LONGEST_SAMPLES, 0)

    def recover(self, following: bytes, samples: int = SAMPLES) -> Samples:
        """What was lost right before this packet, from what it repeats of it."""
        return self._decode(following, samples, 1)

    def conceal(self, samples: int = SAMPLES) -> Samples:
        """Goes on as the voice did, fading; for what is lost for good."""
        return self._decode(None, samples, 0)

    def _decode(self, packet: bytes | None, samples: int, fec: int) -> Samples:
        length = len(packet) if packet is not None else 0
        got = self._library.opus_decode(self._made, packet, length, self._at, samples, fec)
        _require(got)
        return self._room[:got].copy()


class Encoder:
    """Blocks of 960 samples to packets that repeat something of the one before them. A packet of at
    most two bytes says that silence goes on: it need not be sent."""

    def __init__(self, bit_rate: int = BIT_RATE) -> None:
        fault = ctypes.c_int()
        self._library = library()
        self._made = self._library.opus_encoder_create(RATE_HZ, 1, _VOIP, ctypes.byref(fault))
        _require(fault.value)
        self._room = ctypes.create_string_buffer(LONGEST_PACKET)
        for what, value in (
            (_SET_BITRATE, bit_rate),
            (_SET_COMPLEXITY, COMPLEXITY),
            (_SET_FEC, 1),
            (_SET_LOSS, EXPECTED_LOSS),
            (_SET_DTX, 1),
            (_SET_SIGNAL, _VOICE),
        ):
            control = ctypes.c_void_p(self._made), ctypes.c_int(what), ctypes.c_int(value)
            _require(self._library.opus_encoder_ctl(*control))

    def __del__(self) -> None:
        if made := getattr(self, "_made", None):
            self._library.opus_encoder_destroy(made)

    def encode(self, block: Samples) -> bytes:
        """One packet of one block."""
        if block.shape != (SAMPLES,) or block.dtype != np.int16:
            raise ValueError(f"a block is {SAMPLES} of int16, not {block.shape} {block.dtype}")
        length = self._library.opus_encode(
            self._made, block.tobytes(), SAMPLES, self._room, LONGEST_PACKET
        )
        _require(length)
        return ctypes.string_at(self._room, length)


@cache
def library() -> ctypes.PyDLL:
    """libopus with the calls used here declared; OSError when there is none."""
    name = _found()
    if name is None:
        raise OSError("libopus is neither beside PyAV nor installed: install libopus0")
    # PyDLL keeps the interpreter: a block takes 60 us, and to get it back from a loop that reads
    # takes up to 1 ms, for each of 54 voices
    opened = ctypes.PyDLL(name)
    made, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    for call, gives, takes in (
        ("opus_decoder_create", made, (ctypes.c_int32, number, ctypes.POINTER(number))),
        ("opus_decoder_destroy", None, (made,)),
        ("opus_decode", number, (made, text, ctypes.c_int32, made, number, number)),
        ("opus_encoder_create", made, (ctypes.c_int32, number, number, ctypes.POINTER(number))),
        ("opus_encoder_destroy", None, (made,)),
        ("opus_encode", number, (made, text, number, text, ctypes.c_int32)),
        ("opus_strerror", text, (number,)),
    ):
        function = getattr(opened, call)
        function.restype, function.argtypes = gives, takes
    return opened


def _found() -> str | None:
    beside = Path(av.__file__).parent.parent / "av.libs"
    brought = sorted(beside.glob("libopus*.so*"))
    return str(brought[0]) if brought else ctypes.util.find_library("opus")


def _require(result: int) -> None:
    if result < _OK:
        raise OpusError(library().opus_strerror(result).decode("ascii", "replace"))
