from __future__ import annotations

import time
from pathlib import Path

from media.reader.address import parse_address
from media.reader.session import Reader
from media.source import Trouble
from tests.media.reader.clips import clip
from tests.media.reader.test_session import ended
from tests.media.rtsp.test_session import Taken, run


def test_a_file_plays_at_its_own_pace_and_again(tmp_path: Path) -> None:
    film = clip(tmp_path / "a b.mp4", pictures=10, sound="aac")

    async def test() -> None:
        sink = Taken()
        begun_at = time.monotonic()
        session = await Reader(parse_address(f"file://{film}"), "any", None, None).open(sink)
        await sink.count(25)
        assert time.monotonic() - begun_at >= 0.9  # 24 pictures of 40 ms lie between
        assert len(sink.videos) == 1
        stamps = [unit.timestamp for unit, _, _ in sink.units]
        assert stamps == sorted(stamps)
        assert [unit.key for unit, _, _ in sink.units][:20:10] == [True, True]
        await session.close()

    run(test)


def test_what_is_no_film_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"no film" * 100)
    list_of_files = tmp_path / "x.m3u8"
    list_of_files.write_text("#EXTM3U\n#EXTINF:1,\n/etc/hostname\n")

    async def test() -> None:
        for path, trouble in (
            (tmp_path / "x.mp4", Trouble.PROTOCOL),
            (list_of_files, Trouble.PROTOCOL),
            (tmp_path, Trouble.NOT_FOUND),
            (tmp_path / "gone.mp4", Trouble.NOT_FOUND),
        ):
            assert (await ended(f"file://{path}")).trouble is trouble

    run(test)


def test_a_file_of_one_picture_is_not_read_in_a_rush(tmp_path: Path) -> None:
    film = clip(tmp_path / "x.mp4", pictures=1)

    async def test() -> None:
        sink = Taken()
        session = await Reader(parse_address(f"file://{film}"), "any", None, None).open(sink)
        await sink.count(5)
        await session.close()
        # 4 of 40 ms
        assert sink.units[4][1] - sink.units[0][1] >= 0.15

    run(test)
