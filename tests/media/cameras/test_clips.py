from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.archive.shelf import wall_clock
from tests.media.archive.coded import probe
from tests.media.cameras.recordings import BEGAN, RATE, moment, record
from tests.media.cameras.rig import entry_of, run, worker
from tests.media.cameras.test_keeping import answered, archive, recording
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import film


def test_a_clip_begins_before_the_wish_and_is_not_encoded_again(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device(burst=15).open() as device, worker() as rig:
            rig.cameras(c01=entry_of(device, aspect="4:3"))
            rig.show("c01")
            await rig.seen(14)
            path = tmp_path / "clips" / "a.mp4"
            rig.order("clip", ticket="t", camera="c01", path=str(path), before_s=30, after_s=1)
            device.send(5)
            await rig.heard("progress")
            done = await answered(rig, "t")
            assert (done["event"], done["path"], done["stream"]) == ("done", str(path), "main")
            assert done["seconds"] == pytest.approx(0.8)
            seen = probe(path)
            (video,) = seen["streams"]
            assert (video["codec_name"], video["nb_read_packets"]) == ("h264", "20")
            assert video["display_aspect_ratio"] == "4:3"
            assert float(seen["format"]["duration"]) == pytest.approx(0.8)
            assert done["bytes"] == path.stat().st_size
            coded = max(film()[0], key=len)
            assert coded in path.read_bytes()

    run(test)


def test_a_camera_that_ends_in_the_middle_of_a_clip_leaves_what_there_is(tmp_path: Path) -> None:
    async def test() -> None:
        async with worker() as rig:
            async with Device(burst=10).open() as device:
                rig.cameras(c01=device)
                rig.show("c01")
                await rig.seen(9)
                path = tmp_path / "a.mp4"
                rig.order("clip", ticket="t", camera="c01", path=str(path), before_s=9, after_s=2)
                await rig.heard("progress")
            done = await answered(rig, "t")
            assert done["seconds"] == pytest.approx(0.4)
            assert probe(path)["streams"][0]["nb_read_packets"] == "10"

    run(test)


def test_a_clip_of_a_moment_that_is_gone_is_what_was_recorded_around_it(tmp_path: Path) -> None:
    async def test() -> None:
        folder = tmp_path / "recordings"
        index = ArchiveIndex(folder)
        file = record(index, pictures=100)
        index.close()
        async with Device().open() as device, worker() as rig:
            archive(rig, folder, keep_days=36500)
            rig.cameras(c01=entry_of(device, aspect="2:1"))
            path = tmp_path / "a.mp4"
            around = {"before_s": 1, "after_s": 1, "at": moment(50)}
            rig.order("clip", ticket="t", camera="c01", path=str(path), **around)
            done = await answered(rig, "t")
            assert (done["event"], done["stream"]) == ("done", "main")
            began = datetime.fromisoformat(done["began_at"]).timestamp()
            assert began == pytest.approx(BEGAN + 20 / RATE, abs=0.02)
            assert done["seconds"] == pytest.approx(56 / RATE, abs=0.01)
            (video,) = probe(path)["streams"]
            assert (video["nb_read_packets"], video["display_aspect_ratio"]) == ("56", "2:1")
            coded = max(film()[0], key=len)
            assert coded not in path.read_bytes()
            assert file.exists()
            rig.order("clip", ticket="u", camera="c01", path=str(path), **{**around, "at": 5.0})
            assert (await answered(rig, "u"))["reason"] == "nothing was kept of this moment"
            assert not device.clients

    run(test)


def test_a_clip_of_a_moment_just_gone_waits_for_the_seconds_after_it(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device(burst=20).open() as device, worker() as rig:
            archive(rig, tmp_path / "recordings")
            rig.cameras(c01=entry_of(device, record="always"))
            await recording(rig, "on")
            path = tmp_path / "a.mp4"
            around = {"before_s": 9, "after_s": 2, "at": wall_clock() - 0.5}
            rig.order("clip", ticket="t", camera="c01", path=str(path), **around)
            device.send(5)
            done = await answered(rig, "t")
            assert done["event"] == "done"
            # what the recording had not written yet is in it, and what came after
            assert probe(path)["streams"][0]["nb_read_packets"] == "25"

    run(test)
