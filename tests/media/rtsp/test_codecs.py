from __future__ import annotations

import pytest

from media.rtsp import h264, hevc
from media.rtsp.codecs import parse_parameter_set, picture_reader, sound_reader
from media.rtsp.sdp import Sound, Video
from media.rtsp.sound import Aac, AacShape, Plain
from media.source import Live
from media.unit import SoundFormat
from tests.media.cameras.rig import run
from tests.media.cameras.test_camera import room
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import film
from tests.media.rtsp.hevc_film import hevc_film, hevc_payloads, sprop


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


def test_an_h265_camera_is_shown_and_its_size_known() -> None:
    async def test() -> None:
        camera = Device(
            pictures=hevc_film(), packetize=hevc_payloads, codec="H265/90000",
            fmtp=sprop(hevc_film()[0]),
        )  # fmt: skip
        async with camera.open() as device, room() as here:
            shown = here.camera("c01", device)
            shown.show(here.outlet())
            await here.until(lambda: isinstance(shown.state, Live))
            stream = shown._streams["main"]
            assert (stream.size, stream.codec, stream.tally.errors) == ((160, 96), "hevc", 0)
            assert stream.tally.pictures > 0

    run(test)
