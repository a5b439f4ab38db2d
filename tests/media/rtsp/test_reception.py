from __future__ import annotations

import struct
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.reception import Reception
from media.rtsp.sdp import Sound, Video
from media.unit import SoundFormat
from tests.media.rtsp.device import sender_report
from tests.media.rtsp.film import rtp
from tests.media.rtsp.viewer import Taken

SSRC = 0x1234ABCD  # of the film's packets
PICTURE, PIECE = b"\x65\x88key", b"pcm"
VIDEO, SOUND = Video("h264", 96, 90000, ""), Sound(SoundFormat("pcma", 8000), 8, "")
UNIX = 1_700_000_000.0


def reception(sink: Taken, sound: Sound | None = SOUND) -> Reception:
    made = Reception(VIDEO, sound, sink, 5, lambda: UNIX)
    made.expect(0, 2 if sound else -1)
    made.since = made.now = 100.0
    return made


def picture(number: int) -> bytes:
    return rtp(PICTURE, number, number * 3600, True)


def piece(number: int) -> bytes:
    return rtp(PIECE, number, number * 160, False, payload_type=8)


def goodbye(*ssrcs: int) -> bytes:
    return struct.pack(f">BBH{len(ssrcs)}I", 0x80 | len(ssrcs), 203, len(ssrcs), *ssrcs)


def test_pictures_and_sound_go_to_the_sink_with_the_time_they_came() -> None:
    sink = Taken()
    tracks = reception(sink)
    tracks.take(0, picture(1))
    tracks.take(2, piece(1))
    assert [(unit.data[-3:], at) for unit, at, _ in sink.units] == [(b"key", 100.0)]
    assert [(unit.data, unit.timestamp, at) for unit, at in sink.pieces] == [(PIECE, 160, 100.0)]


def test_late_packets_are_left_out_of_both() -> None:
    sink = Taken()
    tracks = reception(sink)
    for number in (5, 6, 5):
        tracks.take(0, picture(number))
        tracks.take(2, piece(number))
    assert (len(sink.units), len(sink.pieces)) == (2, 2)
    assert tracks.sequence.late == 1


@pytest.mark.parametrize(("video_on", "sound_on"), [(4, 2), (0, 0), (2, 2), (2, 0), (1, 3)])
def test_channels_that_a_camera_confuses_are_told_by_what_comes(
    video_on: int, sound_on: int
) -> None:
    sink = Taken()
    tracks = reception(sink)
    for number in range(3):
        tracks.take(video_on, picture(number))
        tracks.take(sound_on, piece(number))
    assert (len(sink.units), len(sink.pieces)) == (3, 3)


def test_a_second_stream_beside_the_right_one_is_passed_over() -> None:
    sink = Taken()
    tracks = reception(sink)
    tracks.take(0, picture(1))
    tracks.take(6, picture(40))
    tracks.take(2, rtp(b"other", 1, 1, True, payload_type=99))
    assert len(sink.units) == 1
    assert not sink.pieces
    assert tracks.sequence.lost == 0


def test_without_sound_its_packets_are_passed_over() -> None:
    sink = Taken()
    tracks = reception(sink, None)
    tracks.take(2, piece(1))
    assert not sink.pieces


def test_a_source_number_that_was_not_announced_or_changes_does_no_harm() -> None:
    sink = Taken()
    tracks = reception(sink)
    for number in range(4):
        packet = bytearray(picture(number))
        packet[8:12] = struct.pack(">I", number)
        tracks.take(0, bytes(packet))
    assert not any(unit.broken for unit, _, _ in sink.units)


def test_the_cameras_clock_is_that_of_its_video_whoever_signs_the_report() -> None:
    sink = Taken()
    tracks = reception(sink)
    tracks.take(3, sender_report(UNIX - 5, 3600))  # of the sound
    tracks.take(0, picture(1))
    assert isnan(sink.units[0][2])
    tracks.take(1, sender_report(UNIX - 0.03, 3600))
    tracks.take(0, picture(2))
    assert sink.units[1][2] == pytest.approx(100.0 - 0.03 + 0.04, abs=0.001)


def test_timestamps_that_jump_stand_still_or_go_back_lose_no_picture() -> None:
    sink = Taken()
    tracks = reception(sink)
    times = [2**32 - 10, 5, 5, 5, 2**31, 0, 2**31 + 7, 1, 90000 * 36, 3]
    tracks.take(1, sender_report(UNIX, 2**32 - 10))
    for number, timestamp in enumerate(times):
        tracks.take(0, rtp(PICTURE, number, timestamp, True))
    assert [unit.timestamp for unit, _, _ in sink.units] == times
    assert not any(unit.broken for unit, _, _ in sink.units)


def test_reports_are_owed_for_what_came() -> None:
    tracks = reception(Taken())
    assert tracks.reports(100.0) == []
    tracks.take(0, picture(9))
    ((channel, report),) = tracks.reports(100.0)
    assert channel == 1
    assert struct.unpack_from(">II", report, 4) == (5, SSRC)
    tracks.take(2, piece(9))
    assert [channel for channel, _ in tracks.reports(105.0)] == [1, 3]


@pytest.mark.parametrize(
    ("channel", "packet", "ended"),
    [
        (1, goodbye(SSRC), True),
        (1, goodbye(77), False),
        (1, goodbye(), True),
        (3, goodbye(77), False),
        (3, goodbye(), False),
    ],
)
def test_a_goodbye_ends_it_when_it_is_the_videos(channel: int, packet: bytes, ended: bool) -> None:
    tracks = reception(Taken())
    tracks.take(0, picture(1))
    tracks.take(channel, packet)
    assert tracks.ended is ended


@given(
    st.lists(
        st.tuples(
            st.integers(0, 15),
            st.one_of(
                st.binary(max_size=60),
                st.binary(max_size=40).map(lambda body: rtp(body, 1, 1, True)),
                st.binary(max_size=40).map(lambda body: rtp(body, 2, 1, False, 97)),
                st.binary(max_size=40).map(lambda body: b"\x81\xc8\0\6" + body),
            ),
        ),
        max_size=30,
    )
)
def test_whatever_comes_on_whatever_channel_nothing_breaks(
    packets: list[tuple[int, bytes]],
) -> None:
    sink = Taken()
    tracks = Reception(VIDEO, Sound(SoundFormat("opus", 48000), 97, ""), sink, 5, lambda: UNIX)
    tracks.expect(0, 2)
    for channel, packet in packets:
        tracks.take(channel, packet)
    assert tracks.malformed <= len(packets)


def test_pictures_that_lay_in_the_socket_came_one_after_the_other() -> None:
    sink = Taken()
    tracks = reception(sink)
    tracks.take(0, picture(1))
    for sip in range(3):
        tracks.since, tracks.now = tracks.now, tracks.now + 0.2
        for number in range(5):
            tracks.take(0, picture(2 + 5 * sip + number))
    came = [at for _, at, _ in sink.units]
    assert came[0] == 100.0
    assert came[1:6] == [100.2] * 5  # of the first ones nothing is known
    assert came[6:] == [pytest.approx(100.2 + 0.04 * number) for number in range(1, 11)]


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.floats(0, 9)), min_size=1, max_size=20))
def test_whatever_a_camera_writes_a_picture_came_between_two_looks(
    written: list[tuple[int, float]],
) -> None:
    sink = Taken()
    tracks = reception(sink)
    for number, (stamp, pause_s) in enumerate(written):
        tracks.since, tracks.now = tracks.now, tracks.now + pause_s
        tracks.take(0, rtp(PICTURE, number, stamp, True))
        assert tracks.since <= sink.units[-1][1] <= tracks.now
