from __future__ import annotations

import pytest

from media.rtsp import h264, hevc
from media.rtsp.codecs import parse_parameter_set, picture_reader, sound_reader
from media.rtsp.sdp import Sound, Video
from media.rtsp.sound import Aac, AacShape, Plain
from media.unit import SoundFormat
from tests.media.rtsp.film import film
from tests.media.rtsp.hevc_film import hevc_film


def test_each_codec_has_its_readers() -> None:
    assert isinstance(picture_reader(Video("h264", 96, 90000, "")), h264.Depacketizer)
    assert isinstance(picture_reader(Video("hevc", 96, 90000, "")), hevc.Depacketizer)
    assert isinstance(sound_reader(Sound(SoundFormat("pcma", 8000), 8, "")), Plain)
    assert isinstance(sound_reader(Sound(SoundFormat("aac", 8000), 97, "", AacShape())), Aac)


def test_a_codec_that_is_not_known_is_named() -> None:
    with pytest.raises(ValueError, match="the codec vp8 is not supported"):
        picture_reader(Video("vp8", 96, 90000, ""))


def test_a_parameter_set_is_read_by_its_codec() -> None:
    for codec, units in (("h264", film()[0]), ("hevc", hevc_film()[0])):
        sizes = set()
        for nal in units:
            try:
                sps = parse_parameter_set(codec, nal)
            except ValueError:
                continue
            sizes.add((sps.width, sps.height))
        assert sizes == {(160, 96)}
