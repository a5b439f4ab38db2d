from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from media.archive.index import ArchiveIndex
from media.export.join import Joiner, Unjoinable
from tests.media.cameras.recordings import BEGAN, record


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    made = ArchiveIndex(tmp_path)
    yield made
    made.close()


def joiner(index: ArchiveIndex) -> Joiner:
    return Joiner(index.folder / "out.mp4", index.folder, BEGAN, BEGAN + 99, lambda _at: None)


def add_sound(film: Path) -> None:
    """Two seconds of a tone beside the pictures."""
    before = film.with_suffix(".silent")
    film.rename(before)
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    with (
        av.open(os.fspath(before)) as source,
        av.open(os.fspath(film), "w", format="mp4", options=options) as out,
    ):
        pictures = out.add_stream_from_template(source.streams.video[0])
        sound = out.add_stream("aac", rate=8000, layout="mono")
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = pictures
                out.mux(packet)
        for number in range(15):
            tone = np.sin(np.arange(1024, dtype=np.float32) / 4)[None, :]
            frame = av.AudioFrame.from_ndarray(tone, "fltp", "mono")
            frame.sample_rate, frame.pts, frame.time_base = 8000, number * 1024, Fraction(1, 8000)
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))


def test_sound_is_joined_with_its_pictures(index: ArchiveIndex) -> None:
    for began_at in (BEGAN, BEGAN + 2):
        add_sound(record(index, began_at=began_at))
    out = joiner(index)
    for segment in index.find("c01", BEGAN, BEGAN + 99):
        assert out.add(segment)
    out.close()
    assert out.film("c01", "main").sound
    with av.open(os.fspath(out.file)) as film:
        (sound,) = film.streams.audio
        seconds = [float(p.pts * p.time_base) for p in film.demux(sound) if p.pts is not None]
    assert seconds == sorted(seconds)
    assert 3.5 < seconds[-1] < 4.1


def test_another_format_does_not_fit_and_nothing_of_it_is_written(index: ArchiveIndex) -> None:
    record(index)
    record(index, began_at=BEGAN + 2, size=(320, 192))
    first, second = index.find("c01", BEGAN, BEGAN + 99)
    out = joiner(index)
    out.add(first)
    with pytest.raises(Unjoinable):
        out.add(second)
    out.close()
    assert out.ends == pytest.approx(BEGAN + 2)


def test_what_cannot_be_read_is_left_out(index: ArchiveIndex) -> None:
    record(index).write_bytes(b"torn")
    (segment,) = index.find("c01", BEGAN, BEGAN + 99)
    out = joiner(index)
    assert not out.add(segment)
    out.close()
    assert not out.begins


def test_a_disk_that_takes_no_more_is_not_taken_for_a_recording_that_cannot_be_read(
    index: ArchiveIndex,
) -> None:
    record(index, pictures=200, size=(320, 192))
    out = Joiner(Path("/dev/full"), index.folder, BEGAN, BEGAN + 99, lambda _at: None)
    (segment,) = index.find("c01", BEGAN, BEGAN + 99)
    with pytest.raises(OSError, match="No space left"):
        out.add(segment)
    with contextlib.suppress(OSError):
        out.close()
