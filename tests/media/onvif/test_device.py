from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from media.onvif.device import LOGIN_REST_S, Device, SetUp
from media.onvif.tree import LARGEST
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Motion, Preset, main_and_sub
from media.secret import Secret

Played = Callable[..., None]


@pytest.mark.parametrize("hours", [0, -30, 9])
def test_a_device_is_set_up_whatever_its_clock_says(played: Played, hours: int) -> None:
    async def story(stage: Any) -> None:
        known = await stage.device().set_up()
        assert isinstance(known, SetUp)
        assert abs(known.ahead_s - hours * 3600) < 2
        assert known.information.model == "Look-out (simulated)"
        assert known.abilities.move
        assert known.abilities.home
        assert known.abilities.presets == 32
        main, sub = main_and_sub(known.profiles)  # type: ignore[misc]
        assert (main.token, main.width, sub.token, sub.width) == ("main", 1920, "sub", 640)

    played(story, timedelta(hours=hours))


def test_streams_and_snapshot_are_named_without_a_login(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        assert await device.stream_uri("sub") == "rtsp://127.0.0.1:554/c10/sub"
        assert str(await device.snapshot_uri("main")).endswith("/c10/onvif/snapshot.jpg")
        refused = await device.stream_uri("other")
        assert refused == Trouble(Kind.REFUSED, "there is no such profile")

    played(story)


def test_it_turns_until_its_lease_ends_and_stops_when_told(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        assert await device.move(Motion(0.6, 0.3, 0.0), 1.0) is None
        stage.clock[0] = 0.5
        status = await device.status()
        assert status.moving
        assert status.position == Motion(0.1, 0.05, 0.0)
        stage.clock[0] = 5.0  # nobody renewed it
        assert stage.at() == pytest.approx((0.2, 0.1, 0.0))
        await device.move(Motion(-1.0, 0.0, 0.0), 1.0)
        assert await device.stop() is None
        stage.clock[0] = 9.0
        assert stage.at() == pytest.approx((0.2, 0.1, 0.0))

    played(story)


def test_it_goes_to_places_by_ways_and_home(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        await device.go_to(Motion(0.5, -0.5, 0.8))
        stage.clock[0] = 60.0
        assert stage.at() == (0.5, -0.5, 0.8)
        await device.go_by(Motion(-0.1, 0.0, None))
        stage.clock[0] = 120.0
        assert stage.at() == pytest.approx((0.4, -0.5, 0.8))
        await device.set_home()
        await device.go_to(Motion(0.0, 0.0, 0.0))
        stage.clock[0] = 180.0
        await device.go_home()
        stage.clock[0] = 240.0
        assert stage.at() == pytest.approx((0.4, -0.5, 0.8))

    played(story)


def test_presets_are_listed_kept_gone_to_and_removed(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        assert [preset.name for preset in await device.presets()] == ["左", "中", "右"]
        token = await device.set_preset("桥 <头> & co")
        assert Preset(token, "桥 <头> & co") in await device.presets()
        assert await device.go_preset("2") is None
        stage.clock[0] = 60.0
        assert stage.at() == (0.0, 0.0, 0.5)
        assert await device.remove_preset(token) is None
        assert len(await device.presets()) == 3
        assert (await device.go_preset("99")).kind is Kind.REFUSED

    played(story)


def test_a_wrong_password_is_a_state_and_is_not_tried_again_soon(played: Played) -> None:
    async def story(stage: Any) -> None:
        now = [100.0]
        device = stage.device(password="wrong", now=lambda: now[0])
        assert await device.set_up() == Trouble(Kind.WRONG_LOGIN)
        assert (await device.move(Motion(1.0), 1.0)).kind is Kind.WRONG_LOGIN
        assert device.set_ups == 1  # devices lock accounts
        now[0] += LOGIN_REST_S
        await device.set_up()
        assert device.set_ups == 2
        await device.set_up(again=True)
        assert device.set_ups == 3

    played(story)


def test_a_clock_that_was_set_meanwhile_is_looked_at_anew(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        await device.set_up()
        stage.onvif._ahead = timedelta(hours=5)
        assert (await device.go_home()).kind is Kind.WRONG_LOGIN
        assert await device.go_home() is None
        assert device.set_ups == 2

    played(story)


def test_all_who_ask_at_once_share_one_set_up(played: Played) -> None:
    async def story(stage: Any) -> None:
        device = stage.device()
        asked = [device.set_up(), device.presets(), device.status(), device.set_up()]
        await asyncio.gather(*asked)
        assert device.set_ups == 1
        assert stage.onvif.asked["GetServices"] == 1

    played(story)


def answered(act: Any, content: bytes, status: int = 200) -> Any:
    """What comes of ``act`` at a device that answers everything with the same bytes."""

    async def whole() -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            await request.read()
            return web.Response(body=content, status=status)

        application = web.Application()
        application.router.add_post("/onvif/device_service", serve)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        try:
            async with aiohttp.ClientSession() as session:
                address = f"http://127.0.0.1:{port}/onvif/device_service"
                return await act(Device(session, address, "a", Secret("geheim"), 0.5))
        finally:
            await runner.cleanup()

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        (b"<html>log in", 200, Kind.BAD_ANSWER),
        (b"", 200, Kind.BAD_ANSWER),
        (b"", 500, Kind.BAD_ANSWER),
        (b"no", 401, Kind.WRONG_LOGIN),
        (b"<a>" * LARGEST, 200, Kind.BAD_ANSWER),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><Envelope><Body>&b;</Body></Envelope>', 200,
         Kind.BAD_ANSWER),
        (b"<Envelope><Body><other/></Body></Envelope>", 200, Kind.BAD_ANSWER),
        (b"<Envelope><Body><Fault><faultstring>no</faultstring></Fault></Body></Envelope>", 500,
         Kind.REFUSED),
    ],
)  # fmt: skip
def test_a_device_that_answers_nonsense_is_a_state(content: bytes, status: int, kind: Kind) -> None:
    trouble = answered(lambda device: device.set_up(), content, status)
    assert isinstance(trouble, Trouble)
    assert trouble.kind is kind
    assert "geheim" not in repr(trouble)


def test_nobody_there_and_nobody_answering_are_states() -> None:
    async def story() -> None:
        async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            held.append(writer)

        held: list[asyncio.StreamWriter] = []
        server = await asyncio.start_server(hold, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{port}/onvif/device_service"
            silent = await Device(session, address, "a", Secret("b"), 0.05).set_up()
            assert silent == Trouble(Kind.SILENT)
            for writer in held:
                writer.transport.abort()
            server.close()
            await server.wait_closed()
            gone = await Device(session, address, "a", Secret("b"), 2.0).set_up()
            assert isinstance(gone, Trouble)
            assert gone.kind is Kind.UNREACHABLE
            assert str(port) not in gone.text

    asyncio.run(story())
