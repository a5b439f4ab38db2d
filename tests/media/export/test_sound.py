from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest

from media.archive.film import Film
from media.archive.index import ArchiveIndex
from media.archive.segment import path_of
from media.export.sound import ADRIFT_S, RATE_HZ, Recoder
from media.export.wish import ExportWish
from media.export.work import Export
from media.unit import Arrival, SoundFormat, SoundUnit
from tests.media.archive.coded import HZ, arrivals, in_order, probe
from tests.media.cameras.recordings import BEGAN
from tests.media.cameras.tones import coded_tone

TONE_HZ = 440.0
LASTS_S = 4.0  # of a segment
SILENT = {"pcma": b"\xd5" * 160, "pcmu": b"\xff" * 160}
NEAR_S = 0.04

Heard = npt.NDArray[np.float32]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[ArchiveIndex]:
    index = ArchiveIndex(tmp_path / "archive")
    yield index
    index.close()


def record(
    index: ArchiveIndex,
    codec: str,
    tone_s: tuple[float, float],
    began_at: float = BEGAN,
    missing: Callable[[float], bool] = lambda _at: False,
) -> Path:
    """A segment with a tone between two of its seconds, and no sound where it is missing."""
    _, tone = coded_tone(codec, TONE_HZ, LASTS_S)
    sounds = []
    for number, unit in enumerate(tone):
        at = number / 50
        if not missing(at):
            heard = tone_s[0] <= at < tone_s[1]
            data = unit.data if heard else SILENT[codec]
            sounds.append((SoundUnit(data, 2**32 - 800 + number * 160), 100.0 + at))
    units = arrivals(count=round(LASTS_S * 25))
    film = Film(units[0], HZ, SoundFormat(codec, RATE_HZ), began_at)
    parts = []
    for each in in_order(units, sounds):
        if isinstance(each, Arrival):
            film.picture(each)
        else:
            film.sound(*each)
        parts.append(film.take())
    path = path_of("c01", "main", began_at)
    file = index.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join([*parts, film.finish()]))
    identity = index.begin("c01", "main", path, began_at, "h264")
    index.close_segment(identity, began_at + LASTS_S, os.stat(file).st_size)
    return file


def export(index: ArchiveIndex, since: float = BEGAN) -> tuple[Path, dict[str, Any]]:
    """The film, and its entry in the manifest."""
    folder = index.folder.parent / "out"
    wish = ExportWish(("c01",), since, BEGAN + 60, folder, index.folder)
    (entry,) = Export(wish, lambda _done, _camera: None).run()["files"]
    return folder / "c01.mp4", entry


def heard(film: Path) -> Heard:
    """What a player plays, from the first picture on."""
    with av.open(os.fspath(film)) as container:
        (sound,) = container.streams.audio
        assert (sound.codec_context.name, sound.sample_rate, sound.channels) == ("aac", RATE_HZ, 1)
        samples = np.zeros(0, np.float32)
        for frame in container.decode(sound):
            assert frame.time is not None
            at = round(frame.time * RATE_HZ)
            assert abs(at - len(samples)) <= 1
            samples = np.concatenate([samples, frame.to_ndarray()[0]])
    return samples


def tones(samples: Heard) -> list[tuple[float, float]]:
    """(from, to) of what is loud, seconds; the pitch is checked."""
    size = RATE_HZ // 100
    loud = np.abs(samples[: len(samples) // size * size]).reshape(-1, size).max(axis=1) > 0.1
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud, [0]]).astype(int)))
    found = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        part = samples[first * size : last * size]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
        assert spectrum.argmax() * RATE_HZ / len(part) == pytest.approx(TONE_HZ, abs=5)
        found.append((first / 100, last / 100))
    return found


def pictures(film: Path) -> list[bytes]:
    with av.open(os.fspath(film)) as container:
        return [bytes(each) for each in container.demux(video=0) if each.size]


@pytest.mark.parametrize("codec", ["pcma", "pcmu"])
def test_g711_is_heard_in_an_export_in_step_with_the_very_pictures(
    archive: ArchiveIndex, codec: str
) -> None:
    recorded = [
        record(archive, codec, (1.0, 2.0)),
        record(archive, codec, (0.5, 3.0), BEGAN + LASTS_S),
    ]
    film, entry = export(archive)
    assert (entry["sound"], entry["sound_recoded"]) == (True, True)
    (one, two) = tones(heard(film))
    assert one == pytest.approx((1.0, 2.0), abs=NEAR_S)
    assert two == pytest.approx((4.5, 7.0), abs=NEAR_S)
    assert pictures(film) == [each for file in recorded for each in pictures(file)]
    video, audio = probe(film)["streams"]
    assert float(audio["duration"]) == pytest.approx(float(video["duration"]), abs=0.1)


def test_a_cut_and_missing_sound_leave_the_rest_in_step(archive: ArchiveIndex) -> None:
    record(archive, "pcma", (3.0, 3.5), missing=lambda at: at < 2.4)
    record(archive, "pcma", (2.0, 3.0), BEGAN + LASTS_S + 10, missing=lambda at: 0.2 <= at < 1.7)
    film, entry = export(archive, BEGAN + 1.5)  # there is a key picture each second
    assert len(entry["gaps"]) == 1
    (one, two) = tones(heard(film))
    assert one == pytest.approx((2.0, 2.5), abs=NEAR_S)
    assert two == pytest.approx((5.0, 6.0), abs=NEAR_S)


@pytest.mark.parametrize("pace", [0.95, 1.05])
def test_sound_whose_clock_runs_another_pace_is_kept_in_step(
    archive: ArchiveIndex, pace: float
) -> None:
    recorded = record(archive, "pcma", (3.0, 3.5))
    film = archive.folder / "sound.mp4"
    with av.open(os.fspath(recorded)) as source, av.open(os.fspath(film), "w") as out:
        recoder = Recoder(out)
        for packet in source.demux(audio=0):
            if packet.pts is not None and packet.time_base is not None:
                recoder.put(packet, float(packet.pts * packet.time_base) * pace)
        recoder.close()
    samples = heard(film)
    assert len(samples) / RATE_HZ == pytest.approx(LASTS_S * pace, abs=ADRIFT_S + 0.02)
    assert tones(samples)[0][0] == pytest.approx(3.0 * pace, abs=ADRIFT_S + NEAR_S)
