"""Requests to the platform and what can go wrong with them. Runs in the io thread.

Every phase has a deadline, every body a limit that counts after inflation; a redirection is not
followed, because the token would go with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import aiohttp
from yarl import URL

from media.secret import Secret

LARGEST_BODY = 64 << 20  # bytes
LONGEST_RETRY_S = 3600.0
PART = 64 << 10

_CODES = {401: "unauthorized", 403: "forbidden", 404: "not_found", 429: "busy", 503: "busy"}


class PlatformError(Exception):
    """The platform cannot be used now. ``code`` is one of ``LinkState.detail``."""

    def __init__(
        self, code: str, explain: str, retry_after_s: float = 0.0, status: int | None = None
    ) -> None:
        super().__init__(f"{code}: {explain}")
        self.code = code
        self.explain = explain
        self.retry_after_s = retry_after_s
        self.status = status


@dataclass(frozen=True, slots=True)
class Answered:
    """What a platform answered to an order, whatever the status."""

    status: int
    body: bytes
    etag: str
    retry_after_s: float


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds for each phase of a request."""

    connect_s: float = 5.0
    headers_s: float = 10.0  # connecting included
    body_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is 200, or 304 where that was asked for; header names are in lower case."""

    status: int
    body: bytes
    kind: str  # the media type
    headers: Mapping[str, str]


class Exchange:
    """One platform's address, its token and the connections to it.

    ``tls`` judges its certificate where the machine's own authorities do not. ValueError when the
    address or the token cannot be used at all.
    """

    def __init__(
        self,
        url: str,
        token: Secret | None,
        deadlines: Deadlines | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._base = _base(url)
        self._tls = tls
        self._headers = {"User-Agent": "command-room-console"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {_sendable(token)}"
        self._deadlines = deadlines or Deadlines()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Exchange:
        self._session = aiohttp.ClientSession(
            headers=self._headers,
            timeout=aiohttp.ClientTimeout(
                total=None,
                connect=self._deadlines.connect_s,
                sock_connect=self._deadlines.connect_s,
            ),
            connector=aiohttp.TCPConnector(limit=8, ssl=self._tls or True),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def read(self, path: str, query: Mapping[str, str] | None = None) -> bytes:
        """The body of a JSON answer. Raises PlatformError."""
        async with self._get(path, query, {"Accept": "application/json"}) as response:
            if "html" in response.content_type:
                raise PlatformError("protocol", f"{path}: answered with a web page, not with JSON")
            with _troubles(path):
                async with asyncio.timeout(self._deadlines.body_s):
                    return await _body(response, path)

    async def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The whole answer, 304 included where ``If-None-Match`` was sent. Raises PlatformError."""
        async with self._get(path, query, headers or {}) as response:
            if response.status != 304 and "html" in response.content_type:
                raise PlatformError("protocol", f"{path}: answered with a web page, not with data")
            with _troubles(path):
                async with asyncio.timeout(self._deadlines.body_s):
                    body = await _body(response, path)
            told = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, body, response.content_type, told)

    def within(self, address: str) -> tuple[str, dict[str, str]] | None:
        """The path below the base, and the query, of an address that the other side gave.

        None where it leads elsewhere: the token would go with it.
        """
        try:
            asked = self._base.join(URL(address))
        except ValueError:
            return None
        base = self._base.path.rstrip("/") + "/"
        if asked.origin() != self._base.origin() or not asked.path.startswith(base):
            return None
        return asked.path.removeprefix(base), dict(asked.query)

    async def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """One request whose status is for the caller to judge; ``path`` is percent-encoded. Raises
        PlatformError where there was no whole answer."""
        assert self._session is not None, "used outside of its 'async with'"
        sent = {"Accept": "application/json", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json"
        asked = self._session.request(
            method, self._base.joinpath(path, encoded=True), data=body, headers=sent,
            allow_redirects=False,
        )  # fmt: skip
        with _troubles(path):
            async with asyncio.timeout(self._deadlines.headers_s):
                response = await asked
            try:
                async with asyncio.timeout(self._deadlines.body_s):
                    content = await _body(response, path)
            finally:
                response.close()
        wait_s = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
        return Answered(response.status, content, response.headers.get("ETag", ""), wait_s)

    @contextlib.asynccontextmanager
    async def stream(self, path: str, cursor: str) -> AsyncIterator[EventStream]:
        """The open event stream from ``cursor`` on. Raises PlatformError."""
        headers = {
            "Accept": "text/event-stream",
            "Accept-Encoding": "identity",  # a gzipped stream waits in somebody's buffer
            "Cache-Control": "no-store",
            "Last-Event-ID": cursor,
        }
        async with self._get(path, None, headers) as response:
            if response.content_type != "text/event-stream":
                raise PlatformError(
                    "protocol", f"{path}: is {response.content_type}, not an event stream"
                )
            yield EventStream(response, path)

    @contextlib.asynccontextmanager
    async def _get(
        self, path: str, query: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        assert self._session is not None, "used outside of its 'async with'"
        asked = self._session.get(
            self._base / path, params=query, headers=headers, allow_redirects=False
        )
        with _troubles(path):
            async with asyncio.timeout(self._deadlines.headers_s):
                response = await asked
        try:
            if response.status != 304 or "If-None-Match" not in headers:
                _check_status(response, path)
            yield response
        finally:
            response.close()


class EventStream:
    """The bytes of an open stream."""

    def __init__(self, response: aiohttp.ClientResponse, path: str) -> None:
        self._response = response
        self._path = path

    async def read(self, within_s: float) -> bytes | None:
        """What has arrived; None when nothing did. PlatformError when the stream has ended."""
        with _troubles(self._path):
            try:
                async with asyncio.timeout(max(0.0, within_s)):
                    part = await self._response.content.readany()
            except TimeoutError:
                return None
        if not part:
            raise PlatformError("closed", f"{self._path}: the platform ended the stream")
        return part


def retry_after_s(header: str | None, now: datetime) -> float:
    """Seconds that a ``Retry-After`` asks for; 0 where it says nothing that can be understood."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_RETRY_S)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0.0
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), LONGEST_RETRY_S)


def _base(url: str) -> URL:
    try:
        base = URL(url)
    except ValueError as fault:
        raise ValueError(f"platform.url: {fault}") from None
    if base.scheme not in ("http", "https") or not base.host:
        raise ValueError("platform.url: an http or https address is wanted")
    if base.user is not None or base.password is not None:
        raise ValueError("platform.url: name and password do not belong here, set platform.token")
    return base


def _sendable(token: Secret) -> str:
    text = token.reveal()
    if not (text.isascii() and text.isprintable() and text.strip()):
        raise ValueError("platform.token: has characters that no header can carry")
    return text


def _check_status(response: aiohttp.ClientResponse, path: str) -> None:
    status = response.status
    if status == 200:
        return
    wait_s = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
    if 300 <= status < 400:
        raise PlatformError("protocol", f"{path}: leads elsewhere ({status})", wait_s, status)
    code = _CODES.get(status, "failed")
    raise PlatformError(code, f"{path}: status {status}", wait_s, status)


async def _body(response: aiohttp.ClientResponse, path: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_chunked(PART):
        size += len(part)
        if size > LARGEST_BODY:
            raise PlatformError("protocol", f"{path}: larger than {LARGEST_BODY} bytes")
        parts.append(part)
    return b"".join(parts)


@contextlib.contextmanager
def _troubles(path: str) -> Iterator[None]:
    """What the network raises, as PlatformError."""
    try:
        yield
    except TimeoutError as fault:
        raise PlatformError("timeout", f"{path}: no answer in time") from fault
    except (aiohttp.ClientSSLError, ssl.SSLError) as fault:
        raise PlatformError("certificate", f"{path}: {_short(fault)}") from fault
    except aiohttp.ClientConnectorError as fault:
        refused = fault.os_error.errno == errno.ECONNREFUSED
        code = "refused" if refused else "unreachable"
        raise PlatformError(code, f"{path}: {_short(fault.os_error)}") from fault
    except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError) as fault:
        raise PlatformError("closed", f"{path}: {_short(fault)}") from fault
    except aiohttp.ClientError as fault:
        raise PlatformError("protocol", f"{path}: {_short(fault)}") from fault


def _short(fault: BaseException) -> str:
    return f"{type(fault).__name__} {fault}"[:200]
