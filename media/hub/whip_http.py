"""What WHIP and WHEP have in common over HTTP: token, SDP in and out, headers (RFC 9725)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from aiohttp import web

from media.hub import message, whip_sdp
from media.hub.limits import Lockout
from media.hub.message import Candidate
from media.hub.token import ForgedError, TokenError

SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"
BODY_S = 5.0  # a body that is not whole by then is cut off

_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",  # nothing here goes by cookie, all by token
    "Access-Control-Allow-Methods": "POST, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match",
    "Access-Control-Expose-Headers": "Location, ETag, Link, Accept-Patch",
    "Accept-Post": SDP,
}

Work = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Turned(Exception):  # noqa: N818 - an answer to the client
    """The session is not opened: HTTP status and why."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Sessions(Protocol):
    """What lies behind an endpoint; all in the loop."""

    def check(self, token: str) -> str:
        """Who it is; TokenError when the token opens nothing here."""

    async def open(self, who: str, sdp: str, request: web.Request) -> tuple[str, str]:
        """(the session's id, the answer). Turned when there is none."""

    def owner(self, session: str) -> str | None:
        """Whose session it is; None: there is none such."""

    def trickle(self, session: str, candidate: Candidate) -> None: ...

    async def end(self, session: str) -> None: ...

    def ice_servers(self) -> Sequence[Mapping[str, Any]]: ...


class Endpoint:
    """``POST PATH`` or ``POST PATH/TOKEN`` opens a session, which has an address of its own."""

    def __init__(self, path: str, sessions: Sessions) -> None:
        self._path, self._sessions = path, sessions
        self._lockout = Lockout()
        self._ufrags: dict[str, str] = {}

    def routes(self) -> list[web.RouteDef]:
        path = self._path
        own = f"{path}/session/{{session}}"
        return [
            *(web.post(at, _open_to_all(self._post)) for at in (path, f"{path}/{{token}}")),
            *(web.options(at, _open_to_all(_nothing)) for at in (path, f"{path}/{{token}}", own)),
            web.patch(own, _open_to_all(self._patch)),
            web.delete(own, _open_to_all(self._delete)),
        ]

    async def _post(self, request: web.Request) -> web.StreamResponse:
        who = self._who(request, request.match_info.get("token", ""))
        sdp = await _body(request, SDP)
        accepted = request.headers.get("Accept", "*/*")
        if SDP not in accepted and "*/*" not in accepted and "application/*" not in accepted:
            raise web.HTTPNotAcceptable(text=f"the answer is {SDP}")
        if not sdp.startswith("v=0"):
            raise web.HTTPBadRequest(text="no SDP: it begins with v=0")
        if why := whip_sdp.unacceptable(sdp):
            raise web.HTTPNotAcceptable(text=why)
        try:
            session, answer = await self._sessions.open(who, sdp, request)
        except Turned as turned:
            return web.Response(status=turned.status, text=str(turned))
        self._ufrags = {s: u for s, u in self._ufrags.items() if self._sessions.owner(s)}
        self._ufrags[session] = whip_sdp.ufrag(sdp)
        made = web.Response(status=201, body=answer.encode(), content_type=SDP)
        made.headers["Location"] = f"{self._path}/session/{session}"
        made.headers["ETag"] = _tag(session)
        made.headers["Accept-Patch"] = FRAGMENT
        for server in self._sessions.ice_servers():
            made.headers.add("Link", _link(server))
        return made

    async def _patch(self, request: web.Request) -> web.StreamResponse:
        session = self._session(request)
        text = await _body(request, FRAGMENT)
        try:
            told = whip_sdp.fragment(text)
        except ValueError as fault:
            raise web.HTTPBadRequest(text=str(fault)) from fault
        match = request.headers.get("If-Match")
        if match is None:
            raise web.HTTPPreconditionRequired(text="If-Match: the session's ETag")
        if match == "*" or (told.ufrag and told.ufrag != self._ufrags.get(session)):
            raise web.HTTPNotImplemented(text="no ICE restart: end this session and begin another")
        if match != _tag(session):
            raise web.HTTPPreconditionFailed
        for candidate in told.candidates:
            self._sessions.trickle(session, candidate)
        return web.Response(status=204)

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        session = self._session(request)
        self._ufrags.pop(session, None)
        await self._sessions.end(session)
        return web.Response()

    def _session(self, request: web.Request) -> str:
        """Its id. Who knows it has the right to it; a token that is shown must be the owner's."""
        session = request.match_info["session"]
        owner = self._sessions.owner(session)
        if owner is None:
            raise web.HTTPNotFound(text="there is no such session, or it has ended")
        if "Authorization" in request.headers and self._who(request, "") != owner:
            raise web.HTTPForbidden(text="another's session")
        return session

    def _who(self, request: web.Request, token: str) -> str:
        kind, _, shown = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "bearer":
            token = shown.strip()
        if not token:
            raise web.HTTPUnauthorized(text="no token", headers={"WWW-Authenticate": "Bearer"})
        try:
            return self._sessions.check(token)
        except TokenError as fault:
            if isinstance(fault, ForgedError):
                self._guessed(request.remote or "")
            told = {"withdrawn": "the link was withdrawn", "expired": "the link has ended"}
            raise web.HTTPUnauthorized(
                text=told.get(fault.told, "the token opens nothing"),
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            ) from fault

    def _guessed(self, address: str) -> None:
        now = time.monotonic()
        if self._lockout.locked(address, now):
            raise web.HTTPTooManyRequests(
                text="too many wrong tokens", headers={"Retry-After": "300"}
            )
        self._lockout.failed(address, now)


def _open_to_all(work: Work) -> Work:
    """Browser pages of other origins may use it too: they need the token all the same."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            found = await work(request)
        except web.HTTPException as fault:
            fault.headers.update(_ANYWHERE)
            raise
        found.headers.update(_ANYWHERE)
        return found

    return answer


async def _nothing(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=204)


async def _body(request: web.Request, kind: str) -> str:
    if request.content_type != kind:
        raise web.HTTPUnsupportedMediaType(text=f"Content-Type: {kind}")
    if (request.content_length or 0) > message.LONGEST:
        raise web.HTTPRequestEntityTooLarge(message.LONGEST, request.content_length or 0)
    try:
        async with asyncio.timeout(BODY_S):
            body = await request.content.read(message.LONGEST + 1)
            while not request.content.at_eof() and len(body) <= message.LONGEST:
                body += await request.content.read(message.LONGEST + 1 - len(body))
    except TimeoutError as fault:
        raise web.HTTPRequestTimeout from fault
    if len(body) > message.LONGEST:
        raise web.HTTPRequestEntityTooLarge(message.LONGEST, len(body))
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise web.HTTPBadRequest(text="no UTF-8") from fault


def _tag(session: str) -> str:
    return f'"{session}"'


def _link(server: Mapping[str, Any]) -> str:
    parts = [f'<{server["urls"]}>; rel="ice-server"']
    if "username" in server:
        parts.append(f'username="{server["username"]}"')
        parts.append(f'credential="{server.get("credential", "")}"; credential-type="password"')
    return "; ".join(parts)
