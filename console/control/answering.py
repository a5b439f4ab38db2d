"""What every call does: read its body, ask the room in time, write JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from console.control.body import parse_body
from console.control.room import ANSWER_S, Json

BODY_S = 5.0

Call = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answering(question: Callable[[], Awaitable[Any]]) -> Call:
    """A call that only asks."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return json_answer(await in_time(question()))

    return answer


async def in_time(answer: Awaitable[Any], within_s: float | None = None) -> Any:
    async with asyncio.timeout(ANSWER_S if within_s is None else within_s):
        return await answer


async def body_of(request: web.Request) -> Json:
    try:
        async with asyncio.timeout(BODY_S):
            content = await request.read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout(reason="the body did not arrive in time") from error
    return parse_body(content)


def json_answer(what: Any) -> web.Response:
    text = json.dumps(what, ensure_ascii=False, allow_nan=False)
    return web.Response(text=text, content_type="application/json")
