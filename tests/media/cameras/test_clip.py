from __future__ import annotations

from pathlib import Path

import pytest

from media.cameras.clip import Clip, Outcome
from media.cameras.scribe import Began, Ended, Heard
from media.unit import SoundFormat
from media.view import AS_TOLD
from tests.media.archive.coded import HZ, arrivals, g711, probe


def test_a_clip_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "clips" / "a.mp4"
    done: list[Outcome] = []
    clip = Clip(path, AS_TOLD, done.append)
    clip.take(Began(HZ, SoundFormat("pcma", 8000)))
    units = arrivals(gop=25)
    for each in units[3:]:
        clip.take(each)
    for sound, at in g711():
        clip.take(Heard(sound, at))
    clip.tick()
    assert not path.exists()
    clip.take(Ended())
    clip.take(units[0])
    ((seconds, _, size),) = [each for each in done if not isinstance(each, str)]
    assert seconds == pytest.approx(1.0)
    assert size == path.stat().st_size
    assert [each.name for each in path.parent.iterdir()] == ["a.mp4"]
    assert probe(path)["streams"][0]["nb_read_packets"] == "25"


def test_another_connection_and_another_size_go_into_the_same_clip(tmp_path: Path) -> None:
    done: list[Outcome] = []
    clip = Clip(tmp_path / "a.mp4", AS_TOLD, done.append)
    clip.take(Began(HZ, None))
    for each in arrivals(gop=25):
        clip.take(each)
    clip.take(Began(HZ, None))
    for each in (*arrivals(at=103.0, first=5, size=(320, 192)), *arrivals("hevc", at=105.0)):
        clip.take(each)
    clip.take(Ended())
    assert not isinstance(done[0], str)
    assert done[0][0] == pytest.approx(5.0)
    assert probe(tmp_path / "a.mp4")["streams"][0]["nb_read_packets"] == "100"


def test_a_clip_of_nothing_or_to_nowhere_says_why(tmp_path: Path) -> None:
    done: list[Outcome] = []
    Clip(tmp_path / "a.mp4", AS_TOLD, done.append).take(Ended())
    (tmp_path / "b").write_text("in the way")
    nowhere = Clip(tmp_path / "b" / "c.mp4", AS_TOLD, done.append)
    for each in arrivals():
        nowhere.take(each)
    given_up = Clip(tmp_path / "d.mp4", AS_TOLD, done.append)
    given_up.take(arrivals()[0])
    given_up.take(Ended(whole=False))
    assert done[0] == "the camera brought no picture"
    assert "Not a directory" in str(done[1]) or "File exists" in str(done[1])
    assert len(done) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["b"]
