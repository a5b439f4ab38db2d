"""Pictures that are attached to cases, fetched and made small. Runs in the io thread.

Every phase has a deadline and every body a limit; a redirection is not followed; the platform's
token goes to the platform's own address and nowhere else.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from yarl import URL

from media.secret import Secret

LARGEST = 12 << 20  # bytes of a picture as it comes
WITHIN_S = 15.0
SHOWN_PX = 1600  # the longer side of what is kept
MOST_PIXELS = 60_000_000  # of a picture as it comes
AT_ONCE = 3
PART = 64 << 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Photo:
    """``pixels``: RGBA, no padding; empty with ``fault``, a code: ``refused``, ``unreachable``,
    ``large``, ``unreadable``."""

    url: str
    width: int = 0
    height: int = 0
    pixels: bytes = b""
    fault: str = ""


class Photos:
    """``tell`` is called in the io thread. Of what is asked for, only the newest wish counts."""

    def __init__(self, platform: str, token: Secret | None, tell: Callable[[Photo], None]) -> None:
        """``platform``: the address that the token is for; empty where there is none."""
        self._home = _origin(platform)
        self._token = token
        self._tell = tell
        self._wished: tuple[str, ...] = ()
        self._changed = asyncio.Event()

    def show(self, urls: tuple[str, ...]) -> None:
        """These are looked at now; what was wished before and is not among them is given up."""
        self._wished = urls
        self._changed.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        async with self._session() as session:
            while True:
                await self._changed.wait()
                self._changed.clear()
                work = asyncio.ensure_future(self._fetch_all(session, self._wished))
                anew = asyncio.ensure_future(self._changed.wait())
                try:
                    await asyncio.wait({work, anew}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for each in (work, anew):
                        each.cancel()
                    await asyncio.gather(work, anew, return_exceptions=True)

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            headers={"User-Agent": "command-room-console", "Accept": "image/*"},
            timeout=aiohttp.ClientTimeout(total=WITHIN_S),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def _fetch_all(self, session: aiohttp.ClientSession, urls: tuple[str, ...]) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(url: str) -> None:
            async with gate:
                self._tell(await self._fetch(session, url))

        await asyncio.gather(*(one(url) for url in urls))

    async def _fetch(self, session: aiohttp.ClientSession, url: str) -> Photo:
        try:
            body = await self._read(session, url)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Photo(url, fault="unreachable")
        if not isinstance(body, bytes):
            return Photo(url, fault=body)
        return await asyncio.to_thread(shrunk, url, body)

    async def _read(self, session: aiohttp.ClientSession, url: str) -> bytes | str:
        headers = {}
        if self._token is not None and self._home and _origin(url) == self._home:
            headers["Authorization"] = f"Bearer {self._token.reveal()}"
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status != 200:
                return "refused"
            parts, size = [], 0
            async for part in response.content.iter_chunked(PART):
                size += len(part)
                if size > LARGEST:
                    return "large"
                parts.append(part)
            return b"".join(parts)


def shrunk(url: str, body: bytes) -> Photo:
    """The picture in a body, the right way up and no longer than ``SHOWN_PX``."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP", "GIF", "BMP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return Photo(url, fault="large")
            picture.draft("RGB", (SHOWN_PX, SHOWN_PX))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
            upright.thumbnail((SHOWN_PX, SHOWN_PX))
            return Photo(url, upright.width, upright.height, upright.tobytes())
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        log.info("an attached picture cannot be read: %s", type(fault).__name__)
        return Photo(url, fault="unreadable")


def _origin(url: str) -> tuple[str, str, int] | None:
    try:
        parts = URL(url)
        return (parts.scheme, parts.host or "", parts.port or 0) if parts.host else None
    except ValueError:
        return None
