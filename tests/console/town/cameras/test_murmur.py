from __future__ import annotations

import struct

import av
import numpy as np

from console.town.cameras.murmur import (
    LOUDEST,
    PAYLOAD_TYPE,
    PIECE,
    PIECES,
    Microphone,
    a_law,
    murmur,
)


def test_the_law_is_that_of_ffmpeg() -> None:
    every = np.arange(-32768, 32768)
    decoder = av.CodecContext.create("pcm_alaw", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.sample_rate, decoder.layout = 8000, "mono"
    coded = a_law(every / 32768)
    (frame,) = decoder.decode(av.Packet(coded.tobytes()))
    off = np.abs(frame.to_ndarray()[0].astype(int) - every)
    assert (off <= np.maximum(np.abs(every) / 32, 8) + 1).all()


def test_the_murmur_is_soft_and_never_silent() -> None:
    assert len(murmur()) == PIECES
    assert {len(piece) for piece in murmur()} == {PIECE}
    decoder = av.CodecContext.create("pcm_alaw", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.sample_rate, decoder.layout = 8000, "mono"
    (frame,) = decoder.decode(av.Packet(b"".join(murmur())))
    sound = frame.to_ndarray()[0].reshape(-1, 8000) / 32768
    assert 0.9 * LOUDEST < np.abs(sound).max() < 1.1 * LOUDEST
    assert sound.std(axis=1).min() > LOUDEST / 20


def test_packets_count_on_and_their_time_goes_with_the_pictures() -> None:
    microphone = Microphone(2, 7, sequence=0xFFFF)
    frames = [microphone.frame(turn) for turn in (PIECES, PIECES + 1)]
    heads = [struct.unpack(">cBHBBHII", frame[:16]) for frame in frames]
    assert heads == [
        (b"$", 2, 12 + PIECE, 0x80, PAYLOAD_TYPE, 0xFFFF, PIECES * PIECE, 7),
        (b"$", 2, 12 + PIECE, 0x80, PAYLOAD_TYPE, 0, (PIECES + 1) * PIECE, 7),
    ]
    assert [frame[16:] for frame in frames] == list(murmur()[:2])
