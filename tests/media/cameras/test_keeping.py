from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from media.archive.index import ArchiveIndex
from media.parent import Message
from tests.media.archive.coded import probe
from tests.media.cameras.recordings import BEGAN, RATE, moment, record
from tests.media.cameras.rig import Rig, entry_of, run, worker
from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.film import film


def recorded(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*/*.mp4"))


def impatient() -> AbstractAsyncContextManager[Rig]:
    """A worker that does not wait as long, for a picture or for the disk, as one at work."""
    return worker(None, "--patience", "0.4")


def archive(rig: Rig, folder: Path, **rest: Any) -> None:
    given = {"keep_days": 30, "max_gb": 1, "site": "丁家湾", "sweeps": True, **rest}
    rig.order("archive", folder=str(folder), **given)


async def answered(rig: Rig, ticket: str) -> Message:
    def found() -> list[Message]:
        return [
            event
            for event in rig.events
            if event["event"] in ("done", "failed") and event["ticket"] == ticket
        ]

    await rig.until(lambda: bool(found()))
    return found()[0]


async def recording(rig: Rig, state: str, times: int = 1) -> Message:
    def found() -> list[Message]:
        return [
            event
            for event in rig.events
            if event["event"] == "recording" and event["state"] == state
        ]

    await rig.until(lambda: len(found()) >= times)
    return found()[times - 1]


def test_a_snapshot_is_the_newest_picture_at_full_size_and_says_what_it_shows(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        async with Device(burst=7).open() as device, worker() as rig:
            archive(rig, tmp_path / "recordings")
            rig.cameras(c01=entry_of(device, rotate=90))
            rig.show("c01")
            await rig.seen(6)
            path = tmp_path / "snapshots" / "c01.jpg"
            rig.order(
                "snapshot", ticket="t1", camera="c01", path=str(path), name="村口",
                place=[121.5, -31.25],
            )  # fmt: skip
            done = await answered(rig, "t1")
            assert (done["event"], done["path"], done["size"]) == ("done", str(path), [96, 160])
            assert (done["stream"], done["why_small"]) == ("main", None)
            with Image.open(path) as image:
                assert image.size == (96, 160)
                said = image.getexif()
                inner = said.get_ifd(0x8769)
                assert said[0x010E].encode("latin-1").decode() == "村口 [c01]"
                assert said[0x013B].encode("latin-1").decode() == "丁家湾"
                assert inner[0x9003] == said[0x0132]
                assert inner[0x9011][0] in "+-"
                assert said.get_ifd(0x8825)[1] == "S"
                assert said.get_ifd(0x8825)[4] == (121.0, 30.0, 0.0)
                grey = image.convert("L").getpixel((90, 4))
            assert abs(int(str(grey)) - (40 + 6 * 9)) <= 4
            assert [each.name for each in path.parent.iterdir()] == ["c01.jpg"]

    run(test)


def test_a_snapshot_is_of_the_small_stream_when_the_large_one_cannot_be_had(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        busy = Device(answers={"SETUP": lambda cseq: reply(cseq, "453 Not Enough Bandwidth")})
        async with busy.open(), Device().open() as small, impatient() as rig:
            rig.cameras(c01=entry_of(busy, sub=small.url))
            rig.order("snapshot", ticket="t", camera="c01", path=str(tmp_path / "a.jpg"))
            done = await answered(rig, "t")
            assert (done["event"], done["stream"]) == ("done", "sub")
            assert done["why_small"] == "the large stream brought no picture"
            with Image.open(tmp_path / "a.jpg") as image:
                said = image.getexif()[0x010E]
            assert said == "c01 [c01] | small stream: the large stream brought no picture"

    run(test)


def test_what_cannot_be_kept_is_answered_with_the_reason(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device().open() as device, impatient() as rig:
            rig.cameras(c01=device, c02=entry_of(device, transport="udp"))
            orders: list[tuple[str, Message, str]] = [
                ("snapshot", {"camera": "c09", "path": "/x.jpg"}, "no camera c09"),
                ("snapshot", {"camera": "c01", "path": "x.jpg"}, "absolute"),
                ("snapshot", {"camera": "c01", "path": "/proc/no/x.jpg"}, "No such file"),
                ("snapshot", {"camera": "c02", "path": str(tmp_path / "x.jpg")}, "no picture"),
                ("clip", {"camera": "c01", "path": "/x.mp4", "before_s": 1}, "after_s"),
                ("record", {"camera": "c01", "on": True}, "no folder"),
            ]  # fmt: skip
            for number, (do, rest, reason) in enumerate(orders):
                rig.order(do, ticket=f"t{number}", **rest)
                failed = await answered(rig, f"t{number}")
                assert failed["event"] == "failed"
                assert reason in failed["reason"], failed

    run(test)


def test_a_snapshot_of_a_moment_that_is_gone_says_when_it_was(tmp_path: Path) -> None:
    async def test() -> None:
        folder = tmp_path / "recordings"
        index = ArchiveIndex(folder)
        record(index, size=(320, 192))
        record(index, began_at=BEGAN + 110, stream="sub")
        index.close()
        async with Device().open() as device, worker() as rig:
            archive(rig, folder, keep_days=36500)
            rig.cameras(c01=entry_of(device, rotate=90))
            path = tmp_path / "a.jpg"
            rig.order("snapshot", ticket="t", camera="c01", path=str(path), at=moment(12))
            done = await answered(rig, "t")
            assert (done["event"], done["size"], done["stream"]) == ("done", [192, 320], "main")
            taken_at = datetime.fromisoformat(done["taken_at"]).timestamp()
            assert taken_at == pytest.approx(BEGAN + 12 / RATE, abs=0.001)
            with Image.open(path) as image:
                assert image.getexif().get_ifd(0x8769)[0x9291] == "480"
                assert "small" not in image.getexif()[0x010E]
            rig.order("snapshot", ticket="s", camera="c01", path=str(path), at=moment(3000))
            done = await answered(rig, "s")
            assert (done["stream"], done["size"]) == ("sub", [96, 160])
            assert done["why_small"] == "only the small stream was kept of this moment"
            with Image.open(path) as image:
                assert "only the small stream was kept" in image.getexif()[0x010E]
            rig.order("snapshot", ticket="u", camera="c01", path=str(path), at=BEGAN - 9)
            assert (await answered(rig, "u"))["reason"] == "nothing was kept of this moment"
            assert not device.clients

    run(test)


def test_a_recording_by_hand_is_found_in_the_archive_and_plays(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device(burst=20).open() as device, worker() as rig:
            archive(rig, tmp_path)
            rig.cameras(c01=entry_of(device, aspect="4:3"))
            rig.order("record", ticket="t1", camera="c01", on=True)
            done = await answered(rig, "t1")
            assert (done["recording"], done["by"]) == (True, "hand")
            await recording(rig, "on")
            device.send(15)
            rig.order("record", ticket="t2", camera="c01", on=False)
            assert (await answered(rig, "t2"))["recording"] is False
            await recording(rig, "off")
            index = ArchiveIndex(tmp_path)
            (segment,) = index.find("c01", 0, 9e9)
            index.close()
            assert segment.closed
            assert segment.stream == "main"
            seen = probe(tmp_path / segment.path)
            assert seen["format"]["size"] == str(segment.bytes)
            assert seen["streams"][0]["display_aspect_ratio"] == "4:3"
            packets = int(seen["streams"][0]["nb_read_packets"])
            assert packets in range(20, 36)
            assert segment.ended_at - segment.began_at == pytest.approx(packets / 25)

    run(test)


def test_a_schedule_records_the_stream_it_names_and_ends_with_the_worker(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device().open() as large, Device(burst=20).open() as small:
            async with worker() as rig:
                archive(rig, tmp_path)
                rig.cameras(
                    c01=entry_of(large, sub=small.url, record="always", record_stream="sub")
                )
                await recording(rig, "on")
                assert not large.clients
            index = ArchiveIndex(tmp_path)
            (segment,) = index.find("c01", 0, 9e9)
            index.close()
            assert (segment.stream, segment.closed) == ("sub", True)
            assert probe(tmp_path / segment.path)["streams"][0]["nb_read_packets"] == "20"

    run(test)


def test_a_killed_recorder_leaves_a_file_that_plays_and_is_recovered(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device(burst=35).open() as device:
            async with worker() as rig:
                archive(rig, tmp_path)
                rig.cameras(c01=entry_of(device, record="always"))
                await recording(rig, "on")
                index = ArchiveIndex(tmp_path)
                await rig.until(lambda: index.find("c01", 0, 9e9)[0].bytes > 0)
                rig.process.kill()
                await rig.process.wait()
            (file,) = recorded(tmp_path)
            probe(file)
            async with worker() as rig:
                archive(rig, tmp_path)
                await rig.heard("archive")
                (segment,) = index.find("c01", 0, 9e9)
                index.close()
                assert segment.closed
                assert segment.ended_at - segment.began_at >= 0.39

    run(test)


def test_another_parameter_set_and_another_connection_begin_new_segments(tmp_path: Path) -> None:
    async def test() -> None:
        async with Device(burst=20).open() as device, worker() as rig:
            archive(rig, tmp_path)
            rig.cameras(c01=entry_of(device, record="always"))
            await recording(rig, "on")
            device.pictures = film(320, 192)
            device.clients[0].next = 0
            device.send(10)
            device.cut()
            await device.asked("PLAY", 2)
            await recording(rig, "on", 1)
            index = ArchiveIndex(tmp_path)
            await rig.until(lambda: len(index.find("c01", 0, 9e9)) == 3)
            rig.order("stop")
            await rig.process.wait()
            sizes = []
            for segment in index.find("c01", 0, 9e9):
                video = probe(tmp_path / segment.path)["streams"][0]
                sizes.append((video["width"], video["nb_read_packets"]))
            index.close()
            assert sizes == [(160, "20"), (320, "10"), (320, "20")]

    run(test)


def test_a_folder_that_cannot_be_written_pauses_the_recording_and_it_resumes(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        folder = tmp_path / "disk" / "recordings"
        (tmp_path / "disk").write_text("in the way")
        async with Device(burst=20).open() as device, impatient() as rig:
            archive(rig, folder)
            rig.cameras(c01=entry_of(device, record="always"))
            rig.show("c01")
            await rig.seen(19)
            paused = await recording(rig, "paused")
            assert paused["reason"]
            assert (await rig.heard("archive"))["state"] == "fault"
            (tmp_path / "disk").unlink()

            async def film_goes_on() -> None:
                while True:
                    device.send(10)
                    await asyncio.sleep(0.1)

            going = asyncio.ensure_future(film_goes_on())
            await recording(rig, "on")
            going.cancel()
            assert recorded(folder)

    run(test)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Two megabytes, where a file system can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_the_recording_pauses_and_everything_else_goes_on(small_disk: Path) -> None:
    async def test() -> None:
        filler = small_disk / "something else"
        filler.write_bytes(bytes(1_800_000))
        async with Device(pictures=noisy(), burst=1).open() as device, impatient() as rig:
            archive(rig, small_disk / "recordings")
            rig.cameras(c01=entry_of(device, record="always"))
            rig.show("c01")
            await recording(rig, "waiting")
            device.send(29)
            paused = await recording(rig, "paused")
            assert "full" in paused["reason"] or "space" in paused["reason"]
            before = rig.board.turn(0)
            device.send(2)
            await rig.until(lambda: rig.board.turn(0) > before)
            filler.unlink()

            async def film_goes_on() -> None:
                while True:
                    device.send(10)
                    await asyncio.sleep(0.2)

            going = asyncio.ensure_future(film_goes_on())
            await recording(rig, "on")
            going.cancel()

    run(test)


def noisy() -> tuple[tuple[bytes, ...], ...]:
    """A film of which a second is half a megabyte."""
    filler = bytes((each * 7919) % 251 + 1 for each in range(20_000))
    return tuple((*units, b"\x0c" + filler) for units in film())


@pytest.mark.parametrize("shown", [False, True])
def test_a_clip_of_a_camera_that_records_begins_in_the_recording(
    tmp_path: Path, shown: bool
) -> None:
    """It sends its first two seconds at once, and its clock is ahead of the time of receiving."""

    async def test() -> None:
        async with Device(burst=50).open() as device, worker() as rig:
            archive(rig, tmp_path / "recordings")
            rig.cameras(c01=entry_of(device, record="always"))
            await recording(rig, "on")
            if shown:  # then its last seconds are remembered too
                rig.show("c01")
                await rig.seen(9)
            path = tmp_path / "a.mp4"
            rig.order("clip", ticket="t", camera="c01", path=str(path), before_s=20, after_s=1)
            await rig.heard("progress")
            device.send(4)
            done = await answered(rig, "t")
            assert done["stream"] == "main"
            (video,) = probe(path)["streams"]
            assert video["nb_read_packets"] == "54"
            assert float(video["duration"]) >= 54 / 25 - 0.01

    run(test)
