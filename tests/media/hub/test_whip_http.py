"""HTTP around WHIP and WHEP, where no session is needed; the rest is in ``test_whip``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from media.hub.door import Door
from media.hub.limits import FAILURES
from media.hub.message import Candidate
from media.hub.token import ForgedError, TokenError
from media.hub.whip_http import Endpoint, Turned
from tests.media.hub.conftest import PATIENCE_S
from tests.media.hub.test_door import House
from tests.media.hub.test_whip_sdp import OFFER

GOOD = {"Content-Type": "application/sdp", "Authorization": "Bearer good"}


class Kept:
    """Sessions that are only kept in mind."""

    def __init__(self) -> None:
        self.sessions: dict[str, str] = {}
        self.heard: list[Candidate] = []
        self.turned: Turned | None = None

    def check(self, token: str) -> str:
        if token in ("good", "other"):
            return token
        if token == "old":
            raise TokenError("no", "withdrawn")
        raise ForgedError("no")

    async def open(self, who: str, sdp: str, request: web.Request) -> tuple[str, str]:
        if self.turned:
            raise self.turned
        self.sessions["s1"] = who
        return "s1", "v=0\r\nanswer"

    def owner(self, session: str) -> str | None:
        return self.sessions.get(session)

    def trickle(self, session: str, candidate: Candidate) -> None:
        self.heard.append(candidate)

    async def end(self, session: str) -> None:
        del self.sessions[session]

    def ice_servers(self) -> list[dict[str, Any]]:
        return [{"urls": "turn:10.0.0.1", "username": "u", "credential": "c"}]


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Kept, aiohttp.ClientSession, str]]:
    kept = Kept()
    door = Door(House(), frozenset({"127.0.0.1"}), Endpoint("/whip", kept).routes())
    port = await door.open("127.0.0.1", 0, None)
    async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
        try:
            yield kept, session, f"http://127.0.0.1:{port}/whip"
        finally:
            await door.close()


def test_the_answer_names_the_session_its_tag_and_the_relay() -> None:
    async def go() -> None:
        async with served() as (kept, session, url):
            async with session.post(url, data=OFFER, headers=GOOD) as answer:
                assert (answer.status, await answer.text()) == (201, "v=0\r\nanswer")
                told = answer.headers
                assert told["Content-Type"] == "application/sdp"
                assert (told["Location"], told["ETag"]) == ("/whip/session/s1", '"s1"')
                assert told["Link"] == (
                    '<turn:10.0.0.1>; rel="ice-server"; username="u"; credential="c"; '
                    'credential-type="password"'
                )
            own = url.removesuffix("/whip") + told["Location"]
            patch = {"Content-Type": "application/trickle-ice-sdpfrag", "If-Match": '"s1"'}
            async with session.patch(own, data="a=candidate:x\r\n", headers=patch) as answer:
                assert (answer.status, kept.heard) == (204, [Candidate("candidate:x", None, 0)])
            kept.turned = Turned(503, "full")
            async with session.post(url, data=OFFER, headers=GOOD) as answer:
                assert (answer.status, await answer.text()) == (503, "full")

    asyncio.run(go())


def test_who_guesses_tokens_is_locked_out_and_nobody_with_a_good_one() -> None:
    async def go() -> None:
        async with served() as (_, session, url):
            old, guess = ({**GOOD, "Authorization": f"Bearer {one}"} for one in ("old", "guess"))
            for _ in range(FAILURES):
                async with session.post(url, data=OFFER, headers=old) as answer:
                    assert (answer.status, await answer.text()) == (401, "the link was withdrawn")
            seen = []
            for _ in range(FAILURES + 1):
                async with session.post(url, data=OFFER, headers=guess) as answer:
                    seen.append(answer.status)
            assert seen == [401] * FAILURES + [429]
            async with session.post(url, data=OFFER, headers=GOOD) as answer:
                assert answer.status == 201  # by the same address

    asyncio.run(go())
