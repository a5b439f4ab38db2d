from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from media.cameras.snapshot import Caption, write
from media.marks import Mark, lay, mark_snapshot

RED = np.full((20, 40, 4), (255, 0, 0, 255), np.uint8)
HALF = np.full((20, 40, 4), (255, 0, 0, 127), np.uint8)


def mark(**fields: object) -> Mark:
    usual = {"x": 0.5, "y": 0.5, "width": 0.1, "height": 0.1, "pixels": RED, "what": "2026-0001"}
    return Mark(**{**usual, **fields})  # type: ignore[arg-type]


def test_a_mark_travels_as_json() -> None:
    sent = mark(since=1000.5)
    got = Mark.unpacked(json.loads(json.dumps(sent.packed())))
    assert (got.x, got.since, got.what) == (0.5, 1000.5, "2026-0001")
    assert (got.pixels == RED).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"pixels": [40, 20, ""]},
        {"pixels": [40, 20, "AAAA"]},
        {"pixels": [100_000, 20, "AAAA"]},
        {"pixels": [41, 20, mark().packed()["pixels"][2]]},
        {"x": 1e9},
        {"x": float("nan")},
        {"y": None},
    ],
)
def test_what_is_no_mark_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Mark.unpacked({**mark().packed(), **wrong})


def test_a_mark_lies_in_its_place_and_its_size() -> None:
    plain = Image.new("RGB", (400, 200), (0, 0, 255))
    marked = lay(plain, [mark(), mark(x=0.0, y=0.0, pixels=HALF)])
    assert marked.getpixel((200, 100)) == (255, 0, 0)
    assert marked.getpixel((239, 119)) == (255, 0, 0)
    assert marked.getpixel((241, 121)) == (0, 0, 255)
    half = marked.getpixel((3, 3))
    assert isinstance(half, tuple)
    assert 110 < half[0] < 145 > half[2] > 110
    assert plain.getpixel((200, 100)) == (0, 0, 255)


def test_a_marked_snapshot_says_what_the_plain_one_says_and_its_markers(tmp_path: Path) -> None:
    plain, marked = tmp_path / "a.jpg", tmp_path / "a-marked.jpg"
    pixels = np.full((200, 400, 3), 90, np.uint8)
    write(pixels, Fraction(1), 1_764_000_000.0, plain, Caption("c01", "村口", "镇", (120.2, 30.5)))
    before = plain.read_bytes()
    mark_snapshot(plain, marked, [mark(), mark(y=0.2, what="2026-0002")])
    assert plain.read_bytes() == before
    with Image.open(plain) as old, Image.open(marked) as new:
        said, then = new.getexif(), old.getexif()
        assert new.size == (400, 200)
        assert said[0x0132] == then[0x0132]
        assert said.get_ifd(0x8769)[0x9003] == then.get_ifd(0x8769)[0x9003]
        assert said.get_ifd(0x8825)[2] == then.get_ifd(0x8825)[2]
        assert "2026-0001, 2026-0002" in str(said[0x010E])
        red = new.convert("RGB").getpixel((220, 110))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert not list(tmp_path.glob(".*"))


def test_a_snapshot_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        mark_snapshot(tmp_path / "no.jpg", tmp_path / "no-marked.jpg", [mark()])
