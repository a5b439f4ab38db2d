"""One device's HTTP line: a request goes out, an answer or a trouble comes back, always in time.

Answers are read up to a limit, redirects are not followed (a login must not wander), and requests
go one after the other: cheap devices serve one at a time.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from media.onvif.envelope import MEDIA_TYPE, Refused, read_answer, username_token, write_request
from media.onvif.tree import LARGEST, BadAnswer, Node
from media.onvif.trouble import Kind, Trouble
from media.rtsp.auth import Login, Verdict
from media.secret import Secret

ANSWER_S = 3.0


class Line:
    """To the device at ``address`` (an ONVIF device URL). ``session`` is its owner's.

    ``offset`` is what the device's clock is ahead of ours.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        user: str | None,
        password: Secret | None,
        answer_s: float = ANSWER_S,
    ) -> None:
        parts = urlsplit(address)
        self._session = session
        self._base = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path or "/onvif/device_service"
        self._user, self._password = user, password
        self._digest = Login(user, password)
        self._answer_s = answer_s
        self._one = asyncio.Lock()
        self.offset = timedelta()

    async def ask(self, path: str, body: str, login: bool = True) -> Node | Trouble:
        """What the device answers to a body at a path of it."""
        async with self._one:
            try:
                async with asyncio.timeout(self._answer_s):
                    status, content = await self._post(
                        path, write_request(body, self._token(login))
                    )
            except TimeoutError:
                return Trouble(Kind.SILENT)
            except (aiohttp.ClientError, OSError, ValueError) as fault:
                return Trouble(Kind.UNREACHABLE, _why(fault))
        return _judged(status, content)

    def _token(self, login: bool) -> str:
        if not login or self._user is None:
            return ""
        password = self._password or Secret("")
        created = datetime.now(UTC) + self.offset
        return username_token(self._user, password, secrets.token_bytes(16), created)

    async def _post(self, path: str, content: bytes) -> tuple[int, bytes]:
        status, answer, challenges = await self._once(path, content)
        if status == 401 and self._digest.challenged(challenges) is Verdict.AGAIN:
            status, answer, _ = await self._once(path, content)
        if status != 401:
            self._digest.passed()
        return status, answer

    async def _once(self, path: str, content: bytes) -> tuple[int, bytes, list[str]]:
        headers = {"Content-Type": MEDIA_TYPE}
        digest = self._digest.header("POST", path)
        if digest is not None:
            headers["Authorization"] = digest
        url = URL(self._base + path, encoded=True)
        async with self._session.post(
            url, data=content, headers=headers, allow_redirects=False
        ) as answer:
            read = bytearray()
            async for piece in answer.content.iter_chunked(1 << 16):
                read += piece
                if len(read) > LARGEST:
                    answer.close()  # the rest is never fetched
                    break
            return answer.status, bytes(read), answer.headers.getall("WWW-Authenticate", [])


def _judged(status: int, content: bytes) -> Node | Trouble:
    if status == 401:
        return Trouble(Kind.WRONG_LOGIN)
    try:
        answer = read_answer(content)
    except BadAnswer as fault:
        if status >= 300:
            return Trouble(Kind.BAD_ANSWER, f"HTTP {status}")
        return Trouble(Kind.BAD_ANSWER, str(fault))
    if not isinstance(answer, Refused):
        return answer
    if answer.is_login:
        return Trouble(Kind.WRONG_LOGIN)
    if answer.is_unsupported:
        return Trouble(Kind.UNSUPPORTED)
    return Trouble(Kind.REFUSED, answer.text)


def _why(fault: Exception) -> str:
    """In few words, and without the address that aiohttp repeats."""
    if isinstance(fault, OSError) and fault.errno:
        return os.strerror(fault.errno)
    return type(fault).__name__
