"""WHIP (RFC 9725): an encoder, OBS or a gateway takes part as a site of the list.

To the hub it is a site like any other, with a line of its own: here its HTTP is turned into what a
site says, and what the hub says into HTTP. So the room's rules hold for it without another word.
An encoder cannot be called: it comes, and waits where a browser that joins would wait. It opens its
microphone whenever it is asked to.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from media.hub.door import Line, Visitors
from media.hub.links import WATCH
from media.hub.message import Candidate, Hello, Leave, Mic, Offer, Reason
from media.hub.token import TokenError
from media.hub.whip_http import Endpoint, Turned
from media.hub.whip_sdp import client_begins

ANSWER_S = 10.0
AGENT = "WHIP "
_HERE = ("waiting", "live")

Run = Callable[[Coroutine[Any, Any, None], str], None]


@dataclass(eq=False)
class _Session:
    line: Line
    answered: asyncio.Future[str]  # Turned when the hub says bye first
    answer: str = field(default="", init=False)
    by_itself: bool = field(default=False, init=False)
    over: asyncio.Event = field(default_factory=asyncio.Event, init=False)


class Whip:
    """Lives in the hub's loop; implements ``whip_http.Sessions``."""

    def __init__(self, visitors: Visitors, run: Run) -> None:
        self.servers: Sequence[Mapping[str, Any]] = ()
        self._visitors, self._run = visitors, run
        self._sessions: dict[str, _Session] = {}

    def routes(self) -> list[web.RouteDef]:
        return Endpoint("/whip", self).routes()

    def check(self, token: str) -> str:
        node = self._visitors.check(token)
        if node == WATCH:
            raise TokenError("a token to watch, not to take part")
        return node

    def ice_servers(self) -> Sequence[Mapping[str, Any]]:
        return self.servers

    def owner(self, session: str) -> str | None:
        found = self._sessions.get(session)
        return found.line.node if found else None

    async def open(self, who: str, sdp: str, request: web.Request) -> tuple[str, str]:
        line = Line(who, request.remote or "")
        session = _Session(line, asyncio.get_running_loop().create_future())
        id_ = secrets.token_urlsafe(16)
        self._sessions[id_] = session
        agent = AGENT + request.headers.get("User-Agent", "")[:200]
        self._visitors.arrived(line, Hello("", agent, standby=False, page=False))
        self._run(self._follow(id_, session), f"whip:{who}")
        self._visitors.said(line, Offer(client_begins(sdp)))
        try:
            async with asyncio.timeout(ANSWER_S):
                return id_, await session.answered
        except TimeoutError as fault:
            session.over.set()
            raise Turned(503, "the hub is busy; try again") from fault
        except asyncio.CancelledError:
            session.over.set()
            raise

    def trickle(self, session: str, candidate: Candidate) -> None:
        self._visitors.said(self._sessions[session].line, candidate)

    async def end(self, session: str) -> None:
        found = self._sessions.pop(session)
        found.by_itself = True
        self._visitors.said(found.line, Leave())
        found.over.set()

    async def _follow(self, id_: str, session: _Session) -> None:
        """Hear what the hub says to this site until one of them has enough."""
        hearing = asyncio.ensure_future(self._hear(session))
        over = asyncio.ensure_future(session.over.wait())
        try:
            await asyncio.wait((hearing, over), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hearing.cancel()
            over.cancel()
            self._sessions.pop(id_, None)
            if not session.answered.done():
                session.answered.cancel()
            self._visitors.gone(session.line, session.by_itself)

    async def _hear(self, session: _Session) -> None:
        here = False
        while not isinstance(word := await session.line.next(), Reason):
            said = json.loads(word)
            match said["type"]:
                case "answer":
                    session.answer = said["sdp"]
                case "ask":  # nobody sits there who could open it
                    self._visitors.said(session.line, Mic(open=True))
                case "state" if said["place"] in _HERE and session.answer:
                    here = True
                    _settle(session.answered, session.answer)
                case "state" if here:
                    return  # its media is gone, and nobody there can be asked to bring it again
                case "bye":
                    if not session.answered.done():
                        session.answered.set_exception(_turned(said))
                    return
                case _:
                    pass


def _settle(future: asyncio.Future[str], value: str) -> None:
    if not future.done():
        future.set_result(value)


def _turned(bye: Mapping[str, Any]) -> Turned:
    match bye["reason"]:
        case Reason.MALFORMED.value:
            return Turned(400, str(bye["detail"]))
        case Reason.LOCKED.value:
            return Turned(403, "the conference is locked")
        case reason:
            return Turned(409, str(reason))
