from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

from console.town.cameras.beacon import Beacon
from console.town.cameras.onvif import look_outs
from console.town.world.town import the_town
from media.onvif.discovery import MOST_FROM_ONE, Discovered, knock, probe
from media.onvif.match import Found, parse_hosts

LOOK_OUTS = look_outs(the_town(7).cameras)


class Rude(asyncio.DatagramProtocol):
    """Answers a probe with rubbish, often."""

    transport: Any

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        for _ in range(70):
            self.transport.sendto(b"<rubbish>", addr)


def test_look_outs_answer_a_probe(played: Callable[..., None]) -> None:
    async def story(stage: Any) -> None:
        beacon = Beacon(LOOK_OUTS, stage.onvif)
        port = await beacon.start(0)
        found = await probe(["127.0.0.1"], 0.4, port)
        beacon.stop()
        assert len(found.devices) == 14
        first = LOOK_OUTS[0]
        assert found.devices[0] == Found(
            stage.onvif.address(first.id),
            first.name,
            "Look-out",
            f"02:00:00:00:00:{first.number:02x}",
            first.village,
        )

    played(story)


def test_rubbish_is_counted_and_an_address_that_is_not_ours_is_told() -> None:
    async def story() -> None:
        door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        door.bind(("127.0.0.1", 0))
        door.setblocking(False)
        rude, _ = await asyncio.get_running_loop().create_datagram_endpoint(Rude, sock=door)
        found = await probe(
            ["127.0.0.1", "192.0.2.7"], 0.4, door.getsockname()[1], group="127.0.0.1"
        )
        rude.abort()
        assert found == Discovered((), 140, ("192.0.2.7",))
        assert MOST_FROM_ONE < 140

    asyncio.run(story())


def test_a_knock_finds_who_tells_the_time(played: Callable[..., None]) -> None:
    async def story(stage: Any) -> None:
        told: list[tuple[int, int]] = []
        place = f"127.0.0.1:{stage.onvif.port}"
        found = await knock(
            stage.session,
            [*parse_hosts(place), "127.0.0.1:9"],
            told=lambda done, of: told.append((done, of)),
            path="/c10/onvif/device_service",
        )
        assert found.devices == (Found(f"http://{place}/c10/onvif/device_service"),)
        assert told[-1] == (2, 2)

    played(story)
