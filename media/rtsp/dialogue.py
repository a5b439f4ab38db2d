"""Requests and answers on one RTSP connection, and what is said to a camera that asks."""

from __future__ import annotations

import asyncio

from media.rtsp.auth import Login, Verdict
from media.rtsp.message import Request, Response, dump_request, dump_response
from media.rtsp.outcome import RtspError
from media.source import Trouble

USER_AGENT = "CommandRoomConsole/0.1"  # some cameras answer 401 to clients without a name
MOST_TRIES = 3  # of one request: bare, with a login, with a renewed nonce
PUBLIC = "OPTIONS, ANNOUNCE, GET_PARAMETER, SET_PARAMETER, REDIRECT, TEARDOWN"


class Dialogue:
    """One request at a time is waited for; others are sent and their answers come from ``take``.

    ``ended`` is set once, by ``fail``: with what ends the connection.
    """

    def __init__(self, login: Login) -> None:
        self.session = ""  # the session's id, once there is one
        self.ended: asyncio.Future[RtspError] = asyncio.get_running_loop().create_future()
        self._login = login
        self._transport: asyncio.Transport | None = None
        self._waiting: tuple[int, asyncio.Future[Response]] | None = None
        self._cseq = 0

    def connected(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    @property
    def open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def send(self, method: str, uri: str, *headers: tuple[str, str]) -> int:
        """Send a request whose answer nobody waits for; its number."""
        self._cseq += 1
        lines = [("CSeq", str(self._cseq)), ("User-Agent", USER_AGENT)]
        if login := self._login.header(method, uri):
            lines.append(("Authorization", login))
        if self.session:
            lines.append(("Session", self.session))
        self.write(dump_request(method, uri, [*lines, *headers]))
        return self._cseq

    async def ask(
        self, method: str, uri: str, within_s: float, *headers: tuple[str, str]
    ) -> Response:
        """The answer to a request, after as many logins as are of use. Raises RtspError."""
        for _ in range(MOST_TRIES):
            answer = await self._ask_once(method, uri, within_s, headers)
            if answer.status != 401:
                self._login.passed()
                return answer
            match self._login.challenged(answer.every("www-authenticate")):
                case Verdict.REFUSED:
                    break
                case Verdict.UNKNOWN:
                    raise RtspError(Trouble.LOGIN, "a kind of login that is not known")
                case Verdict.AGAIN:
                    pass
        return answer

    async def _ask_once(
        self, method: str, uri: str, within_s: float, headers: tuple[tuple[str, str], ...]
    ) -> Response:
        if self.ended.done():
            raise self.ended.result()
        future: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._waiting = self.send(method, uri, *headers), future
        try:
            async with asyncio.timeout(within_s):
                return await future
        except TimeoutError:
            raise RtspError(
                Trouble.SILENT, f"no answer to {method} within {within_s:g} s"
            ) from None
        finally:
            self._waiting = None

    async def part(self, uri: str, within_s: float) -> None:
        """Say good-bye and wait briefly for the answer."""
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._waiting = self.send("TEARDOWN", uri), answer
        try:
            await asyncio.wait({answer}, timeout=within_s)
            if answer.done():
                answer.exception()
        finally:
            self._waiting = None

    def fail(self, error: RtspError) -> None:
        """End it; whoever waits for an answer is told. Only the first reason counts."""
        if not self.ended.done():
            self.ended.set_result(error)
        if self._waiting and not self._waiting[1].done():
            self._waiting[1].set_exception(error)

    def take(self, message: Response | Request) -> Response | None:
        """What came; an answer that nobody waits for is given back."""
        if isinstance(message, Request):
            self._reply(message)
            return None
        waiting = self._waiting
        if waiting and message.cseq in (waiting[0], -1):
            if not waiting[1].done():
                waiting[1].set_result(message)
            return None
        if message.status == 401:
            self._login.challenged(message.every("www-authenticate"))
        return message

    def _reply(self, request: Request) -> None:
        lines = [("CSeq", request.header("cseq")[:20])]
        if self.session:
            lines.append(("Session", self.session))
        status, reason = 200, "OK"
        match request.method:
            case "OPTIONS":
                lines.append(("Public", PUBLIC))
            case "ANNOUNCE" | "GET_PARAMETER" | "SET_PARAMETER":
                pass  # what they tell of is seen in the stream itself
            case "REDIRECT" | "TEARDOWN":
                # the next connection begins where the camera is known to be, and is led from there
                self.fail(RtspError(Trouble.CLOSED, f"the camera ended it ({request.method})"))
            case _:
                status, reason = 501, "Not Implemented"
        self.write(dump_response(status, reason, lines))
