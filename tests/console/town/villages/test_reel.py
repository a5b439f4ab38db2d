from __future__ import annotations

from pathlib import Path

import pytest

from console.town.villages import reel
from console.town.villages.reel import make_reel
from tests.console.town.villages.conftest import a_reel


def test_a_reel_is_kept_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reel, "make_reel", lambda *_: a_reel())
    assert reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    (path,) = tmp_path.iterdir()
    monkeypatch.setattr(reel, "make_reel", lambda *_: pytest.fail("made again"))
    assert reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    monkeypatch.setattr(reel, "make_reel", lambda *_: a_reel())
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], b"{}\n", whole[:2000] + b"\0\0" + whole[2002:]):
        path.write_bytes(damaged)
        assert reel._read(path) is None
    assert reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    assert path.read_bytes() == whole


def test_sites_differ_in_picture_and_voice() -> None:
    other = make_reel(1, "n02", "青苇村", 7)
    assert other.talk.pictures[0] != a_reel().talk.pictures[0]
    assert other.talk.voice != a_reel().talk.voice
