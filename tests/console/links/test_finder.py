from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from console.links.finder import (
    Closer,
    Row,
    addition,
    at_host,
    hosts_of,
    is_listed,
    look_closer,
    search,
)
from console.site.records import CameraEntry
from console.town.cameras.onvif import Onvif, look_outs
from console.town.world.town import the_town
from media.onvif.match import Found
from media.onvif.trouble import Kind, Trouble
from media.secret import Secret


def played(act: Callable[[Onvif], Awaitable[None]]) -> None:
    async def whole() -> None:
        onvif = Onvif(look_outs(the_town(7).cameras), "town", "pw")
        await onvif.start(8554)
        try:
            async with asyncio.timeout(20):
                await act(onvif)
        finally:
            await onvif.stop()

    asyncio.run(whole())


def test_who_has_the_login_sees_streams_and_head() -> None:
    async def story(onvif: Onvif) -> None:
        address = onvif.address("c10")
        closer = await look_closer(address, "town", Secret("pw"))
        assert isinstance(closer, Closer)
        assert (closer.main, closer.sub) == (
            "rtsp://127.0.0.1:8554/c10/main",
            "rtsp://127.0.0.1:8554/c10/sub",
        )
        assert (closer.ptz, closer.size) == (True, (1920, 1080))
        row = Row(Found(address, "墨香社区 高空瞭望", place="墨香社区"), False)
        made = addition(row, closer, "cam", ["127-0-0-1"])
        assert (made.id, made.name, made.group) == ("127-0-0-1-2", "墨香社区 高空瞭望", "墨香社区")
        assert (made.user, made.ptz) == ("cam", address)
        wrong = await look_closer(address, "town", Secret("no"))
        assert wrong == Trouble(Kind.WRONG_LOGIN)

    played(story)


def test_given_hosts_are_asked_and_progress_is_told() -> None:
    async def story(_: Any) -> None:
        told: list[tuple[int, int]] = []
        rows, discovered = await search([], "127.0.0.1:9", lambda *at: told.append(at))
        assert (rows, discovered.devices, told) == ((), (), [(1, 1)])

    played(story)


def test_a_stream_is_where_its_device_is() -> None:
    assert at_host("rtsp://192.168.1.64:554/s?x=1", "http://[fd00::1]:8080/") == (
        "rtsp://[fd00::1]:554/s?x=1"
    )


def test_what_is_listed_is_known_by_its_head_or_its_host() -> None:
    cameras = [
        CameraEntry("a", "a", "rtsp://10.0.0.5/1"),
        CameraEntry("b", "b", "rtsp://10.0.0.6/1", ptz="http://10.0.0.6/b/onvif"),
    ]
    hosts = hosts_of(cameras)
    assert is_listed("http://10.0.0.5/onvif", cameras, hosts)
    assert is_listed("http://10.0.0.6/b/onvif", cameras, hosts)
    assert not is_listed("http://10.0.0.6/c/onvif", cameras, hosts)
    assert not is_listed("http://10.0.0.7/onvif", cameras, hosts)
