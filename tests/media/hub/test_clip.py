"""A file that is shared: when its pictures and its sound are due, and what cannot be played."""

from __future__ import annotations

import queue
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from media.hub.clip import AHEAD_PICTURES, AHEAD_S, Clip, ClipBuffer
from media.hub.shared import Newest
from media.sound import RATE_HZ, SAMPLES

LIMIT_S = 20.0


def picture(value: int, width: int = 64, height: int = 36) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.full((height, width, 3), value, np.uint8), "rgb24")


def value_of(newest: Newest | None) -> int:
    assert newest is not None
    return int(newest.frame.to_ndarray(format="rgb24")[0, 0, 0])


def film(path: Path, seconds: float = 1.0, sound: bool = True) -> Path:
    """Grey values that grow, and a tone of 440 Hz."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 64, 36, "yuv420p"
        audio = container.add_stream("aac", rate=44_100) if sound else None
        for at in range(round(seconds * 25)):
            container.mux(video.encode(picture(min(40 + 4 * at, 255))))
        container.mux(video.encode(None))
        if audio is not None:
            at = np.arange(round(seconds * 44_100)) / 44_100
            wave = (8000 * np.sin(2 * np.pi * 440 * at)).astype(np.int16)
            block = av.AudioFrame.from_ndarray(wave[None], "s16", "mono")
            block.sample_rate, block.time_base, block.pts = 44_100, Fraction(1, 44_100), 0
            container.mux(audio.encode(block))
            container.mux(audio.encode(None))
    return path


def test_a_picture_is_shown_from_its_moment_until_the_next_one_is_due() -> None:
    buffer = ClipBuffer()
    for at in range(4):
        buffer.put_picture(at * 0.5, picture(40 * at))
    assert buffer.newest(100.0) is None  # it has not begun
    buffer.begin(100.0)
    assert value_of(buffer.newest(100.1)) == 0
    first = buffer.newest(100.4)
    assert first is buffer.newest(100.45)
    assert value_of(buffer.newest(101.2)) == 80  # whoever comes late skips
    assert value_of(buffer.newest(900.0)) == 120
    assert value_of(buffer.newest(901.0)) == 120  # the last one stays


def test_what_is_held_stands_still_unheard_and_goes_on_from_there() -> None:
    buffer = ClipBuffer()
    for at in range(4):
        buffer.put_picture(at * 0.5, picture(40 * at))
    buffer.put_sound(np.repeat(np.arange(100, dtype=np.int16), SAMPLES))
    buffer.begin(100.0)
    assert value_of(buffer.newest(100.6)) == 40
    buffer.hold(100.7)
    buffer.hold(140.0)
    assert (value_of(buffer.newest(150.0)), buffer.take(150.0)) == (40, None)
    buffer.go_on(200.7)
    assert value_of(buffer.newest(200.9)) == 40
    block = buffer.take(200.9)
    assert block is not None
    assert block[0] == 30  # 0.9 s into it, and 0.3 s of patience
    assert value_of(buffer.newest(201.1)) == 80


def test_what_begins_while_it_is_held_begins_when_it_goes_on() -> None:
    buffer = ClipBuffer()
    buffer.put_picture(0.0, picture(40))
    buffer.put_picture(0.5, picture(80))
    buffer.hold(10.0)
    buffer.begin(12.0)
    buffer.go_on(60.0)
    assert value_of(buffer.newest(60.1)) == 40
    assert value_of(buffer.newest(60.6)) == 80


def test_sound_of_any_length_comes_in_blocks_and_in_its_order() -> None:
    buffer = ClipBuffer()
    wave = np.arange(3 * SAMPLES, dtype=np.int16)
    for cut in (wave[:700], wave[700:701], wave[701:2500], wave[2500:]):
        buffer.put_sound(cut)
    assert buffer.take(0.0) is None  # it has not begun
    buffer.begin(0.0)
    blocks = [buffer.take(0.0) for _ in range(3)]
    assert np.array_equal(np.concatenate([b for b in blocks if b is not None]), wave)
    assert buffer.take(0.0) is None


def test_sound_that_nobody_took_is_not_heard_beside_later_pictures() -> None:
    buffer = ClipBuffer()
    buffer.put_sound(np.repeat(np.arange(100, dtype=np.int16), SAMPLES))
    buffer.begin(10.0)
    assert buffer.newest(11.3) is None
    block = buffer.take(11.3)
    assert block is not None
    assert block[0] == 50
    assert buffer.take(11.3) is not None  # a mixer may catch up


@pytest.mark.parametrize(("pictures", "sound"), [(True, True), (True, False), (False, True)])
def test_little_is_read_ahead(pictures: bool, sound: bool) -> None:
    buffer = ClipBuffer(pictures, sound)
    if pictures:
        for at in range(AHEAD_PICTURES):
            assert not buffer.full()
            buffer.put_picture(at / 25, picture(0))
    if sound:
        assert not buffer.full()
        buffer.put_sound(np.zeros(round(AHEAD_S * RATE_HZ), np.int16))
    assert buffer.full()


def test_a_file_whose_sound_lies_far_before_its_pictures_is_not_read_into_memory_whole() -> None:
    buffer = ClipBuffer()
    blocks = 0
    while not buffer.full():
        buffer.put_sound(np.zeros(SAMPLES, np.int16))
        blocks += 1
    assert blocks < 600
    large = ClipBuffer()
    while not large.full():
        large.put_picture(0.0, picture(0, 3840, 2160))
    assert len(large._pictures) < AHEAD_PICTURES


def test_a_film_is_played_with_its_sound_and_stays_on_its_last_picture(tmp_path: Path) -> None:
    faults: queue.Queue[str] = queue.Queue()
    clip = Clip("file:a.mp4", film(tmp_path / "a.mp4"), faults.put)
    heard, seen = [], []
    while clip._thread.is_alive() or clip._buffer._blocks:
        if (block := clip.take()) is not None:
            heard.append(block)
        if (newest := clip.newest()) is not None:
            seen.append(value_of(newest))
        clip._thread.join(0.01)
    assert clip.state() == "live"
    # a coder may miss a grey by one or two
    assert all(later >= sooner - 2 for sooner, later in pairwise(seen))
    assert seen[0] < 80
    assert value_of(clip._buffer.newest(float("inf"))) >= 125
    assert 45 <= len(heard) <= 60
    middle = np.concatenate(heard[10:30]).astype(np.float64)
    loudest = np.argmax(np.abs(np.fft.rfft(middle))) * RATE_HZ / len(middle)
    assert loudest == pytest.approx(440, abs=4)
    assert faults.empty()


def test_a_still_picture_is_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "rgb24"
        container.mux(stream.encode(picture(200)))
        container.mux(stream.encode(None))
    clip = Clip("file:plan.png", path, lambda _: None)
    clip.join()
    assert value_of(clip.newest()) == 200
    assert clip.take() is None


def test_a_long_film_ends_when_it_is_closed(tmp_path: Path) -> None:
    clip = Clip("file:a.mp4", film(tmp_path / "a.mp4", 30.0), lambda _: None)
    clip.close()
    clip._thread.join(LIMIT_S)
    assert not clip._thread.is_alive()


@pytest.mark.parametrize("content", [b"", b"no film at all", None])
def test_what_cannot_be_played_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.mp4"
    if content is not None:
        path.write_bytes(content)
    faults: queue.Queue[str] = queue.Queue()
    clip = Clip("file:a.mp4", path, faults.put)
    clip.join()
    assert faults.get(timeout=LIMIT_S)
    assert clip.state() == "connecting"
    assert clip.newest() is None


def test_a_playlist_leads_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    faults: queue.Queue[str] = queue.Queue()
    clip = Clip("file:list.m3u8", path, faults.put)
    clip.join()
    assert faults.get(timeout=LIMIT_S)
