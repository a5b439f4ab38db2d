"""A conference on disk: played back by FFmpeg, with a disk that refuses, over pauses."""

from __future__ import annotations

import contextlib
import errno
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np
import pytest

from media.hub.encoding import CLOCK_HZ, Encoder
from media.hub.mixer import encoded, opus
from media.hub.record_state import RecordState
from media.hub.recording import (
    LEAST_FREE,
    LOOK_S,
    Closed,
    Item,
    Noted,
    Picture,
    Recording,
    Voice,
    in_words,
)
from media.sound import SAMPLES

BEGAN = 1000.0
RATE = 15


def pictures(
    seconds: float, begin: float = BEGAN, size: tuple[int, int] = (320, 180)
) -> Iterator[Item]:
    """A program and its mix, as the hub brings them."""
    encoder, mix = Encoder("H264", *size, RATE), opus()
    blocks = round(begin * 50)
    for number in range(round(seconds * RATE)):
        at = begin + number / RATE
        frame = av.VideoFrame.from_ndarray(
            np.full((size[1] * 3 // 2, size[0]), number % 200, np.uint8), format="yuv420p"
        )
        frame.pts = round(at * CLOCK_HZ)
        for packet, key in encoder.encode(frame, at):
            yield Picture(bytes(packet), key, (packet.pts or 0) / CLOCK_HZ)
        while blocks / 50 < at:
            block = np.full(SAMPLES, 1000, np.int16)
            yield Voice(bytes(encoded(mix, block, blocks * SAMPLES)), blocks / 50)
            blocks += 1


class Kept:
    def __init__(self, folder: Path, free: int = 10 * LEAST_FREE) -> None:
        self.folder, self.free = folder, free
        self.states: list[RecordState] = []
        self.recording = Recording(
            folder, "k1", self.states.append,
            lambda: datetime(2026, 11, 26, 8, 0, tzinfo=UTC), lambda _: self.free,
        )  # fmt: skip

    def take(self, *items: Item) -> None:
        for item in items:
            self.recording.take(item)

    @property
    def files(self) -> list[Path]:
        return sorted((self.folder / "conferences" / "k1").glob("*.mp4"))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def read(path: Path) -> tuple[list[float], float]:
    """When the pictures are shown, and how many seconds of sound there are."""
    with av.open(str(path)) as film:
        shown = [float(frame.time or 0) for frame in film.decode(video=0)]
    with av.open(str(path)) as film:
        heard = sum(frame.samples / frame.sample_rate for frame in film.decode(audio=0))
    return shown, heard


def test_a_conference_is_kept_with_picture_and_sound_and_its_chapters(kept: Kept) -> None:
    kept.take(*pictures(4))
    kept.take(
        Noted({"act": "roll_call", "node": "n01", "title": "点名丁家湾村"}, BEGAN + 3.0), Closed()
    )
    shown, heard = read(kept.files[0])
    assert len(shown) == 60
    assert shown[-1] == pytest.approx(59 / RATE, abs=0.01)
    assert heard == pytest.approx(4, abs=0.2)
    with av.open(str(kept.files[0])) as film:
        told = [
            (c["metadata"]["title"], c["start"] * float(c["time_base"])) for c in film.chapters()
        ]
    assert told == [("k1", 0.0), ("点名丁家湾村", pytest.approx(3.0, abs=0.01))]
    assert kept.states[-1].state == "off"
    assert kept.states[-1].seconds == pytest.approx(4, abs=0.1)


def test_marks_lie_beside_the_film_as_lines_with_their_place_in_it(kept: Kept) -> None:
    kept.take(Noted({"act": "started"}, BEGAN), *pictures(2))
    given = {"act": "floor_given", "node": "n02", "title": "请丁家湾村发言"}
    kept.take(Noted(given, BEGAN + 1.5))
    lines = (kept.folder / "conferences/k1/marks.jsonl").read_text("utf-8").splitlines()
    kept.take(Closed())
    assert [json.loads(line) for line in lines] == [
        {"act": "started"},
        {**given, "file": "20261126-080000Z.mp4", "seconds": 1.5},
    ]  # fmt: skip


def test_a_film_torn_off_anywhere_plays_up_to_there(kept: Kept, tmp_path: Path) -> None:
    kept.take(*pictures(6))
    whole = kept.files[0].read_bytes()  # nothing closed it: as after a power cut
    kept.take(Closed())
    torn = tmp_path / "torn.mp4"
    for cut in (1, 100, 2000):
        torn.write_bytes(whole[:-cut])
        shown = []
        with av.open(str(torn)) as film, contextlib.suppress(av.InvalidDataError):
            shown.extend(frame.time for frame in film.decode(video=0))
        assert len(shown) >= 4 * RATE


def test_a_pause_is_cut_out_of_the_film(kept: Kept) -> None:
    kept.take(*pictures(2))
    first, *rest = pictures(2, BEGAN + 60)
    assert isinstance(first, Picture)
    kept.take(first._replace(joins=True), *rest, Closed())
    shown, _ = read(kept.files[0])
    assert len(kept.files) == 1
    assert len(shown) == 60
    assert shown[-1] == pytest.approx(59 / RATE, abs=0.05)
    steps = np.diff(shown)
    assert steps.max() < 0.1
    assert steps.min() > 0.03


def test_a_program_of_another_size_goes_on_in_another_file(kept: Kept) -> None:
    kept.take(*pictures(2), *pictures(2, BEGAN + 2, (640, 360)), Closed())
    assert [path.name for path in kept.files] == ["20261126-080000Z-2.mp4", "20261126-080000Z.mp4"]
    assert all(len(read(path)[0]) == 30 for path in kept.files)


def test_a_full_disk_is_told_and_recording_goes_on_when_there_is_room(kept: Kept) -> None:
    kept.free = LEAST_FREE - 1
    kept.take(*pictures(1))
    assert kept.files == []
    assert [state.state for state in kept.states] == ["failed"]
    assert kept.states[0].reason == "disk_full"
    kept.free = LEAST_FREE
    kept.take(*pictures(2, BEGAN + LOOK_S + 1))
    assert kept.states[-1].state == "on"
    kept.free = 0
    kept.take(*pictures(LOOK_S + 3, BEGAN + 2 * LOOK_S + 4), Closed())
    assert [state.state for state in kept.states][-2:] == ["failed", "off"]
    assert len(read(kept.files[0])[0]) >= 30


def test_a_folder_that_cannot_be_made_is_a_state(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = Kept(tmp_path / "file")
    kept.take(*pictures(0.5), Noted({"act": "started"}, BEGAN), Closed())
    assert kept.states[0].state == "failed"
    assert kept.states[0].reason


def test_packets_that_make_no_picture_are_a_state_too(kept: Kept) -> None:
    kept.take(Picture(b"\0\0\1\x65abc", True, BEGAN), Closed())
    assert [state.state for state in kept.states] == ["failed", "off"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "Read-only file system"),
    ],
)
def test_the_disk_s_refusal_is_put_in_words(fault: int, words: str) -> None:
    assert in_words(OSError(fault, "Read-only file system")) == words


def test_nothing_is_kept_before_a_key_picture(kept: Kept) -> None:
    kept.take(Voice(b"abc", BEGAN), Picture(b"\0\0\1\x41abc", False, BEGAN), Closed())
    assert kept.files == []
