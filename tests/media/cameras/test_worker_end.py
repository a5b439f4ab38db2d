"""A worker, or a camera's line, that ends: what stays, what is told, how it goes on."""

from __future__ import annotations

from media.board import FrameBoard
from tests.media.cameras.rig import run, worker
from tests.media.rtsp.device import Device

PASSWORD = "geheim:1"


def test_a_cut_line_is_told_and_comes_back_by_itself() -> None:
    async def test() -> None:
        async with Device().open() as device, worker() as rig:
            rig.cameras(c01=device)
            rig.show("c01")
            await rig.seen(4)
            device.cut()
            event = await rig.said("c01", "lost")
            assert event["trouble"] == "closed"
            assert rig.number() == 4  # the last picture stays
            await rig.said("c01", "live", 2)
            device.send(1)
            await rig.seen(5)
            assert rig.states("c01") == ["connecting", "live", "lost", "connecting", "live"]

    run(test)


def test_an_ordered_reconnect_happens_at_once() -> None:
    async def test() -> None:
        async with Device(burst=1).open() as device, worker() as rig:
            rig.cameras(c01=device)
            rig.show("c01")
            await rig.seen(0)
            device.send(3)
            await rig.seen(3)
            rig.order("drop", camera="c01")
            await rig.seen(0)
            assert len(device.clients) == 2
            assert device.clients[0].asked[-1][0] == "TEARDOWN"

    run(test)


def test_a_worker_that_ends_says_good_bye_to_its_cameras() -> None:
    async def test() -> None:
        async with Device().open() as device:
            async with worker() as rig:
                rig.cameras(c01=device)
                rig.show("c01")
                await rig.seen(4)
                rig.order("stop")
                await rig.process.wait()
            assert device.clients[0].asked[-1][0] == "TEARDOWN"

    run(test)


def test_a_killed_workers_last_picture_stays_and_the_next_worker_goes_on() -> None:
    async def test() -> None:
        board = FrameBoard.create(8, 1 << 20)
        async with Device().open() as device:
            async with worker(board) as rig:
                rig.cameras(c01=device)
                rig.show("c01")
                await rig.seen(4)
                rig.process.kill()
                await rig.process.wait()
                assert rig.number() == 4
            before = board.turn(0)
            async with worker(board) as rig:
                rig.cameras(c01=device)
                rig.show("c01")
                await rig.until(lambda: board.turn(0) > before)
                await rig.seen(4)
        board.close()

    run(test)
