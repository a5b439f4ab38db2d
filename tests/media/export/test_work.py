from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from media.archive.film import Film
from media.archive.index import ArchiveIndex
from media.export.manifest import written
from media.export.wish import ExportWish, Marks
from media.export.work import Cancelled, Export, Failed
from media.marks import Mark
from media.view import View
from tests.media.archive import coded
from tests.media.cameras.recordings import BEGAN, RATE, record, record_units
from tests.media.cameras.test_decoder import arrivals, damaged
from tests.media.rtsp.film import brightness

HZ = 90000
LENGTH = 50 / RATE


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[ArchiveIndex]:
    index = ArchiveIndex(tmp_path / "archive")
    yield index
    index.close()


@pytest.fixture
def wish(archive: ArchiveIndex, tmp_path: Path) -> Callable[..., ExportWish]:
    def make(since: float = BEGAN, until: float = BEGAN + 600, **rest: Any) -> ExportWish:
        given = {"cameras": ("c01",), "folder": tmp_path / "out", "archive": archive.folder}
        return ExportWish(since=since, until=until, **{**given, **rest})

    return make


def export(wish: ExportWish) -> dict[str, Any]:
    return Export(wish, lambda _done, _camera: None).run()


def numbers(film: Path) -> list[int]:
    """Which pictures of the tests' drawing are in a film, and that their times only grow."""
    with av.open(os.fspath(film)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        frames = list(container.decode(video=0))
    times = [frame.time for frame in frames]
    assert times == sorted(set(times))
    found = []
    for frame in frames:
        shade = int(frame.to_ndarray(format="gray")[30:38, 2:8].mean())
        found.append(min(range(20), key=lambda each: abs(brightness(each) - shade)))
    return found


def probe(film: Path) -> dict[str, Any]:
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-count_packets", "-of", "json",
         os.fspath(film)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert not told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_segments_become_one_film_of_the_very_pictures(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=50)
    record(archive, began_at=BEGAN + LENGTH, pictures=30, first=50)
    manifest = export(wish(site="柳湾镇", who="王", reason="c-7"))
    film = wish().folder / "c01.mp4"
    assert numbers(film) == [n % 20 for n in range(80)]
    (stream,) = probe(film)["streams"]
    assert (stream["codec_name"], stream["nb_read_packets"]) == ("h264", "80")
    assert float(stream["duration"]) == pytest.approx(80 / RATE, abs=0.05)
    (entry,) = manifest["files"]
    assert (entry["from"], entry["gaps"]) == (written(BEGAN), [])
    assert entry["to"] == written(BEGAN + 80 / RATE)
    assert (manifest["site"], manifest["who"], manifest["reason"]) == ("柳湾镇", "王", "c-7")
    sums = subprocess.run(
        ["sha256sum", "-c", "manifest.sha256"], cwd=wish().folder, capture_output=True, check=False
    )
    assert sums.returncode == 0
    assert sorted(os.listdir(wish().folder)) == ["c01.mp4", "manifest.json", "manifest.sha256"]


def test_it_is_cut_at_key_pictures_outward_and_gaps_are_listed(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=50)
    record(archive, began_at=BEGAN + 60, pictures=50)
    manifest = export(wish(BEGAN + 33.5 / RATE, BEGAN + 60 + 12.5 / RATE))
    assert numbers(wish().folder / "c01.mp4") == [n % 20 for n in (*range(30, 50), *range(20))]
    (entry,) = manifest["files"]
    assert entry["from"] == written(BEGAN + 30 / RATE)
    assert entry["to"] == written(BEGAN + 60 + 20 / RATE)
    assert entry["gaps"] == [{"from": written(BEGAN + LENGTH), "to": written(BEGAN + 60)}]


@pytest.mark.parametrize("burn", [False, True])
@pytest.mark.parametrize("b_frames", [0, 2])
def test_where_pictures_are_missing_within_a_recording_it_is_told_that_one_stands(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], burn: bool, b_frames: int
) -> None:
    record(archive, pictures=100, missing=range(20, 40), b_frames=b_frames)  # 0.8 s
    record(archive, began_at=BEGAN + 4, pictures=100, missing=(7, 8, 9), b_frames=b_frames)
    (entry,) = export(wish(burn=burn))["files"]
    stands = [{"from": written(BEGAN + 19 / RATE), "to": written(BEGAN + 40 / RATE)}]
    assert (entry["stands"], entry["gaps"]) == (stands, [])


def test_pictures_with_b_frames_keep_their_order(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=20, b_frames=2)
    record(archive, began_at=BEGAN + 20 / RATE, pictures=20, first=20, b_frames=2)
    export(wish())
    assert numbers(wish().folder / "c01.mp4") == [n % 20 for n in range(40)]


def test_another_format_begins_another_film(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=20)
    record(archive, began_at=BEGAN + 1, pictures=20, size=(320, 192))
    manifest = export(wish())
    assert [entry["file"] for entry in manifest["files"]] == ["c01.mp4", "c01-2.mp4"]
    assert probe(wish().folder / "c01-2.mp4")["streams"][0]["width"] == 320


@pytest.mark.parametrize("burn", [False, True])
def test_what_was_sent_twice_is_in_the_film_once(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], burn: bool
) -> None:
    """Connected anew in its fourth second, the camera sent the last two seconds again."""
    units = coded.arrivals(count=150, gop=50)
    record_units(archive, units[:100], BEGAN)
    record_units(archive, units[50:], BEGAN + 2.003)
    (entry,) = export(wish(burn=burn))["files"]
    assert (entry["from"], entry["to"]) == (written(BEGAN), written(BEGAN + 6.003))
    assert (entry["gaps"], entry["stands"]) == ([], [])
    film = wish().folder / "c01.mp4"
    assert probe(film)["streams"][0]["nb_read_packets"] == "150"
    with av.open(os.fspath(film)) as made:
        greys = [int(each.to_ndarray(format="gray")[60:].mean()) for each in made.decode(video=0)]
    assert greys == pytest.approx([(20 + n * 4 % 200 - 16) * 255 / 219 for n in range(150)], abs=5)


@pytest.mark.parametrize("burn", [False, True])
def test_what_begins_before_the_end_of_the_one_before_it_is_another_film(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], burn: bool
) -> None:
    """A clock was set back by 2 s between the first two."""
    record(archive, pictures=100)
    record(archive, began_at=BEGAN + 2, pictures=100, first=5)
    record(archive, began_at=BEGAN + 6, pictures=20)
    manifest = export(wish(burn=burn))
    assert [(entry["file"], entry["from"], entry["to"]) for entry in manifest["files"]] == [
        ("c01.mp4", written(BEGAN), written(BEGAN + 4)),
        ("c01-2.mp4", written(BEGAN + 2), written(BEGAN + 6.8)),
    ]
    counts = [
        probe(wish().folder / entry["file"])["streams"][0]["nb_read_packets"]
        for entry in manifest["files"]
    ]
    assert counts == ["100", "120"]


@pytest.mark.parametrize("burn", [False, True])
def test_what_only_the_small_stream_has_is_exported_and_every_hole_is_listed(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], burn: bool
) -> None:
    small: dict[str, Any] = {"stream": "sub", "size": (80, 48)}
    record(archive, began_at=BEGAN + 10, pictures=50, **small)
    record(archive, began_at=BEGAN + 12, pictures=50)
    record(archive, began_at=BEGAN + 12, pictures=250, **small)
    record(archive, began_at=BEGAN + 30, pictures=50)
    manifest = export(wish(BEGAN, BEGAN + 60, cameras=("c01", "c02"), burn=burn))
    files = manifest["files"]
    assert [(each["file"], each["stream"]) for each in files] == [
        ("c01.mp4", "sub"), ("c01-2.mp4", "main"), ("c01-3.mp4", "sub"), ("c01-4.mp4", "main"),
    ]  # fmt: skip
    begins = [BEGAN + 10, BEGAN + 12, BEGAN + 14, BEGAN + 30]
    assert [each["from"] for each in files] == [written(each) for each in begins]
    assert files[2]["to"] == written(BEGAN + 22)
    told = [(each["camera"], each["from"], each["to"]) for each in manifest["gaps"]]
    spans = [("c01", 0, 10), ("c01", 22, 30), ("c01", 32, 60), ("c02", 0, 60)]
    assert told == [(who, written(BEGAN + a), written(BEGAN + b)) for who, a, b in spans]


def test_time_and_site_are_burnt_in_when_wished(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=50, size=(640, 360))
    export(wish(BEGAN + 10.5 / RATE, BEGAN + 40.5 / RATE, burn=True, site="柳湾镇"))
    film = wish().folder / "c01.mp4"
    (stream,) = probe(film)["streams"]
    assert (stream["codec_name"], stream["nb_read_packets"]) == ("h264", "30")
    with av.open(os.fspath(film)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        picture = next(container.decode(video=0)).to_ndarray(format="gray")
    assert int(picture[:20, :200].max()) - int(picture[:20, :200].min()) > 120  # letters
    assert abs(int(picture[100, 600]) - brightness(11)) < 8
    manifest = json.loads((film.parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["burnt_in"]
    assert manifest["files"][0]["from"] == written(BEGAN + 11 / RATE)


def rewritten(file: Path, spoilt: int, rotate: int = 0) -> None:
    """The tests' film in place of a segment, one of its pictures broken off in its middle."""
    units = [
        arrival._replace(
            unit=arrival.unit._replace(timestamp=number * HZ // RATE), received_at=number / RATE
        )
        for number, arrival in enumerate(arrivals())
    ]
    units[spoilt] = damaged(units[spoilt])
    film = Film(units[0], HZ, None, BEGAN, View(rotate))
    for each in units:
        film.picture(each)
    file.write_bytes(film.take() + film.finish())


def test_what_builds_on_a_spoilt_picture_is_not_burnt_in(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    rewritten(record(archive, pictures=20), 13)
    manifest = export(wish(burn=True))
    assert numbers(wish().folder / "c01.mp4") == list(range(13))
    assert manifest["files"][0]["to"] == written(BEGAN + 13 / RATE)


def test_a_turned_camera_is_upright_where_letters_are_burnt_in(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    rewritten(record(archive, pictures=20), 3, rotate=90)
    export(wish(burn=True))
    (stream,) = probe(wish().folder / "c01.mp4")["streams"]
    assert (stream["width"], stream["height"], stream["nb_read_packets"]) == (96, 160, "13")


def test_what_was_not_recorded_is_said(
    archive: ArchiveIndex, wish: Callable[..., ExportWish]
) -> None:
    record(archive, pictures=20)
    assert export(wish(cameras=("c01", "c02")))["missing"] == ["c02"]


def test_a_cancelled_export_leaves_nothing(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], tmp_path: Path
) -> None:
    record(archive, pictures=50)
    told: list[float] = []
    halfway = Export(wish(), lambda done, _: told.append(done), lambda: len(told) > 20)
    with pytest.raises(Cancelled):
        halfway.run()
    assert told == sorted(told)
    assert os.listdir(tmp_path) == ["archive"]


def test_marks_are_drawn_into_the_pictures_from_their_moment_on(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], tmp_path: Path
) -> None:
    record(archive)
    red = np.full((8, 8, 4), (255, 0, 0, 255), np.uint8)
    mark = Mark(0.75, 0.75, 0.2, 0.2, red, since=BEGAN + 20.5 / RATE, what="2026-0001")
    marks = Marks({"c01": (mark,)}, {"as_of": "2026-11-26T12:00:00+00:00"})
    manifest = export(wish(BEGAN, BEGAN + 39.5 / RATE, marks=marks))
    with av.open(os.fspath(tmp_path / "out" / "c01.mp4")) as film:
        film.streams.video[0].codec_context.thread_count = 1
        pictures = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    high, wide, _ = pictures[0].shape
    corners = (each[round(high * 0.85), round(wide * 0.85)] for each in pictures)
    seen = [int(colour[0]) - int(colour[2]) > 80 for colour in corners]
    assert seen.count(True) > 10
    assert seen == sorted(seen)
    assert not manifest["burnt_in"]
    assert manifest["markers"]["as_of"] == "2026-11-26T12:00:00+00:00"


@pytest.mark.parametrize("burn", [False, True])
def test_what_cannot_be_done_says_why_and_leaves_nothing(
    archive: ArchiveIndex, wish: Callable[..., ExportWish], tmp_path: Path, burn: bool
) -> None:
    with pytest.raises(Failed, match="nothing was recorded"):
        export(wish(burn=burn))
    record(archive, pictures=10).write_bytes(b"torn")
    with pytest.raises(Failed, match="nothing that can be read"):
        export(wish(burn=burn))
    assert os.listdir(tmp_path) == ["archive"]
    (tmp_path / "out").mkdir()
    with pytest.raises(Failed, match="exists already"):
        export(wish(burn=burn))
    with pytest.raises(Failed, match="no archive"):
        export(wish(folder=tmp_path / "o2", archive=tmp_path / "none"))


def test_a_full_disk_is_refused_before_anything_is_written(
    archive: ArchiveIndex,
    wish: Callable[..., ExportWish],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(archive, pictures=10)
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    with pytest.raises(Failed, match="no room"):
        export(wish())
    assert os.listdir(tmp_path) == ["archive"]
