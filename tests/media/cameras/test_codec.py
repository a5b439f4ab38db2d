from __future__ import annotations

from fractions import Fraction

import av
import pytest
from av.error import FFmpegError

from media.cameras.codec import MOST_PENDING, Codec
from media.unit import AccessUnit
from tests.media.rtsp.film import brightness, drawing, film


def units(size: tuple[int, int] = (160, 96)) -> list[AccessUnit]:
    made = []
    for number, nals in enumerate(film(*size)):
        kinds = {nal[0] & 0x1F: nal for nal in nals}
        data = b"".join(b"\0\0\0\1" + nal for nal in nals)
        made.append(AccessUnit(data, 5 in kinds, False, number, kinds.get(7)))
    return made


def test_every_picture_comes_with_the_ticket_of_its_unit() -> None:
    codec = Codec[AccessUnit]()
    tickets = [ticket for unit in units() for _, ticket in codec.decode(unit, False, unit)]
    assert tickets == units()
    assert codec.held_back == 0


def test_nothing_comes_before_a_key_frame_and_after_forgetting() -> None:
    codec, film_of_20 = Codec[int](), units()
    assert codec.decode(film_of_20[1], False, 1) == []
    assert len(codec.decode(film_of_20[0], False, 0)) == 1
    codec.forget()
    assert codec.decode(film_of_20[1], False, 1) == []


def test_another_size_gets_another_decoder() -> None:
    codec = Codec[int]()
    for size in ((160, 96), (320, 192), (64, 96)):
        unit = units(size)[0]
        ((frame, _),) = codec.decode(unit, False, 0)
        assert (frame.width, frame.height) == size


def test_cheap_decoding_begins_with_a_key_frame_and_is_nearly_the_same() -> None:
    codec, other = Codec[int](), Codec[int]()
    for number, unit in enumerate(units()):
        ((cheap, _),) = codec.decode(unit, number >= 5, number)
        ((full, _),) = other.decode(unit, False, number)
        one, two = (frame.to_ndarray(format="gray").astype(int) for frame in (cheap, full))
        if number < 10:
            assert (one == two).all(), "it takes effect with the second key frame, the tenth"
        assert abs(one - two).mean() < 3


def test_nonsense_raises_and_holds_nothing_back() -> None:
    codec = Codec[int]()
    for seed in range(MOST_PENDING * 2):
        junk = bytes((seed * 91 + at * at * 7) % 256 for at in range(300))
        data = b"\0\0\0\1\x67" + junk + b"\0\0\0\1\x65" + junk
        with pytest.raises(FFmpegError):
            codec.decode(AccessUnit(data, True, False, seed, junk), False, seed)
    assert len(codec._pending) <= MOST_PENDING


def reordered() -> list[AccessUnit]:
    """A film with B frames; the timestamp is the place on the screen."""
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = 160, 96, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, 25), Fraction(25)
    codec.options = {"x264-params": "bframes=3:b-pyramid=normal:b-adapt=0:keyint=20:annexb=1"}
    packets = []
    for number in range(20):
        frame = av.VideoFrame.from_ndarray(drawing(160, 96, number), "gray")
        frame = frame.reformat(format="yuv420p")
        frame.pts = number
        packets += codec.encode(frame)
    packets += codec.encode(None)
    return [
        AccessUnit(bytes(packet), packet.is_keyframe, False, packet.pts or 0, None)
        for packet in packets
    ]


def test_pictures_that_change_places_keep_their_own_times() -> None:
    codec = Codec[int]()
    came = []
    for unit in reordered():
        came += codec.decode(unit, False, unit.timestamp)
        assert not codec.prompt
    assert len(came) > 10
    assert codec.held_back == 1
    for frame, place in came:
        shown = int(frame.to_ndarray(format="gray")[2:8, 2:8].mean())
        assert abs(shown - brightness(place)) <= 4
