"""Cameras that do not send as they are asked to: another way is found, and told."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest

from media.cameras.camera import Camera
from media.rtsp.session import Deadlines
from media.source import Connecting, Live, Lost, Trouble
from tests.media.cameras.rig import run
from tests.media.cameras.test_camera import Room, room
from tests.media.reader.udp_camera import CARD, UdpCamera
from tests.media.rtsp.test_foreign import GST_CAMERA

ALL = frozenset({"tcp", "udp", "multicast"})


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is known soon."""
    monkeypatch.setattr("media.reader.options.UDP_S", 1.0)
    soon = 0.3
    monkeypatch.setattr(
        "media.cameras.opening.Deadlines", lambda *given: Deadlines(*given[:3], packet_s=soon)
    )


def opened(here: Room, url: str, transport: str) -> Camera:
    """For multicast by the loopback."""
    named = SimpleNamespace(url=f"{url}?localaddr={CARD}" if transport == "multicast" else url)
    return here.camera("c01", cast(Any, named), transport=transport, warm=True)


def told(camera: Camera) -> tuple[str, str | None]:
    figures = camera.figures()
    assert figures is not None
    return figures["transport"], figures["instead_of"]


async def is_read(here: Room, url: str, wish: str, by: str) -> Camera:
    camera = opened(here, url, wish)
    await here.until(lambda: isinstance(camera.state, Live))
    assert told(camera) == (by, None if by == wish else wish)
    return camera


@pytest.mark.parametrize("wish", ["tcp", "udp", "multicast"])
def test_what_comes_as_it_was_asked_for_stays_so(wish: str) -> None:
    async def test() -> None:
        async with UdpCamera(offers=ALL).open() as device, room() as here:
            await is_read(here, device.url, wish, by=wish)
            assert device.asked == [wish]

    run(test)


@pytest.mark.parametrize(
    ("wish", "eaten", "tried"),
    [
        ("udp", {"udp"}, ["udp", "tcp"]),
        ("multicast", {"multicast"}, ["multicast", "udp"]),
        ("multicast", {"multicast", "udp"}, ["multicast", "udp", "tcp"]),
    ],
)
def test_where_nothing_comes_the_next_way_is_taken(
    wish: str, eaten: set[str], tried: list[str]
) -> None:
    async def test() -> None:
        async with UdpCamera(offers=ALL, eats=eaten).open() as device, room() as here:
            camera = await is_read(here, device.url, wish, by=tried[-1])
            assert here.said == [("c01", Connecting()), ("c01", Live(0.0))], "a search is no loss"
            assert device.asked == tried
            camera.drop()
            await here.until(lambda: here.said.count(("c01", Live(0.0))) == 2)
            assert device.asked == [*tried, tried[-1]], "what worked is known"
            assert not any("localaddr" in uri for uri in device.uris)

    run(test)


@pytest.mark.parametrize(
    ("wish", "offered", "tried"),
    [
        ("udp", {"tcp"}, ["udp", "tcp"]),
        ("multicast", {"udp"}, ["multicast", "udp"]),
        ("multicast", {"tcp"}, ["multicast", "udp", "tcp"]),
    ],
)
def test_a_camera_that_refuses_the_wish_is_read_by_what_it_offers(
    wish: str, offered: set[str], tried: list[str]
) -> None:
    async def test() -> None:
        async with UdpCamera(offers=offered).open() as device, room() as here:
            await is_read(here, device.url, wish, by=tried[-1])
            assert device.asked == tried

    run(test)


@pytest.mark.parametrize("answers_as", ["", "udp"])
def test_a_camera_without_tcp_is_read_by_udp(answers_as: str) -> None:
    async def test() -> None:
        offers = ALL if answers_as else {"udp"}
        device = UdpCamera(offers=offers, answers_as=answers_as)
        async with device.open(), room() as here:
            await is_read(here, device.url, "tcp", by="udp")
            assert device.asked == ["tcp", "udp"]

    run(test)


def test_where_no_way_works_all_are_told_and_the_pause_is_kept() -> None:
    async def test() -> None:
        async with UdpCamera(offers=frozenset()).open() as device, room() as here:
            camera = opened(here, device.url, "multicast")
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is Trouble.TRANSPORT
            for way in ALL:
                assert f"{way}: " in camera.state.detail
            assert device.asked == ["multicast", "udp", "tcp"]
            assert here.said == [("c01", Connecting()), ("c01", camera.state)]

    run(test)


@pytest.mark.parametrize("wish", ["tcp", "udp", "multicast"])
@pytest.mark.parametrize(
    ("refusal", "trouble"),
    [("403 Forbidden", Trouble.UNAUTHORIZED), ("404 Not Found", Trouble.NOT_FOUND),
     ("503 Service Unavailable", Trouble.BUSY)],
)  # fmt: skip
def test_what_another_way_cannot_cure_is_no_reason_to_try_one(
    wish: str, refusal: str, trouble: Trouble
) -> None:
    async def test() -> None:
        device = UdpCamera(offers=frozenset(), refusal=refusal)
        async with device.open(), room() as here:
            camera = opened(here, device.url, wish)
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is trouble
            assert set(device.asked) == {wish}

    run(test)


@contextmanager
def gst_camera(protocols: str) -> Iterator[str]:
    words = ["/usr/bin/python3", str(GST_CAMERA), "--protocols", protocols]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        try:
            yield f"rtsp://127.0.0.1:{int(server.stdout.readline())}/live"
        finally:
            server.kill()


@pytest.mark.foreign
@pytest.mark.parametrize(
    ("wish", "protocols", "by"),
    [
        ("udp", "tcp", "tcp"), ("tcp", "udp", "udp"), ("multicast", "udp", "udp"),
        ("multicast", "tcp", "tcp"),
    ],
)  # fmt: skip
def test_gstreamers_server_is_read_by_what_it_offers(wish: str, protocols: str, by: str) -> None:
    async def test() -> None:
        async with room() as here:
            await is_read(here, at, wish, by)

    with gst_camera(protocols) as at:
        run(test)
