"""What every case source owes, whatever it speaks."""

from __future__ import annotations

import asyncio

import pytest

from console.cases.case import LinkState
from console.cases.sources.opening import open_source
from console.cases.sources.settings import KINDS, SourceSettings
from tests.stage.case_servers import free_port
from tests.stage.rude_platform import Ear, running


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_says_first_how_it_stands_and_survives_that_nobody_is_there(kind: str) -> None:
    async def follow() -> None:
        scheme = "mqtt" if kind == "mqtt" else "http"
        ear = Ear()
        source = open_source(
            SourceSettings("s", kind, f"{scheme}://127.0.0.1:{free_port()}"), ear.tell
        )
        async with running(source):
            link = await ear.link("offline", "refused")
            assert link.feed == "s"
            assert link.retry_at is not None
            told = len(ear.events)
            source.hurry()
            await ear.until(lambda: len(ear.events) > told)
        first = ear.events[0]
        assert isinstance(first, LinkState)
        assert (first.feed, first.detail) == ("s", "connecting")

    asyncio.run(follow())
