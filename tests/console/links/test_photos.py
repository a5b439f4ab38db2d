from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from PIL import Image

from console.links.photos import LARGEST, SHOWN_PX, Photo, Photos, shrunk
from media.secret import Secret

LIMIT_S = 20


def a_jpeg(width: int = 64, height: int = 36) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 40)).save(out, "JPEG")
    return out.getvalue()


class Server:
    """Keeps what it was asked with."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []  # path, Authorization
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, request.headers.get("Authorization", "")))
        match request.path:
            case "/good.jpg":
                return web.Response(body=a_jpeg(), content_type="image/jpeg")
            case "/away":
                raise web.HTTPFound("/good.jpg")
            case "/large":
                response = web.StreamResponse()
                await response.prepare(request)
                with contextlib.suppress(ConnectionError):
                    for _ in range(LARGEST // (1 << 20) + 2):
                        await response.write(bytes(1 << 20))
                return response
            case "/page":
                return web.Response(text="<html>")
        raise web.HTTPNotFound


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    server, app = Server(), web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await runner.cleanup()


def fetched(
    paths: list[str], home: Callable[[Server], str], asked: list[tuple[str, str]]
) -> dict[str, Photo]:
    """What comes of some paths of a server, by path."""

    async def fetch() -> dict[str, Photo]:
        async with asyncio.timeout(LIMIT_S), serving() as server:
            told: dict[str, Photo] = {}
            done = asyncio.Event()

            def tell(photo: Photo) -> None:
                told[photo.url.removeprefix(server.url)] = photo
                if len(told) == len(paths):
                    done.set()

            photos = Photos(home(server), Secret("geheim"), tell)
            running = asyncio.ensure_future(photos.run())
            photos.show(tuple(server.url + path for path in paths))
            await done.wait()
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            asked.extend(server.asked)
            return told

    work: Awaitable[dict[str, Photo]] = fetch()
    return asyncio.run(work)  # type: ignore[arg-type]


def test_a_picture_comes_and_what_is_none_says_why() -> None:
    asked: list[tuple[str, str]] = []
    paths = ["/good.jpg", "/away", "/large", "/page", "/nothing"]
    told = fetched(paths, lambda server: server.url + "/api/v1", asked)
    assert (told["/good.jpg"].width, told["/good.jpg"].height) == (64, 36)
    assert len(told["/good.jpg"].pixels) == 64 * 36 * 4
    faults = [told[path].fault for path in paths]
    assert faults == ["", "refused", "large", "unreadable", "refused"]
    assert [path for path, _ in asked].count("/good.jpg") == 1  # the redirection was not followed


def test_the_token_goes_to_the_platforms_own_address_alone() -> None:
    asked: list[tuple[str, str]] = []
    fetched(["/good.jpg"], lambda server: server.url + "/api/v1", asked)
    assert asked == [("/good.jpg", "Bearer geheim")]
    for other in ("https://platform.example/api", "http://127.0.0.1:1/api", ""):
        asked.clear()
        fetched(["/good.jpg"], lambda _server, home=other: home, asked)
        assert asked == [("/good.jpg", "")]


def test_a_server_that_is_not_there_is_told() -> None:
    async def fetch() -> Photo:
        told: asyncio.Queue[Photo] = asyncio.Queue()
        photos = Photos("", None, told.put_nowait)
        running = asyncio.ensure_future(photos.run())
        photos.show(("http://127.0.0.1:1/a.jpg",))
        async with asyncio.timeout(LIMIT_S):
            photo = await told.get()
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        return photo

    assert asyncio.run(fetch()).fault == "unreachable"


def test_a_large_picture_is_made_small_and_upright() -> None:
    photo = shrunk("x", a_jpeg(4000, 3000))
    assert max(photo.width, photo.height) == SHOWN_PX
    sideways = Image.new("RGB", (40, 20))
    exif = sideways.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    sideways.save(out, "JPEG", exif=exif)
    assert (shrunk("x", out.getvalue()).width, shrunk("x", out.getvalue()).height) == (20, 40)


@pytest.mark.parametrize("body", [b"", b"GIF89a", b"\xff\xd8\xff", a_jpeg()[:300], b"%PDF-1.4"])
def test_what_is_no_picture_is_told(body: bytes) -> None:
    assert shrunk("x", body).fault == "unreadable"
