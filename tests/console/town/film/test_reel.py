"""A reel: real H.264 of the right shape, whose marks can be read, kept whole in the cache."""

from __future__ import annotations

import re
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from console.town.film.mark import read_mark
from console.town.film.reel import (
    KEY_EACH,
    SUB,
    Reel,
    drawn_by,
    make_reel,
    read_reel,
    reel_path,
    split_units,
)
from console.town.film.shot import Shot
from console.town.world.blocks.loop import FRAMES
from console.town.world.town import the_town

ROOT = Path(__file__).parents[4]


def shot_of(number: int) -> Shot:
    camera = the_town(7).cameras[number]
    return Shot(camera.scene, number, camera.name, camera.pose.heading_deg, *SUB)


@pytest.fixture(scope="module")
def reel(reel_cache: Path) -> Reel:
    return read_reel(reel_path(reel_cache, shot_of(11)))


def decoded(reel: Reel) -> list[np.ndarray]:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, av.VideoCodecContext)
    decoder.thread_count = 1
    pictures = []
    for units in reel.pictures:
        sets = reel.sets if units[0][0] & 31 == 5 else ()
        data = b"".join(b"\0\0\0\1" + unit for unit in (*sets, *units))
        pictures += [f.to_ndarray(format="bgr24") for f in decoder.decode(av.Packet(data))]
    pictures += [f.to_ndarray(format="bgr24") for f in decoder.decode(None)]
    return pictures


def test_it_is_a_closed_loop_with_a_key_picture_every_two_seconds(reel: Reel) -> None:
    kinds = [units[0][0] & 31 for units in reel.pictures]
    assert len(kinds) == FRAMES
    assert [i for i, kind in enumerate(kinds) if kind == 5] == list(range(0, FRAMES, KEY_EACH))
    assert set(kinds) == {1, 5}
    assert reel.sets[0][0] & 31 == 7
    assert reel.sets[1][0] & 31 == 8


def test_every_picture_decodes_alone_and_its_mark_is_read_at_any_size(reel: Reel) -> None:
    pictures = decoded(reel)
    assert len(pictures) == FRAMES  # one in, one out: nothing is reordered
    for size in (SUB, (626, 352), (320, 180)):
        marks = [read_mark(cv2.resize(p, size, interpolation=cv2.INTER_AREA)) for p in pictures]
        assert marks == [(11, i) for i in range(FRAMES)]


def test_what_is_in_the_cache_is_not_made_again(reel_cache: Path) -> None:
    path = reel_path(reel_cache, shot_of(11))
    before = path.stat().st_mtime_ns
    assert make_reel(str(reel_cache), shot_of(11)) == str(path)
    assert path.stat().st_mtime_ns == before
    assert {p.suffix for p in reel_cache.iterdir()} == {".reel"}, "nothing half made is left"


def test_another_name_is_another_reel() -> None:
    one = Shot("pond", 1, "甲", 20.0, *SUB)
    assert reel_path(Path(), one) != reel_path(Path(), Shot("pond", 1, "乙", 20.0, *SUB))


def test_whatever_of_ours_a_film_is_drawn_with_decides_its_reel() -> None:
    sources = drawn_by()
    root = next(path for path in sources[0].parents if path.name == "console").parent
    for source in sources:
        for module in re.findall(
            r"(?m)^\s*from (console\.[\w.]+) import", source.read_text("utf-8")
        ):
            path = root / module.replace(".", "/")
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            assert path in sources, source


def test_a_file_that_was_cut_short_is_refused(reel_cache: Path, tmp_path: Path) -> None:
    whole = reel_path(reel_cache, shot_of(11)).read_bytes()
    broken = tmp_path / "broken.reel"
    broken.write_bytes(whole[:-1])
    with pytest.raises(ValueError, match="bytes of pictures"):
        read_reel(broken)


def test_units_are_split_at_both_kinds_of_start_codes() -> None:
    assert split_units(b"\0\0\0\1\x67a\0\0\1\x68b\0\0\0\1\x65c") == [b"\x67a", b"\x68b", b"\x65c"]
    assert split_units(b"no start") == []
