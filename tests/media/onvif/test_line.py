from __future__ import annotations

import asyncio
import hashlib

import aiohttp
from aiohttp import web

from media.onvif.line import Line
from media.onvif.tree import Node
from media.onvif.trouble import Kind, Trouble
from media.secret import Secret

ANSWER = "<Envelope><Body><Done/></Body></Envelope>"


def asked(password: str) -> Node | Trouble:
    """What comes of a question to a device that wants an HTTP digest as well."""
    headers: list[str] = []

    async def serve(request: web.Request) -> web.Response:
        await request.read()
        headers.append(request.headers.get("Authorization", ""))
        inner = hashlib.md5(b"POST:/onvif/x").hexdigest()
        outer = hashlib.md5(b"a:cam:geheim").hexdigest()
        right = hashlib.md5(f"{outer}:n1:{inner}".encode()).hexdigest()
        if f'response="{right}"' in headers[-1]:
            return web.Response(text=ANSWER)
        return web.Response(
            status=401, headers={"WWW-Authenticate": 'Digest realm="cam", nonce="n1"'}
        )

    async def whole() -> Node | Trouble:
        application = web.Application()
        application.router.add_post("/onvif/x", serve)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with aiohttp.ClientSession() as session:
                place = f"http://127.0.0.1:{runner.addresses[0][1]}/onvif/x"
                return await Line(session, place, "a", Secret(password)).ask("/onvif/x", "<x/>")
        finally:
            await runner.cleanup()

    told = asyncio.run(whole())
    assert len(headers) == 2
    return told


def test_a_device_that_wants_an_http_digest_gets_one() -> None:
    assert asked("geheim") == Node("Done")


def test_a_wrong_one_is_tried_once() -> None:
    assert asked("other") == Trouble(Kind.WRONG_LOGIN)
