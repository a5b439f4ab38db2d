from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from media.reader.track import SoundTrack, VideoTrack
from media.rtsp.outcome import RtspError
from media.source import Trouble
from media.unit import AccessUnit, SoundUnit
from tests.media.reader.clips import clip

TS = 188  # bytes of a packet of a transport stream
VIDEO_GOES_ON = b"\x01\x00"  # in its head: the first track, and no picture begins here


def units_of(path: Path) -> tuple[VideoTrack, SoundTrack | None, list[AccessUnit], list[SoundUnit]]:
    with av.open(str(path)) as container:
        video = VideoTrack(container.streams.video[0])
        sound = SoundTrack.of(next(iter(container.streams.audio), None))
        pictures, pieces = [], []
        for packet in container.demux():
            if not packet.size:
                continue
            if packet.stream.type == "video":
                pictures += video.units(packet, Fraction(0))
            elif sound:
                pieces.append(sound.unit(packet, Fraction(0)))
        return video, sound, pictures, pieces


@pytest.mark.parametrize(
    ("name", "codec", "coded"),
    [
        ("x.mp4", "libx264", "h264"), ("x.ts", "libx264", "h264"), ("x.flv", "libx264", "h264"),
        ("x.mp4", "libx265", "hevc"), ("x.ts", "libx265", "hevc"), ("x.avi", "mjpeg", "mjpeg"),
    ],
)  # fmt: skip
def test_pictures_of_every_container_decode_from_any_key_one(
    tmp_path: Path, name: str, codec: str, coded: str
) -> None:
    video, _, pictures, _ = units_of(clip(tmp_path / name, codec, pictures=25))
    assert (video.format.codec, len(pictures)) == (coded, 25)
    keys = [at for at, unit in enumerate(pictures) if unit.key]
    assert len(keys) == (25 if coded == "mjpeg" else 3)
    assert (pictures[keys[1]].sps is None) == (coded == "mjpeg")
    decoder = av.CodecContext.create(coded, "r")
    decoder.thread_count = 1
    packets = [av.Packet(unit.data) for unit in pictures[keys[-1] :]]
    frames = [frame for packet in (*packets, None) for frame in decoder.decode(packet)]
    assert len(frames) == len(packets)
    steps = {b.timestamp - a.timestamp for a, b in pairwise(pictures)}
    assert all(abs(step - 3600) <= 90 for step in steps)


@pytest.mark.parametrize(
    ("name", "sound", "coded"),
    [
        ("x.mp4", "aac", "aac"), ("x.ts", "aac", "aac"), ("x.avi", "pcm_alaw", "pcma"),
        ("x.avi", "pcm_mulaw", "pcmu"), ("x.mkv", "libopus", "opus"),
    ],
)  # fmt: skip
def test_sound_is_kept_as_it_is_coded(tmp_path: Path, name: str, sound: str, coded: str) -> None:
    _, track, _, pieces = units_of(clip(tmp_path / name, pictures=25, sound=sound))
    assert track is not None
    assert (track.format.codec, track.format.channels) == (coded, 1)
    assert track.format.clock_hz == (48000 if coded == "opus" else 8000)
    assert pieces
    if coded == "aac":
        decoder = av.CodecContext.create("aac", "r")
        decoder.extradata = track.format.config
        assert [f for piece in pieces for f in decoder.decode(av.Packet(piece.data))]


def test_a_codec_that_is_not_shown_is_said_and_unknown_sound_is_left_out(tmp_path: Path) -> None:
    with pytest.raises(RtspError) as refused:
        units_of(clip(tmp_path / "x.avi", "msmpeg4v2", pictures=3))
    assert refused.value.trouble is Trouble.UNSUPPORTED
    assert units_of(clip(tmp_path / "x.mkv", pictures=5, sound="flac"))[1] is None


def test_a_hole_in_a_transport_stream_breaks_its_picture_and_those_that_build_on_it(
    tmp_path: Path,
) -> None:
    film = clip(tmp_path / "x.ts", pictures=50)
    _, _, whole, _ = units_of(film)
    packets = [film.read_bytes()[at : at + TS] for at in range(0, film.stat().st_size, TS)]
    inside = [at for at, each in enumerate(packets) if each[1:3] == VIDEO_GOES_ON]
    del packets[inside[len(inside) // 2]]
    film.write_bytes(b"".join(packets))
    _, _, found, _ = units_of(film)
    struck = [at for at, unit in enumerate(found) if unit.broken]
    assert struck
    assert struck == list(range(struck[0], struck[-1] + 1))
    assert found[struck[-1] + 1].key
    assert {unit.data for unit in found if not unit.broken} < {unit.data for unit in whole}


def test_packets_that_were_missed_break_what_comes_next(tmp_path: Path) -> None:
    with av.open(str(clip(tmp_path / "x.ts", pictures=30))) as container:
        video = VideoTrack(container.streams.video[0])
        found: list[AccessUnit] = []
        for packet in container.demux(video=0):
            if len(found) == 12:
                video.lose()
            if packet.size:
                found += video.units(packet, Fraction(0))
    assert [at for at, unit in enumerate(found) if unit.broken] == list(range(12, 20))
