from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.archive.extent import read_extent
from media.archive.film import FRAGMENT_S, Film, Timeline
from media.unit import Arrival, SoundFormat, SoundUnit
from media.view import AS_TOLD, View
from tests.media.archive.coded import HZ, STEP, arrivals, encoded_sound, g711, in_order, probe

T = 1_764_103_211.5


def written(
    units: list[Arrival],
    sound: SoundFormat | None = None,
    sounds: tuple[tuple[SoundUnit, float], ...] = (),
    view: View = AS_TOLD,
) -> bytes:
    film = Film(units[0], HZ, sound, T, view)
    parts = []
    for each in in_order(units, sounds):
        if isinstance(each, Arrival):
            film.picture(each)
        else:
            film.sound(*each)
        parts.append(film.take())
    return b"".join([*parts, film.finish()])


def probed(tmp_path: Path, content: bytes) -> dict[str, Any]:
    (tmp_path / "film.mp4").write_bytes(content)
    return probe(tmp_path / "film.mp4")


@pytest.mark.parametrize(("codec", "tag"), [("h264", "avc1"), ("hevc", "hvc1"), ("mjpeg", "mp4v")])
def test_ffmpeg_plays_every_codec_without_a_complaint(tmp_path: Path, codec: str, tag: str) -> None:
    seen = probed(tmp_path, written(arrivals(codec)))
    (video,) = seen["streams"]
    assert (video["codec_name"], video["codec_tag_string"]) == (codec, tag)
    assert (video["width"], video["height"], video["nb_read_packets"]) == (160, 96, "50")
    assert float(seen["format"]["duration"]) == pytest.approx(2.0)
    assert seen["format"]["tags"]["creation_time"].startswith("2025-11-25T20:40:11")


@pytest.mark.parametrize("codec", ["pcma", "pcmu", "aac", "opus"])
def test_sound_lies_beside_the_pictures_as_it_came(tmp_path: Path, codec: str) -> None:
    if codec.startswith("pcm"):
        sound, sounds = SoundFormat(codec, 8000), tuple(g711())
    else:
        sound, sounds = encoded_sound(codec)
    content = written(arrivals(), sound, sounds)
    _, audio = probed(tmp_path, content)["streams"]
    names = {"pcma": "pcm_alaw", "pcmu": "pcm_mulaw"}
    assert audio["codec_name"] == names.get(codec, codec)
    assert audio["sample_rate"] == str(sound.clock_hz)
    assert 1.5 < float(audio["duration"]) < 6
    assert sounds[3][0].data in content


def test_sound_mp4_has_no_place_for_is_left_out(tmp_path: Path) -> None:
    content = written(arrivals(), SoundFormat("g722", 8000), tuple(g711()))
    assert len(probed(tmp_path, content)["streams"]) == 1


def test_pictures_shown_out_of_order_keep_their_times(tmp_path: Path) -> None:
    seen = probed(tmp_path, written(arrivals(b=2, gop=25)))
    (video,) = seen["streams"]
    assert video["has_b_frames"] == 2
    assert video["nb_read_packets"] == "50"
    assert float(seen["format"]["duration"]) == pytest.approx(2.0, abs=0.09)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_camera_is_turned_by_the_player(tmp_path: Path, rotate: int) -> None:
    (video,) = probed(tmp_path, written(arrivals(), view=View(rotate)))["streams"]
    (side,) = video["side_data_list"]
    assert side["rotation"] % 360 == -rotate % 360


def test_a_forced_ratio_is_told_to_the_player(tmp_path: Path) -> None:
    content = written(arrivals("mjpeg"), view=View(ratio=Fraction(4, 3)))
    (video,) = probed(tmp_path, content)["streams"]
    assert (video["width"], video["height"]) == (160, 96)
    assert video["display_aspect_ratio"] == "4:3"


@given(st.integers(1, 49))
def test_wherever_it_ends_no_more_than_a_second_is_lost(count: int) -> None:
    units = arrivals(gop=40)[:count]
    film = Film(units[0], HZ, None, T)
    content = b""
    for each in units:
        film.picture(each)
        content += film.take()
    extent = read_extent(io.BytesIO(content))
    seconds = extent.seconds if extent else 0.0
    assert seconds == pytest.approx(film.seconds)
    assert (count - 1) / 25 - seconds < FRAGMENT_S
    whole = content + film.finish()
    extent = read_extent(io.BytesIO(whole))
    assert extent is not None
    assert extent == ("h264", pytest.approx(count / 25), len(whole))


def test_parameter_sets_are_in_the_head_and_new_ones_stay_in_the_picture() -> None:
    units = arrivals(count=30, gop=10)
    other = arrivals(count=30, gop=10, size=(320, 192))
    film = Film(units[0], HZ, None, T)
    assert film.fits(units[10])
    assert not film.fits(other[0])
    assert not film.fits(arrivals("hevc")[0])
    for each in (*units[:20], *other[20:]):
        film.picture(each)
    content = film.take() + film.finish()
    assert content.count(film.sets[0]) == 1
    sps = Film(other[0], HZ, None, T).sets[0]
    assert content.count(sps) == 1


def test_a_picture_without_parameter_sets_begins_no_film() -> None:
    plain = arrivals()[1]
    with pytest.raises(ValueError, match="no parameter sets"):
        Film(plain, HZ, None, T)


def test_another_connection_goes_on_where_the_time_is(tmp_path: Path) -> None:
    first, again = arrivals(count=50), arrivals(count=50, at=105.0, first=7)
    film = Film(first[0], HZ, None, T)
    for each in first:
        film.picture(each)
    film.restart(None)
    assert film.picture(again[0]) == pytest.approx(5.0)
    for each in again[1:]:
        film.picture(each)
    (tmp_path / "film.mp4").write_bytes(film.take() + film.finish())
    assert float(probe(tmp_path / "film.mp4")["format"]["duration"]) == pytest.approx(7.0)
    assert not film.jumped


def test_another_connection_does_not_begin_before_the_end_of_the_one_before(
    tmp_path: Path,
) -> None:
    """A camera that sends its first two seconds at once is ahead of the time of receiving: what is
    read back of its recording lies there, and what comes now does not."""
    sound, early = SoundFormat("pcma", 8000), arrivals(count=50)
    now = arrivals(count=50, at=100.5, first=7)
    film = Film(early[0], HZ, sound, T)
    for each in in_order(early, g711()):
        film.picture(each) if isinstance(each, Arrival) else film.sound(*each)
    film.restart(sound)
    shown = []
    for each in in_order(now, g711(at=100.5)):
        if isinstance(each, Arrival):
            shown.append(film.picture(each))
        else:
            film.sound(*each)
    assert shown == pytest.approx([2.0 + n / 25 for n in range(50)])
    video, audio = probed(tmp_path, film.take() + film.finish())["streams"]
    assert float(video["duration"]) == pytest.approx(4.0)
    assert float(audio["duration"]) == pytest.approx(4.0, abs=0.05)


@pytest.mark.parametrize("rate", [8, 25, 30, 50])
def test_where_nothing_is_missing_another_beginning_moves_nothing(rate: int) -> None:
    """The segments of a recording, one after the other."""
    line, placed = Timeline(HZ, 100.0), []
    for number in range(40 * rate):
        if number and number % (2 * rate) == 0:
            line.restart()
        placed.append(line.place(number * HZ // rate, 100.0 + number / rate))
    assert placed == pytest.approx([number * HZ / rate for number in range(40 * rate)], abs=2)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 5 * HZ), max_size=50))
def test_a_timeline_follows_the_cameras_clock_over_its_wraps(first: int, steps: list[int]) -> None:
    line, timestamp, at, whole = Timeline(HZ, 10.0), first, 10.0, 0
    assert line.place(first, at) == 0
    for step in steps:
        timestamp, at, whole = (timestamp + step) % 2**32, at + step / HZ, whole + step
        assert line.place(timestamp, at + 0.3) == whole
    assert not line.jumped


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.floats(0, 20)), min_size=1, max_size=50))
def test_whatever_the_cameras_clock_does_time_does_not_run_back(
    told: list[tuple[int, float]],
) -> None:
    line, at, before = Timeline(HZ, 0.0), 0.0, None
    for timestamp, later in told:
        at += later
        ticks = line.place(timestamp, at)
        if before is not None:
            assert ticks >= before - HZ  # pictures shown out of order
        before = ticks


def test_a_jump_is_repaired_by_the_time_of_receiving() -> None:
    line = Timeline(HZ, 0.0)
    assert [line.place(n * STEP, n / 25) for n in range(3)] == [0, STEP, 2 * STEP]
    assert line.place(2**31, 3 / 25) == 3 * STEP
    assert line.jumped
    assert line.place(2**31 + STEP, 4 / 25) == 4 * STEP
