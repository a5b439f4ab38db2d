from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import av
import numpy as np
import pytest

from console.links.exports import Exports, Json, TooMany
from media.archive.index import ArchiveIndex
from media.export.verify import verify
from media.marks import Mark
from tests.media.cameras.recordings import record

WISH = {"cameras": ["c01"], "since": "2025-11-24T15:00:00Z", "until": "2025-11-24T17:00:00Z",
        "burn": False, "who": "王", "reason": ""}  # fmt: skip


def run(folder: Path, story: Callable[[Exports], Awaitable[None]]) -> None:
    async def whole() -> None:
        exports = Exports(folder / "exports", folder / "archive", "柳湾镇")
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            kept = tasks.create_task(exports.run())
            await asyncio.sleep(0)
            try:
                await story(exports)
            finally:
                kept.cancel()

    asyncio.run(whole())


async def ended(exports: Exports, identity: str) -> Json:
    while True:
        found = exports.find(identity)
        if found is not None and found["state"] != "running":
            return found
        await asyncio.sleep(0.01)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    index = ArchiveIndex(tmp_path / "archive")
    record(index)
    index.close()
    return tmp_path


def test_an_export_is_made_by_a_process_and_can_be_verified(folder: Path) -> None:
    async def story(exports: Exports) -> None:
        begun = exports.start(WISH)
        assert (begun["state"], begun["done"]) == ("running", 0.0)
        told = await ended(exports, begun["id"])
        assert (told["state"], told["done"], told["files"]) == ("done", 1.0, ["c01.mp4"])
        listed = (Path(told["folder"]) / "manifest.sha256").read_bytes()
        assert told["sum"] == hashlib.sha256(listed).hexdigest()
        assert verify(Path(told["folder"]), say=lambda _line: None) == 0
        assert exports.all() == [told]
        assert exports.cancel(begun["id"]) == told

    run(folder, story)


def test_signs_handed_over_as_pixels_are_in_the_film_and_told_in_its_manifest(folder: Path) -> None:
    red = np.full((8, 8, 4), (255, 0, 0, 255), np.uint8)
    said = {"as_of": "2026-11-26T12:00:00+00:00"}
    marks = {"cameras": {"c01": [Mark(0.75, 0.75, 0.2, 0.2, red, what="2026-0001")]}, "said": said}

    async def story(exports: Exports) -> None:
        begun = exports.start({**WISH, "marks": marks})
        made = Path((await ended(exports, begun["id"]))["folder"])
        with av.open(os.fspath(made / "c01.mp4")) as film:
            film.streams.video[0].codec_context.thread_count = 1
            picture = next(film.decode(video=0)).to_ndarray(format="rgb24")
        high, wide, _ = picture.shape
        colour = picture[round(high * 0.85), round(wide * 0.85)]
        assert int(colour[0]) - int(colour[2]) > 80
        assert json.loads((made / "manifest.json").read_text("utf-8"))["markers"] == said

    run(folder, story)


def test_who_listens_is_told_of_its_beginning_and_its_end(folder: Path) -> None:
    told: list[Json] = []
    over = asyncio.Event()

    def hear(event: Json) -> None:
        told.append(event)
        if event["state"] != "running":
            over.set()

    async def story(exports: Exports) -> None:
        exports._tell = hear
        begun = exports.start(WISH)
        assert told == [{"id": begun["id"], "state": "running", "done": 0.0}]
        await over.wait()
        assert told[-1] == {"id": begun["id"], "state": "done", "done": 1.0}
        assert all(event["id"] == begun["id"] for event in told)

    run(folder, story)


def test_a_failure_is_told_in_words(folder: Path) -> None:
    async def story(exports: Exports) -> None:
        told = await ended(exports, exports.start({**WISH, "cameras": ["c02"]})["id"])
        assert told["state"] == "failed"
        assert "nothing was recorded" in told["reason"]
        faulty = await ended(exports, exports.start({**WISH, "cameras": ["../c"]})["id"])
        assert (faulty["state"], "letters" in faulty["reason"]) == ("failed", True)

    run(folder, story)


def test_a_cancelled_export_leaves_nothing_and_no_more_than_two_run(folder: Path) -> None:
    async def story(exports: Exports) -> None:
        one, two = exports.start(WISH), exports.start(WISH)
        assert one["id"] != two["id"]
        with pytest.raises(TooMany):
            exports.start(WISH)
        for each in (one, two):
            exports.cancel(each["id"])
        for each in (one, two):
            assert (await ended(exports, each["id"]))["state"] == "cancelled"
        assert exports.cancel("none") is None

    run(folder, story)
    assert not list(folder.glob("exports/*"))


def test_exports_end_with_their_owner(folder: Path) -> None:
    begun = []

    async def story(exports: Exports) -> None:
        export = exports._exports[exports.start({**WISH, "burn": True})["id"]]
        while export.process is None:  # noqa: ASYNC110 - it begins by itself
            await asyncio.sleep(0)
        begun.append(export.process)

    run(folder, story)
    assert begun[0].returncode is not None


def test_another_place_may_be_named_for_one_export(folder: Path) -> None:
    async def story(exports: Exports) -> None:
        begun = exports.start(WISH, folder / "elsewhere")
        told = await ended(exports, begun["id"])
        assert Path(told["folder"]).parent == folder / "elsewhere"
        assert told["state"] == "done"

    run(folder, story)
