"""The headers of every answer."""

from __future__ import annotations

import asyncio

from tests.media.hub.test_door import opened


def test_every_answer_forbids_what_is_not_ours() -> None:
    async def go() -> None:
        async with opened() as (_, _, guest):
            for path in ("/join", "/nothing", "/health"):
                async with guest.session.get(guest.url + path) as answer:
                    policy = answer.headers["Content-Security-Policy"]
                    assert "default-src 'none'" in policy
                    assert f"ws://{answer.url.host}:{answer.url.port}" in policy
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"

    asyncio.run(go())
