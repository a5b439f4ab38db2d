from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from media.board import FrameBoard, Mark
from media.cameras.gate import Gate
from media.cameras.hardware import Decoding
from media.cameras.places import OwnPlaces, common_file
from media.cameras.worker import Terms, state_event
from media.source import Connecting, Live, Lost, Off, SourceState, Trouble
from tests.media.cameras.rig import Rig, entry_of, run, worker
from tests.media.reader.clips import clip
from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.film import film

PASSWORD = "geheim:1"


def test_a_camera_is_shown_on_its_channel_in_the_size_asked_for() -> None:
    async def test() -> None:
        async with Device(user="u", password=PASSWORD).open() as device, worker() as rig:
            rig.cameras(c01=device)
            rig.show("c01", channel=3, epoch=17, width=100, height=100)
            await rig.seen(4, 3, 17)
            device.send(2)
            await rig.seen(6, 3, 17)
            picture = rig.picture(3, 17)
            assert picture is not None
            assert (picture.width, picture.height) == (100, 60)
            assert picture.marks is Mark.NONE
            assert 0 < picture.received_at <= picture.decoded_at
            assert rig.picture(3, 16) is None
            assert rig.board.turn(0) == 0
            await rig.said("c01", "live")
            assert rig.states("c01") == ["connecting", "live"]
            figures = (await rig.heard("figures"))["cameras"]["c01"]
            assert (figures["stream"], figures["codec"]) == ("main", "h264")
            assert (figures["size"], figures["channels"]) == ([160, 96], [3])
            assert figures["dropped"] == figures["errors"] == figures["reconnects"] == 0
            assert PASSWORD not in str(rig.events)

    run(test)


def test_a_camera_is_written_to_the_board_that_the_hub_reads_and_to_its_tile() -> None:
    async def test() -> None:
        share = FrameBoard.create(4, 1 << 20)
        given = worker(None, "--share", str(share.fd), pass_fds=(share.fd,))
        async with Device(burst=1).open() as device, given as rig:
            rig.cameras(c01=device)
            rig.show("c01")
            rig.show("c01", channel=rig.board.channels + 2, epoch=9)
            await rig.until(lambda: share.picture(2, 9) is not None)
            await rig.until(lambda: rig.picture() is not None)
            assert len(device.clients) == 1
            rig.order("hide", channel=rig.board.channels + 2)
            await rig.until(lambda: share.picture(2, 9) is None)
        share.close()

    run(test)


def test_a_warm_camera_is_shown_from_memory_without_a_new_picture() -> None:
    async def test() -> None:
        async with Device(burst=8).open() as device, worker() as rig:
            rig.cameras(c01=entry_of(device, warm=True))
            await rig.said("c01", "live")
            assert rig.board.turn(0) == 0
            rig.show("c01")
            await rig.seen(7)
            rig.show("c01", channel=1, epoch=2, width=40, height=24)
            await rig.seen(7, 1, 2)
            assert len(device.clients) == 1
            rig.order("hide", channel=0)
            await rig.until(lambda: rig.picture(0) is None)
            device.send(1)
            await rig.seen(8, 1, 2)
            assert rig.picture(0) is None

    run(test)


def test_a_warm_camera_that_is_read_in_sips_is_shown_with_its_newest_picture() -> None:
    async def test() -> None:
        async with Device().open() as device, worker() as rig:
            rig.cameras(c01=entry_of(device, warm=True))
            await rig.said("c01", "live")
            await rig.heard("figures")  # sips have begun
            device.send(10)
            await rig.heard("figures", 3)
            device.send(3)
            rig.show("c01")
            await rig.seen(17)
            device.send(1)
            await rig.seen(18)
            told = await rig.heard("figures", 4)
            assert told["cameras"]["c01"]["lost_packets"] == 0

    run(test)


def test_another_size_and_another_camera_on_a_channel_take_over_without_a_gap() -> None:
    async def test() -> None:
        async with Device().open() as one, Device(burst=3).open() as two, worker() as rig:
            rig.cameras(c01=one, c02=two)
            rig.show("c01")
            await rig.seen(4)
            rig.show("c01", epoch=2, width=80, height=48)
            await rig.seen(4, 0, 2)
            rig.show("c02", epoch=3)
            await rig.seen(2, 0, 3)
            one.send(1)
            two.send(1)
            await rig.seen(3, 0, 3)

    run(test)


def test_a_wrong_password_is_told_once_and_waited_out() -> None:
    async def test() -> None:
        async with Device(user="u", password=PASSWORD).open() as device, worker() as rig:
            rig.cameras(c01={"main": device.url, "user": "u", "password": "falsch:7"})
            rig.show("c01")
            event = await rig.said("c01", "lost")
            assert event["trouble"] == "unauthorized"
            figures = await rig.heard("heartbeat")
            assert event["retry_at"] is not None
            assert figures["untold"] == 0
            assert device.tries == 1
            assert "falsch:7" not in str(rig.events)

    run(test)


def test_workers_share_the_megabytes_of_the_last_seconds() -> None:
    terms = Terms(Decoding("software"), Gate(OwnPlaces(1)), workers=3, past_mb=60)
    assert terms.past_bytes == 20 * 1024 * 1024


def test_a_worker_of_many_holds_its_share_alone() -> None:
    async def test() -> None:
        async with Device(burst=8).open() as device, worker(None, "--workers", "999999") as rig:
            rig.cameras(c01=entry_of(device, warm=True))
            await rig.said("c01", "live")
            await rig.heard("figures", 2)
            rig.show("c01")
            await rig.until(lambda: rig.number() is not None)
            assert rig.number() == 0, "the key picture alone was kept"

    run(test)


def test_workers_with_the_same_places_open_so_many_connections_in_all() -> None:
    async def test() -> None:
        mute = Device(answers={"OPTIONS": lambda _: None})
        words = ("--places", str(fd), "--opens", "4", "--workers", "2", "--patience", "5")
        async with (
            mute.open(), worker(None, *words, pass_fds=(fd,)) as one,
            worker(None, *words, pass_fds=(fd,)) as other,
        ):  # fmt: skip
            for rig in (one, other):
                rig.cameras(**{f"c{number}": entry_of(mute, warm=True) for number in range(6)})
            await mute.asked("OPTIONS", 4)
            for rig in (one, other):  # by then they have begun whatever they may begin
                await rig.heard("figures", 2)
            assert len(mute.clients) == 4

    fd = common_file()
    try:
        run(test)
    finally:
        os.close(fd)


def test_the_small_stream_serves_a_small_tile_and_the_large_one_a_large_tile() -> None:
    async def test() -> None:
        large = Device(pictures=film(640, 384))
        async with large.open(), Device().open() as small, worker() as rig:
            rig.cameras(c01=entry_of(large, sub=small.url))
            rig.show("c01", width=160, height=96)
            await rig.seen(4)
            picture = rig.picture()
            assert picture is not None
            assert picture.marks is Mark.SUB
            assert not large.clients
            rig.show("c01", epoch=2, width=480, height=400)
            await rig.until(
                lambda: (found := rig.picture(0, 2)) is not None and found.marks is Mark.NONE
            )
            picture = rig.picture(0, 2)
            assert picture is not None
            assert (picture.width, picture.height) == (480, 288)
            assert rig.states("c01") == ["connecting", "live"]

    run(test)


def test_the_small_stream_goes_on_while_the_large_one_cannot_be_had() -> None:
    async def test() -> None:
        busy = Device(answers={"SETUP": lambda cseq: reply(cseq, "453 Not Enough Bandwidth")})
        async with busy.open(), Device().open() as small, worker() as rig:
            rig.cameras(c01=entry_of(busy, sub=small.url))
            rig.show("c01", width=1280, height=720)
            await rig.seen(4)
            await busy.asked("SETUP")
            small.send(1)
            await rig.seen(5)
            assert rig.states("c01")[-1] == "live"

    run(test)


def test_hostile_bytes_do_no_harm_to_the_worker_nor_to_another_camera() -> None:
    async def test() -> None:
        async with Device().open() as evil, Device().open() as good, worker() as rig:
            rig.cameras(c01=evil, c02=good)
            rig.show("c01", 0)
            rig.show("c02", 1)
            await rig.seen(4, 0)
            await rig.seen(4, 1)
            client = evil.clients[0]
            sps, pps, *_ = (nal for nal in film()[0] if nal[0] & 0x1F in (7, 8))
            for seed in range(60):
                junk = bytes((seed * 37 + at * 11) % 256 for at in range(400))
                evil.send_picture(client, (sps, pps, b"\x65\x88" + junk))
                evil.send_picture(client, (b"\x41\x9a" + junk,))
                evil.send_picture(client, (b"\x67" + junk, b"\x65\x88\x84" + junk))
            good.send(1)
            await rig.seen(5, 1)
            client.next = 10
            evil.send(2)
            await rig.seen(11, 0)
            assert rig.process.returncode is None

    run(test)


def test_a_camera_that_changes_its_size_goes_on() -> None:
    async def test() -> None:
        async with Device().open() as device, worker() as rig:
            rig.cameras(c01=device)
            rig.show("c01", width=400, height=400)
            await rig.seen(4)
            for size in ((64, 96), (320, 192), (160, 96)):
                device.pictures = film(*size)
                device.clients[0].next = 0
                device.send(10)
                await rig.until(
                    lambda size=size: (
                        (found := rig.picture()) is not None  # type: ignore[misc]
                        and (found.width, found.height) == size
                    )
                )
                await rig.seen(9)

    run(test)


def test_entries_that_stay_the_same_keep_their_connection() -> None:
    async def test() -> None:
        async with Device().open() as one, Device().open() as two, worker() as rig:
            rig.cameras(c01=one, c02=two)
            rig.show("c01", 0)
            rig.show("c02", 1)
            await rig.seen(4, 0)
            await rig.seen(4, 1)
            rig.cameras(c01=one, c02=entry_of(two, rotate=90))
            await two.asked("PLAY", 2)
            await rig.until(
                lambda: (found := rig.picture(1)) is not None and found.height == 96
                and found.width == 58
            )  # fmt: skip
            rig.cameras(c02=entry_of(two, rotate=90))
            await rig.said("c01", "off")
            await one.asked("TEARDOWN")
            assert len(one.clients) == 1

    run(test)


def test_a_file_stands_in_for_a_camera(tmp_path: Path) -> None:
    written = clip(tmp_path / "loop.avi", "mjpeg", pictures=5)

    async def test() -> None:
        async with worker() as rig:
            rig.cameras(c01={"main": f"file://{written}", "transport": "any"})
            rig.show("c01")
            await rig.said("c01", "live")
            await rig.until(lambda: rig.board.turn(0) >= 12)  # more pictures than it holds
            await rig.until(lambda: size_of(rig) == [160, 96])

    def size_of(rig: Rig) -> object:
        figures = [each for each in rig.events if each["event"] == "figures"]
        return figures[-1]["cameras"].get("c01", {}).get("size") if figures else None

    run(test)


def test_a_file_that_is_not_there_is_said() -> None:
    async def test() -> None:
        async with worker() as rig:
            rig.cameras(c01={"main": "file:///nowhere/x.mp4", "transport": "any"})
            rig.show("c01")
            event = await rig.said("c01", "lost")
            assert (event["trouble"], event["detail"]) == (
                "not_found", "there is no file /nowhere/x.mp4",
            )  # fmt: skip

    run(test)


def test_faulty_orders_are_answered_and_the_worker_goes_on() -> None:
    async def test() -> None:
        async with Device().open() as device, worker() as rig:
            rig.order("dance")
            rig.show("nobody")
            rig.order("cameras", cameras=[{"id": "c01", "main": f"http://u:{PASSWORD}@h/"}])
            rig.order("show", camera="c01")
            rig.order("cameras", cameras=3)
            rig.cameras(c01=device)
            rig.show("c01", channel=99)
            rig.show("c01", width=5000, height=5000)
            await rig.seen(4)
            faults = [event["text"] for event in rig.events if event["event"] == "fault"]
            assert len(faults) == 6
            assert PASSWORD not in str(faults)
            assert "no camera nobody" in faults[1]

    run(test)


@pytest.mark.foreign
def test_pictures_of_gstreamers_server_are_shown() -> None:
    script = Path(__file__).parents[1] / "rtsp" / "gst_camera.py"

    async def test() -> None:
        server = await asyncio.create_subprocess_exec(
            "/usr/bin/python3", str(script),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert server.stdout is not None
        port = int(await server.stdout.readline())
        async with worker() as rig:
            rig.cameras(c01={"main": f"rtsp://127.0.0.1:{port}/live"})
            rig.show("c01", width=320, height=320)
            await rig.until(lambda: rig.board.turn(0) >= 30)
            picture = rig.picture()
            assert picture is not None
            assert (picture.width, picture.height) == (320, 180)
            # a white ball on black
            assert picture.array()[:, :, 1].max() > 200
            assert picture.array()[:, :, 1].mean() < 60
        server.kill()
        await server.wait()

    run(test)


@pytest.mark.parametrize(
    ("state", "written"),
    [
        (Off(), ("off", None, "", None)),
        (Connecting(), ("connecting", None, "", None)),
        (Live(0.0), ("live", None, "", None)),
        (Lost(Trouble.BUSY, "x", 7.5), ("lost", "busy", "x", 7.5)),
    ],
)
def test_a_state_is_written_as_the_protocol_has_it(
    state: SourceState, written: tuple[object, ...]
) -> None:
    event = state_event("c01", state)
    assert (event["event"], event["camera"]) == ("state", "c01")
    assert (event["state"], event["trouble"], event["detail"], event["retry_at"]) == written
