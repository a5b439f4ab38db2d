"""WHEP: a client that is neither aiortc nor a browser watches the program."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from media.board import FrameBoard
from media.hub.audience import MOST, Audience
from media.hub.whep import SILENT_S, Whep
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, running_hub
from tests.media.hub.test_whip import OFFER, SDP, asked, foreign, token_of


@pytest.mark.foreign
@pytest.mark.parametrize("codec", ["h264", "vp8"])
def test_a_screen_elsewhere_sees_the_program_and_hears_the_mix_and_is_no_site(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, codec: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            watch = door["watch"]
            async with (
                Site(door["links"]["n01"], picture=(30, 160, 60), hz=880, codec="H264") as site,
                foreign("watch", watch["url"], watch["token"], codec) as client,
            ):
                await site.hello(standby=False)
                await site.join()
                assert (await client.says(lambda said: "status" in said))["status"] == 201
                await client.says(
                    lambda said: (
                        "pixel" in said
                        and max(
                            abs(a - b) for a, b in zip(said["pixel"], (30, 160, 60), strict=True)
                        )
                        < 24
                    )
                )
                await client.says(lambda said: abs(said.get("pitch", 0) - 880) < 60)
                nodes = (await hub.event(lambda e: e["event"] == "conference"))["nodes"]
                assert [node["id"] for node in nodes] == ["n01", "n02", "n03"]
                client.tell("delete")
                assert (await client.says(lambda said: "deleted" in said))["deleted"] == 200

    asyncio.run(go())


def test_a_sites_token_does_not_watch_a_void_one_ends_all_and_there_is_an_end_of_screens(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with asked(board, sound, tmp_path) as (hub, door, session):
            url = door["watch"]["url"]
            sdp = OFFER
            of_a_site = {**SDP, "Authorization": f"Bearer {token_of(door['links']['n01'])}"}
            async with session.post(url, data=sdp, headers=of_a_site) as answer:
                assert answer.status == 401
            headers = {**SDP, "Authorization": f"Bearer {door['watch']['token']}"}
            owned = ""
            for status in (*(201 for _ in range(MOST)), 503):
                async with session.post(url, data=sdp, headers=headers) as answer:
                    assert answer.status == status, await answer.text()
                    owned = answer.headers.get("Location", owned)
            async with session.delete(door["url"] + owned) as answer:
                assert answer.status == 200
            async with session.post(url, data=sdp, headers=headers) as answer:
                assert answer.status == 201
                owned = answer.headers["Location"]
            hub.send(do="link", node="@watch", action="renew")
            again = await hub.event(
                lambda e: e["event"] == "door" and e["watch"] != door["watch"], since=1
            )
            async with session.post(url, data=sdp, headers=headers) as answer:
                assert answer.status == 401
            async with session.delete(door["url"] + owned) as answer:
                assert answer.status == 404
            assert again["links"]

    asyncio.run(go())


def test_every_line_is_measured_and_a_screen_that_died_leaves_its_place() -> None:
    measured: list[float] = []

    def screen(silent_s: float) -> Any:
        async def measure(now: float) -> None:
            measured.append(now)

        async def close() -> None:
            pass

        return SimpleNamespace(measure=measure, silent_s=lambda _now: silent_s, close=close)

    async def go() -> None:
        audience, ending = Audience(), []

        def run(work: Coroutine[Any, Any, None], _name: str) -> None:
            ending.append(asyncio.ensure_future(work))

        whep = Whep(lambda _: "", audience, screen, lambda: None, run)  # type: ignore[arg-type]
        audience.peers = {"here": screen(SILENT_S - 0.1), "dead": screen(SILENT_S + 0.1)}
        await whep.look(7.0)
        await asyncio.gather(*ending)
        assert (list(audience.peers), measured) == (["here"], [7.0, 7.0])

    asyncio.run(go())
