"""WHIP: a client that is neither aiortc nor a browser takes part; and what HTTP says of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import PATIENCE_S, running_hub
from tests.media.hub.voices import pitch

ROOT = Path(__file__).parents[3]
PYTHON = Path("/usr/bin/python3")
SDP = {"Content-Type": "application/sdp"}


class Foreign:
    """GStreamer's webrtcbin in a process of its own (``tests/stage/foreign_whip.py``)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said: list[dict[str, Any]] = []

    async def says(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next thing it says that is wanted."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            while True:
                line = await self.process.stdout.readline()
                assert line, f"it ended after {self.said[-5:]}"
                self.said.append(json.loads(line))
                if wanted(self.said[-1]):
                    return self.said[-1]

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(word.encode() + b"\n")


@contextlib.asynccontextmanager
async def foreign(role: str, url: str, token: str, codec: str) -> AsyncIterator[Foreign]:
    process = await asyncio.create_subprocess_exec(
        str(PYTHON), str(ROOT / "tests/stage/foreign_whip.py"), role, url, token, codec,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20,
    )  # fmt: skip
    try:
        yield Foreign(process)
    finally:
        process.kill()
        await process.communicate()


def token_of(link: str) -> str:
    return link.partition("#token=")[2]


@pytest.mark.foreign
@pytest.mark.parametrize("codec", ["h264", "vp8"])
def test_an_encoder_waits_is_admitted_seen_and_heard_and_leaves(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, codec: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n02"])
            token = token_of(door["links"]["n01"])
            async with foreign("publish", door["url"] + "/whip", token, codec) as client:
                answer = await client.says(lambda said: "status" in said)
                assert answer["status"] == 201
                assert answer["Location"].startswith("/whip/session/")
                assert answer["ETag"]
                await client.says(lambda said: said.get("state") == "connected")
                await hub.node("n01", lambda node: node["state"] == "waiting")
                hub.chair("admit", node="n01")
                hub.send(do="show", source="node:n01", channel=1, epoch=3, width=320, height=180)
                await hub.source("node:n01", "live")
                await hub.hear(lambda heard: abs(pitch(heard) - 660) < 15)
                shown = board.picture(1, 3)
                assert shown is not None
                middle = shown.array()[90, 160, 2::-1].astype(int)
                del shown
                assert np.abs(middle - (200, 30, 30)).max() < 16
                client.tell("delete")
                assert (await client.says(lambda said: "deleted" in said))["deleted"] == 200
                await hub.node("n01", lambda node: not node["online"] and node["state"] == "left")

    asyncio.run(go())


@contextlib.asynccontextmanager
async def asked(board: Any, sound: Any, state: Path) -> AsyncIterator[tuple[Any, Any, Any]]:
    """(hub, door event, session for its WHIP) over plain HTTP."""
    async with (
        running_hub(board, sound, state, tls="off") as hub,
        aiohttp.ClientSession() as session,
    ):
        yield hub, await hub.event(lambda e: e["event"] == "door"), session


COMMON = f"""c=IN IP4 0.0.0.0
a=setup:actpass
a=ice-ufrag:abcd
a=ice-pwd:0123456789012345678901
a=fingerprint:sha-256 {":".join(["AB"] * 32)}
a=sendonly
a=rtcp-mux
"""
# of an encoder whose media never comes
OFFER = f"""v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
m=audio 9 UDP/TLS/RTP/SAVPF 111
a=mid:0
{COMMON}a=rtpmap:111 opus/48000/2
m=video 9 UDP/TLS/RTP/SAVPF 96
a=mid:1
{COMMON}a=rtpmap:96 H264/90000
a=fmtp:96 packetization-mode=1;profile-level-id=42e01f
""".replace("\n", "\r\n")


def test_what_is_wrong_with_a_request_is_said_by_its_status(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (_, door, session):
            url, good = door["url"] + "/whip", f"Bearer {token_of(door['links']['n01'])}"
            sdp = OFFER
            tries: list[tuple[dict[str, str], str, int]] = [
                (SDP, sdp, 401),
                ({**SDP, "Authorization": "Bearer x.y"}, sdp, 401),
                ({**SDP, "Authorization": f"Bearer {door['watch']['token']}"}, sdp, 401),
                ({"Content-Type": "text/plain", "Authorization": good}, sdp, 415),
                ({**SDP, "Authorization": good, "Accept": "text/html"}, sdp, 406),
                ({**SDP, "Authorization": good}, "hello", 400),
                ({**SDP, "Authorization": good}, sdp.replace("a=fingerprint", "a=x"), 400),
                ({**SDP, "Authorization": good}, sdp.replace("H264", "AV1"), 406),
                ({**SDP, "Authorization": good}, "v=0\r\n" + "a=x\r\n" * 20000, 413),
            ]
            for headers, body, status in tries:
                async with session.post(url, data=body, headers=headers) as answer:
                    assert answer.status == status, (status, await answer.text())
                    assert answer.headers["Access-Control-Allow-Origin"] == "*"
                    if status == 401:
                        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            async with session.options(url) as answer:
                assert (answer.status, answer.headers["Accept-Post"]) == (204, "application/sdp")
            async with session.get(url) as answer:
                assert answer.status == 405
            for method in ("DELETE", "PATCH"):
                async with session.request(method, url + "/session/none") as answer:
                    assert answer.status == 404

    asyncio.run(go())


def test_a_session_takes_candidates_no_restart_and_one_end(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            sdp = OFFER
            token = token_of(door["links"]["n01"])
            async with session.post(f"{door['url']}/whip/{token}", data=sdp, headers=SDP) as answer:
                assert answer.status == 201
                own, tag = door["url"] + answer.headers["Location"], answer.headers["ETag"]
            await hub.node("n01", lambda node: node["state"] == "waiting")
            kind = {"Content-Type": "application/trickle-ice-sdpfrag"}
            part = "a=mid:0\r\na=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n"
            new = "a=ice-ufrag:efgh\r\na=ice-pwd:0123456789012345678901\r\n"
            other = {"Authorization": f"Bearer {token_of(door['links']['n02'])}"}
            for headers, body, status in (
                (kind, part, 428),
                ({**kind, "If-Match": '"x"'}, part, 412),
                ({**kind, "If-Match": tag}, part, 204),
                ({**kind, "If-Match": "*"}, new, 501),
                ({**kind, "If-Match": tag}, new, 501),
                ({**kind, "If-Match": tag}, "hello", 400),
                ({**SDP, "If-Match": tag}, part, 415),
                ({**kind, "If-Match": tag, **other}, part, 403),
            ):
                async with session.patch(own, data=body, headers=headers) as answer:
                    assert answer.status == status, (status, await answer.text())
            for status in (200, 404):
                async with session.delete(own) as answer:
                    assert answer.status == status
            await hub.node("n01", lambda node: not node["online"])

    asyncio.run(go())


def test_a_locked_room_a_new_session_and_a_withdrawn_link_end_the_one_before(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            sdp = OFFER
            url = door["url"] + "/whip"
            headers = {**SDP, "Authorization": f"Bearer {token_of(door['links']['n01'])}"}
            hub.chair("start", nodes=["n02"])
            hub.chair("lock")
            await hub.event(lambda e: e["event"] == "conference" and e["locked"])
            async with session.post(url, data=sdp, headers=headers) as answer:
                assert (answer.status, "locked" in await answer.text()) == (403, True)
            hub.chair("unlock")
            await hub.event(lambda e: e["event"] == "conference" and e["locked"])
            await hub.event(lambda e: e["event"] == "conference", since=len(hub.events))
            owned = []
            for _ in range(2):
                async with session.post(url, data=sdp, headers=headers) as answer:
                    assert answer.status == 201, await answer.text()
                    owned.append(door["url"] + answer.headers["Location"])
            async with session.delete(owned[0]) as answer:
                assert answer.status == 404
            hub.send(do="link", node="n01", action="withdraw")
            again = await hub.event(
                lambda e: e["event"] == "door" and "n01" not in e["links"], since=1
            )
            assert "n02" in again["links"]
            await hub.node("n01", lambda node: not node["online"])
            async with session.post(url, data=sdp, headers=headers) as answer:
                assert (answer.status, "withdrawn" in await answer.text()) == (401, True)

    asyncio.run(go())


def test_an_encoder_that_came_muted_is_opened_when_the_chair_asks(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            url = door["url"] + "/whip/" + token_of(door["links"]["n01"])
            hub.chair("start", nodes=["n01"], mute_above=0)
            async with session.post(url, data=OFFER, headers=SDP) as answer:
                assert answer.status == 201
            await hub.node("n01", lambda node: node["mic"] == "muted")
            hub.chair("unmute", node="n01")
            await hub.node("n01", lambda node: node["mic"] == "open")
            hub.chair("mute_all")
            await hub.node("n01", lambda node: node["mic"] == "muted")
            hub.chair("roll_call", nodes=["n01"])
            await hub.node("n01", lambda node: node["mic"] == "open")
            hub.chair("cancel")
            await hub.node("n01", lambda node: node["mic"] == "muted")

    asyncio.run(go())


def test_an_encoder_that_was_muted_is_so_after_the_hub_was_started_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            token = token_of(door["links"]["n01"])
            hub.chair("start", nodes=["n01"], mute_above=0)
            async with session.post(
                f"{door['url']}/whip/{token}", data=OFFER, headers=SDP
            ) as answer:
                assert answer.status == 201
            await hub.node("n01", lambda node: node["mic"] == "muted")
            before = [event for event in hub.events if event["event"] == "conference"][-1]
        async with asked(board, sound, tmp_path) as (hub, door, session):
            hub.send(do="restore", conference=before)
            async with session.post(
                f"{door['url']}/whip/{token}", data=OFFER, headers=SDP
            ) as answer:
                assert answer.status == 201
            node = await hub.node("n01", lambda node: node["state"] == "live")
            assert node["mic"] == "muted"

    asyncio.run(go())


def test_an_encoder_that_was_muted_is_so_when_it_comes_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            url = door["url"] + "/whip/" + token_of(door["links"]["n01"])
            hub.chair("start", nodes=["n01"], mute_above=0)
            since = 0
            for _ in range(2):
                async with session.post(url, data=OFFER, headers=SDP) as answer:
                    assert answer.status == 201
                joined = await hub.event(lambda e: e.get("act") == "joined", since)
                since = hub.events.index(joined, since) + 1
            told = await hub.event(lambda e: e["event"] == "conference", since)
            assert {n["mic"] for n in told["nodes"] if n["id"] == "n01"} == {"muted"}

    asyncio.run(go())
