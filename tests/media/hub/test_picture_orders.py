"""Where pictures lie: a camera that is shared, the room's own place, a file; with the whole hub."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import av
import numpy as np

from media.board import FrameBoard, Mark
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, near, running_hub
from tests.media.hub.voices import pitch

RED_BGR = (30, 30, 200)


def test_what_is_shared_is_seen_by_a_site_until_its_picture_stops(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    share = FrameBoard.create(channels=4, slot_bytes=1920 * 1080 * 4)

    async def write(colour: tuple[int, int, int]) -> None:
        while True:
            at = time.monotonic()
            share.begin(2, 1920, 1080)[:, :, :3] = colour
            share.publish(2, 5, 1920, 1080, Mark.NONE, at, at, at)
            await asyncio.sleep(1 / 15)

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, share) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("share", source="camera:c07", name="村口球机")
            refused = await hub.event(lambda e: e["event"] == "refused")
            assert refused["reason"] == "no conference is held"
            hub.chair("start", nodes=["n01"])
            async with Site(door["links"]["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await site.until(lambda: len(site.pictures) > 5)
                writing = asyncio.get_running_loop().create_task(write((200, 30, 30)))  # blue
                hub.chair("share", source="camera:c07", name="村口球机")
                hub.send(do="look", source="camera:c07", channel=2, epoch=5)
                await site.until(lambda: near(seen(site), (200, 30, 30)))
                told = await hub.event(lambda e: (e.get("share") or {}).get("state") == "live")
                assert told["share"]["source"] == "camera:c07"
                writing.cancel()
                await hub.event(lambda e: (e.get("share") or {}).get("state") == "stale")
                await site.until(lambda: max(seen(site)) < 120)  # dark
                hub.chair("share", source=None)
                await site.until(lambda: near(seen(site), RED_BGR))

    def seen(site: Site) -> Any:
        return site.pictures[-1].to_ndarray(format="bgr24")[200, 500].tolist()

    try:
        asyncio.run(go())
    finally:
        share.close()


def test_a_wall_camera_is_the_rooms_own_place_beside_the_sites(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    share = FrameBoard.create(channels=4, slot_bytes=1280 * 720 * 4)

    async def write(colour: tuple[int, int, int]) -> None:
        while True:
            at = time.monotonic()
            share.begin(3, 1280, 720)[:, :, :3] = colour
            share.publish(3, 6, 1280, 720, Mark.NONE, at, at, at)
            await asyncio.sleep(1 / 15)

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, share) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Site(door["links"]["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await site.until(lambda: len(site.pictures) > 5)
                writing = asyncio.get_running_loop().create_task(write((200, 30, 30)))  # blue
                hub.send(do="place", name="运河镇", channel=3, epoch=6)
                both = {"n01", "room"}
                await hub.event(lambda e: set((e.get("program") or {}).get("on_air", [])) == both)
                await site.until(lambda: near(seen(site, 940), (200, 30, 30)))
                assert near(seen(site, 340), RED_BGR)
                writing.cancel()
                await site.until(lambda: max(seen(site, 940)) < 60)  # no old picture
                hub.send(do="place", name=None)
                await site.until(lambda: near(seen(site, 640), RED_BGR))

    def seen(site: Site, x: int) -> Any:
        return site.pictures[-1].to_ndarray(format="bgr24")[300, x].tolist()

    try:
        asyncio.run(go())
    finally:
        share.close()


def test_a_film_is_shown_to_everybody_with_its_sound_and_what_is_none_is_refused(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    path = film(tmp_path / "桥头.mp4", (200, 30, 30), 880)
    (tmp_path / "no.mp4").write_bytes(b"no film")

    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Site(door["links"]["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await site.until(lambda: len(site.pictures) > 5)
                hub.chair("share", source="file:no.mp4")
                hub.send(do="play", source="file:no.mp4", path=str(tmp_path / "no.mp4"))
                refused = await hub.event(lambda e: e["event"] == "refused")
                assert (refused["action"], bool(refused["reason"])) == ("share", True)
                hub.chair("broadcast", source="file:桥头.mp4")
                hub.send(do="play", source="file:桥头.mp4", path=str(path))
                await site.until(lambda: near(seen(site), (200, 30, 30)))
                await site.until(lambda: abs(pitch(site.voices[-10:]) - 880) < 10)
                await hub.hear(lambda blocks: abs(pitch(blocks) - 880) < 10)
                hub.chair("roll_call", nodes=["n01"])
                await site.until(lambda: near(seen(site), RED_BGR))
                hub.chair("next")
                await site.until(lambda: near(seen(site), (200, 30, 30)))
                await hub.hear(lambda blocks: abs(pitch(blocks) - 880) < 10)
                hub.chair("broadcast", source=None)
                await site.until(lambda: near(seen(site), RED_BGR))

    def seen(site: Site) -> Any:
        return site.pictures[-1].to_ndarray(format="bgr24")[200, 500].tolist()

    asyncio.run(go())


def film(path: Path, colour: tuple[int, int, int], hz: int, seconds: int = 6) -> Path:
    """One colour (BGR) and one tone."""
    with av.open(str(path), "w") as container:
        video, audio = (
            container.add_stream("mpeg4", rate=10),
            container.add_stream("aac", rate=48000),
        )
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        picture = np.full((180, 320, 3), colour, np.uint8)
        for _ in range(seconds * 10):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
        wave = 8000 * np.sin(2 * np.pi * hz * np.arange(seconds * 48000) / 48000)
        block = av.AudioFrame.from_ndarray(wave.astype(np.int16)[None], "s16", "mono")
        block.sample_rate = 48000
        for stream, frame in ((video, None), (audio, block), (audio, None)):
            container.mux(stream.encode(frame))
    return path
