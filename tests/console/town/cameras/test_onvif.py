"""The look-outs' server against requests that it has to refuse."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from console.town.cameras.onvif import LOOK_OUTS, Onvif, look_outs
from console.town.cameras.soap import Doorkeeper, seconds
from console.town.world.town import the_town

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def envelope(password: str = "pw", at: datetime = NOW, nonce: bytes = b"n1") -> ET.Element:
    created = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hashlib.sha1(nonce + created.encode() + password.encode()).digest()
    return ET.fromstring(
        f"<e><Username>town</Username><Password>{base64.b64encode(digest).decode()}</Password>"
        f"<Nonce>{base64.b64encode(nonce).decode()}</Nonce><Created>{created}</Created></e>"
    )


def test_a_digest_is_accepted_once_and_while_it_is_fresh() -> None:
    keeper = Doorkeeper("town", "pw")
    assert keeper.accepts(envelope(), NOW)
    assert not keeper.accepts(envelope(), NOW)  # used before
    assert not keeper.accepts(envelope(nonce=b"n2", at=NOW - timedelta(minutes=6)), NOW)
    assert not keeper.accepts(envelope("no", nonce=b"n3"), NOW)
    assert not keeper.accepts(ET.fromstring("<e/>"), NOW)


def test_durations_are_read() -> None:
    assert [seconds(text) for text in ("PT0.5S", "PT1M2S", "PT", "1", "P1D")] == [
        0.5, 62.0, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("body", [b"", b"<a/>", b"<!DOCTYPE a><a/>", b"\xff\xfe", b"x" * 100_000])
def test_what_is_no_soap_is_refused_and_the_server_goes_on(body: bytes) -> None:
    async def story() -> None:
        onvif = Onvif(look_outs(the_town(7).cameras), "town", "pw")
        await onvif.start(554)
        try:
            async with aiohttp.ClientSession() as session:
                for camera, expected in (("c10", {400, 413}), ("c01", {404})):
                    address = f"http://127.0.0.1:{onvif.port}/{camera}/onvif/device_service"
                    async with session.post(address, data=body) as answer:
                        assert answer.status in expected
        finally:
            await onvif.stop()

    asyncio.run(story())


def test_the_look_outs_are_on_the_highest_masts() -> None:
    chosen = look_outs(the_town(7).cameras)
    assert len(chosen) == LOOK_OUTS
    assert {camera.scene for camera in chosen[:5]} == {"lookout"}
