"""The trust page and what is fetched from it."""

from __future__ import annotations

import asyncio
import plistlib
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from cryptography import x509

from media.hub import certificate
from media.hub.trust import Trust, TrustDoor, profile
from tests.media.hub.conftest import PATIENCE_S


def trust(folder: Path) -> Trust:
    papers = certificate.prepare(folder, ["127.0.0.1"], datetime.now(UTC))
    return Trust("指挥室", lambda: "https://127.0.0.1:8443", papers.root)


def test_the_ios_profile_holds_the_root_and_is_the_same_each_time(tmp_path: Path) -> None:
    root = trust(tmp_path).root
    assert root
    made = profile("指挥室", root.read_bytes())
    assert made == profile("指挥室", root.read_bytes())
    read = plistlib.loads(made)
    payload = read["PayloadContent"][0]
    assert payload["PayloadType"] == "com.apple.security.root"
    assert x509.load_der_x509_certificate(payload["PayloadContent"]).fingerprint
    assert read["PayloadUUID"] != payload["PayloadUUID"]


def test_the_plain_door_serves_the_page_and_the_certificate_and_nothing_else(
    tmp_path: Path,
) -> None:
    async def go() -> None:
        told = trust(tmp_path)
        door = TrustDoor(told, frozenset({"127.0.0.1"}))
        url = f"http://127.0.0.1:{await door.open('127.0.0.1', 0)}"
        try:
            async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
                async with session.get(url + "/join") as answer:
                    assert (answer.url.path, answer.status) == ("/trust", 200)
                    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
                async with session.get(url + "/trust.json") as answer:
                    said = await answer.json()
                    assert told.root
                    assert said["fingerprint"] == certificate.fingerprint(told.root)
                    assert (said["name"], said["url"]) == ("指挥室", "https://127.0.0.1:8443")
                for path, kind in (
                    ("/ca.crt", "application/x-x509-ca-cert"),
                    ("/ca.mobileconfig", "application/x-apple-aspen-config"),
                ):
                    async with session.get(url + path) as answer:
                        assert answer.headers["Content-Type"] == kind
                        assert len(await answer.read()) > 300
        finally:
            await door.close()

    asyncio.run(go())


def test_with_somebody_elses_certificate_there_is_nothing_to_fetch() -> None:
    async def go() -> None:
        door = TrustDoor(Trust("x", lambda: "", None))
        url = f"http://127.0.0.1:{await door.open('127.0.0.1', 0)}"
        try:
            async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
                async with session.get(url + "/ca.crt") as answer:
                    assert answer.status == 404
                async with session.get(url + "/trust.json") as answer:
                    assert (await answer.json())["fingerprint"] is None
        finally:
            await door.close()

    asyncio.run(go())
