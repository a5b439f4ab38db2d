from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from console.links.cameras import (
    archive_order,
    decode_threads,
    diagnosis_order,
    reshared,
    shares,
    worker_count,
    workers_for,
)
from console.site.records import CameraEntry, RecordingSettings, WallSettings
from media.cameras.order import parse_cameras
from media.diagnosis.thresholds import Thresholds
from media.secret import Secret
from tests.media.cameras.rig import run
from tests.media.cameras.views import view
from tests.media.rtsp.device import Device

CATALOGUE = [
    CameraEntry(f"c{n:02}", f"Camera {n}", f"rtsp://127.0.0.1/{n}", password=Secret("pass-word"))
    for n in range(64)
]


@pytest.mark.parametrize(
    ("cameras", "cores", "expected"),
    [(0, 2, 1), (9, 2, 1), (64, 2, 2), (800, 2, 2), (9, 4, 2), (800, 16, 16), (64, 1, 1)],
)
def test_workers_follow_the_cameras_and_the_cores(cameras: int, cores: int, expected: int) -> None:
    assert worker_count(cameras, cores) == expected


@pytest.mark.parametrize(
    ("cameras", "cores", "cost", "expected"),
    [(64, 16, 512, 8), (64, 16, 64, 2), (64, 4, 512, 4), (9, 2, 72, 1), (800, 16, 800, 16)],
)
def test_cameras_without_a_small_stream_need_more_workers(
    cameras: int, cores: int, cost: int, expected: int
) -> None:
    assert worker_count(cameras, cores, cost) == expected


@pytest.mark.parametrize(
    ("workers", "cores", "expected"), [(2, 2, 0), (1, 1, 0), (1, 2, 2), (2, 16, 2), (3, 4, 1)]
)
def test_threads_decode_only_where_cores_have_no_worker(
    workers: int, cores: int, expected: int
) -> None:
    assert decode_threads(workers, cores) == expected


def test_each_camera_is_served_by_exactly_one_worker() -> None:
    workers = workers_for(CATALOGUE, lambda _name, _event: None, lambda _report: None, cores=2)
    try:
        served = [camera.id for worker in workers for camera in worker.cameras]
        assert sorted(served) == [camera.id for camera in CATALOGUE]
        assert len(workers) == 2
    finally:
        for worker in workers:
            worker.close()


@pytest.mark.parametrize("cores", [1, 2, 16])
def test_workers_share_what_is_bounded_in_all(cores: int) -> None:
    workers = workers_for(CATALOGUE, lambda _n, _e: None, lambda _r: None, cores=cores)
    try:
        files = set()
        for worker in workers:
            told = dict(zip(worker.child.argv[3::2], worker.child.argv[4::2], strict=False))
            assert told["--workers"] == str(len(workers))
            assert int(told["--places"]) in worker.child.pass_fds
            files.add(os.fstat(int(told["--places"])).st_ino)
        assert len(files) == 1, "places are of one file"
    finally:
        for worker in workers:
            worker.close()
            worker.close()


def test_what_the_wall_says_of_decoding_and_memory_goes_to_each_worker() -> None:
    wall = WallSettings(decode="software", memory_mb=80)
    workers = workers_for(CATALOGUE, lambda _n, _e: None, lambda _r: None, cores=2, wall=wall)
    try:
        for worker in workers:
            told = dict(zip(worker.child.argv[3::2], worker.child.argv[4::2], strict=False))
            assert (told["--decode"], told["--past"]) == ("software", "80")
    finally:
        for worker in workers:
            worker.close()


def test_passwords_go_by_the_pipe_and_never_by_the_command_line() -> None:
    (worker,) = workers_for(CATALOGUE[:1], lambda _n, _e: None, lambda _r: None, cores=1)
    try:
        assert "pass-word" not in " ".join(worker.child.argv)
        assert worker.greeting()[0]["cameras"][0]["password"] == "pass-word"
    finally:
        worker.close()


def test_a_worker_reads_of_a_camera_what_its_list_says() -> None:
    camera = replace(CATALOGUE[0], rotate=90, aspect="16:9", damaged="show", record_stream="sub")
    for entry in (CATALOGUE[0], camera):
        (worker,) = workers_for([entry], lambda _n, _e: None, lambda _r: None, cores=1)
        try:
            read = parse_cameras(worker.greeting()[0])["c00"]
        finally:
            worker.close()
        shown = read.rotate, read.aspect, read.shows_damage, read.record_stream
        plain = (0, None, False, "main")
        assert shown == (plain if entry is not camera else (90, Fraction(16, 9), True, "sub"))


def test_a_restarted_worker_is_told_again_what_it_shows() -> None:
    (worker,) = workers_for(CATALOGUE[:2], lambda _n, _e: None, lambda _r: None, cores=1)
    try:
        worker.show({"do": "show", "channel": 0, "camera": "c00"})
        worker.show({"do": "show", "channel": 1, "camera": "c01"})
        worker.hide(0)
        assert [order["do"] for order in worker.greeting()] == ["cameras", "warm", "show"]
    finally:
        worker.close()


def test_a_worker_keeps_warm_what_it_serves_and_tells_it_after_a_restart() -> None:
    workers = workers_for(CATALOGUE, lambda _n, _e: None, lambda _r: None, cores=2)
    try:
        for worker in workers:
            worker.keep_warm(frozenset({"c00", "c01", "elsewhere"}))
        warm = [worker.greeting()[1] for worker in workers]
        assert warm == [{"do": "warm", "cameras": ["c00"]}, {"do": "warm", "cameras": ["c01"]}]
    finally:
        for worker in workers:
            worker.close()


def test_every_worker_is_told_of_the_archive_and_the_first_sweeps() -> None:
    order = archive_order(RecordingSettings(Path("/data/rec"), 7, 12.5), "丁家湾")
    workers = workers_for(CATALOGUE, lambda _n, _e: None, lambda _r: None, cores=2, archive=order)
    try:
        told = [worker.greeting()[0] for worker in workers]
        assert [each["sweeps"] for each in told] == [True, False]
        assert told[0] == {
            "do": "archive", "folder": "/data/rec", "keep_days": 7, "max_gb": 12.5,
            "site": "丁家湾", "sweeps": True,
        }  # fmt: skip
    finally:
        for worker in workers:
            worker.close()


def test_cameras_that_have_no_small_stream_weigh_more() -> None:
    small = [replace(camera, sub="rtsp://127.0.0.1/s") for camera in CATALOGUE[:16]]
    one, two = shares([*CATALOGUE[16:18], *small], 2)
    assert [len(one), len(two)] == [9, 9]
    one, two = shares([CATALOGUE[16], *small[:8]], 2)
    assert [len(one), len(two)] == [1, 8]
    assert shares(small, 2) == [small[::2], small[1::2]]


def test_a_recording_by_hand_is_told_again_to_a_restarted_worker() -> None:
    (worker,) = workers_for(CATALOGUE[:2], lambda _n, _e: None, lambda _r: None, cores=1)
    try:
        worker.keep({"do": "record", "ticket": "1", "camera": "c00", "on": True})
        worker.keep({"do": "record", "ticket": "2", "camera": "c01", "on": True})
        worker.keep({"do": "record", "ticket": "3", "camera": "c00", "on": False})
        worker.keep({"do": "snapshot", "ticket": "4", "camera": "c01", "path": "/x.jpg"})
        told = [order for order in worker.greeting() if order["do"] == "record"]
        assert told == [{"do": "record", "ticket": "again", "camera": "c01", "on": True}]
    finally:
        worker.close()


def test_the_camera_that_is_listened_to_is_told_again_to_a_restarted_worker() -> None:
    (worker,) = workers_for(CATALOGUE[:2], lambda _n, _e: None, lambda _r: None, cores=1)
    try:
        assert str(worker.sound.fd) in worker.child.argv
        worker.listen("c01")
        assert worker.greeting()[-1] == {"do": "listen", "camera": "c01"}
        worker.listen(None)
        assert "listen" not in [order["do"] for order in worker.greeting()]
    finally:
        worker.close()


def test_a_restarted_worker_is_told_what_was_said_of_the_pictures() -> None:
    said = {"c00": ("black",), "c01": ("moved",)}
    order = diagnosis_order(Thresholds(every_s=20.0), Path("/s/diagnosis"), said)
    heard: list[dict[str, object]] = []
    workers = workers_for(
        CATALOGUE, lambda _n, event: heard.append(event), lambda _r: None, cores=2, diagnosis=order
    )
    try:
        told = [worker.greeting()[-1] for worker in workers]
        assert [each["said"] for each in told] == [{"c00": ["black"]}, {"c01": ["moved"]}]
        assert told[0]["baselines"] == "/s/diagnosis"
        assert told[0]["settings"]["every_s"] == 20
        event = {"event": "findings", "camera": "c00", "findings": []}
        workers[0]._hear(event, lambda _name, each: heard.append(each))
        assert heard == [event]
        assert workers[0].greeting()[-1]["said"]["c00"] == []
    finally:
        for worker in workers:
            worker.close()


def test_what_is_accepted_while_the_worker_is_down_is_done_when_it_is_there(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        heard: list[dict[str, object]] = []
        async with Device(view()).open() as device:
            (worker,) = workers_for(
                [CameraEntry("c00", "x", device.url, warm=True)],
                lambda _n, event: heard.append(event), lambda _r: None, cores=1,
                diagnosis=diagnosis_order(Thresholds(), tmp_path, {}),
            )  # fmt: skip
            worker.child.argv = [*worker.child.argv, "--patience", "0.05"]
            worker.refer({"do": "accept", "camera": "c00"})
            running = asyncio.ensure_future(worker.child.run())
            try:
                while not any(event["event"] == "reference" for event in heard):
                    device.send(1)
                    await asyncio.sleep(0.01)
                assert (tmp_path / "c00.json").exists()
                assert worker.greeting()[-1]["do"] == "diagnosis"
            finally:
                running.cancel()
                await asyncio.wait([running])
                worker.close()

    run(test)


def test_what_is_said_of_a_picture_is_repeated_until_the_worker_has_done_it() -> None:
    (worker,) = workers_for(
        CATALOGUE[:3], lambda _n, _e: None, lambda _r: None, cores=1,
        diagnosis=diagnosis_order(Thresholds(), Path("/s/diagnosis"), {}),
    )  # fmt: skip

    def told(camera: str, standing: str) -> None:
        event = {"event": "reference", "camera": camera, "is": standing}
        worker._hear(event, lambda _name, _event: None)

    def repeated() -> list[tuple[str, str]]:
        orders = worker.greeting()
        kept = orders[[each["do"] for each in orders].index("diagnosis") + 1 :]
        return [(each["do"], each["camera"]) for each in kept]

    try:
        worker.refer({"do": "accept", "camera": "c00"})
        worker.refer({"do": "accept", "camera": "c01"})
        assert repeated() == [("accept", "c00"), ("accept", "c01")]
        worker.refer({"do": "turned", "camera": "c01", "until": 3.0})
        assert repeated() == [("accept", "c00"), ("turned", "c01")]
        worker.refer({"do": "accept", "camera": "c01"})
        told("c00", "back")
        told("c02", "away")
        assert repeated() == [("accept", "c00"), ("turned", "c01"), ("accept", "c01")]
        told("c00", "accepted")
        told("c01", "away")
        assert repeated() == [("accept", "c01")]
        told("c01", "accepted")
        assert repeated() == []
    finally:
        worker.close()


def test_another_catalogue_leaves_who_is_served_where_it_is() -> None:
    before = shares(CATALOGUE[:8], 2)
    fresh = [*CATALOGUE[2:8], *CATALOGUE[20:24]]
    after = reshared(fresh, before)
    for number, share in enumerate(before):
        stayed = [camera for camera in after[number] if camera in share]
        assert stayed == [camera for camera in share if camera in fresh]
    assert sorted(len(share) for share in after) == [5, 5]
    assert sorted(c.id for share in after for c in share) == sorted(c.id for c in fresh)
