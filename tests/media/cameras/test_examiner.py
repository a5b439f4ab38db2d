from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from media.cameras.choice import StreamName
from media.cameras.examiner import SAVE_EACH_S, Examiner, Verdict
from media.cameras.glimpse import Glimpse
from media.diagnosis.finding import Finding
from media.diagnosis.thresholds import Thresholds
from media.unit import AccessUnit
from tests.media.cameras.views import GOP, view

EVERY_S = 10.0


def glimpse(kind: str, number: int, at: float, stream: StreamName = "main") -> Glimpse:
    films = view(kind)
    nals = films[number * GOP % len(films)]
    data = b"".join(b"\0\0\0\1" + nal for nal in nals)
    return Glimpse(None, AccessUnit(data, True, False, 0, None), at, stream)


def looks(
    examiner: Examiner, kind: str, count: int, at: float = 0.0, stream: StreamName = "main"
) -> tuple[Finding, ...]:
    """What is said of ``c01`` after so many looks at key pictures."""
    return verdicts(examiner, kind, count, at, stream)[-1].findings


def verdicts(
    examiner: Examiner, kind: str, count: int, at: float = 0.0, stream: StreamName = "main"
) -> list[Verdict]:
    found = []
    for number in range(count):
        now = at + number * EVERY_S
        verdict = examiner.look("c01", [glimpse(kind, number, now, stream)], now, True)
        assert verdict is not None
        assert verdict.cost_s > 0
        found.append(verdict)
    return found


def test_a_picture_that_gets_blurred_is_found_after_three_looks() -> None:
    examiner = Examiner(Thresholds(), None, {})
    assert looks(examiner, "good", 8) == ()
    assert looks(examiner, "blurred", 2, 80) == ()
    assert looks(examiner, "blurred", 1, 100) == (Finding.BLURRED,)
    examiner.accept("c01", 110)
    assert looks(examiner, "blurred", 4, 110) == ()


def test_what_is_usual_is_kept_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "diagnosis"
    first = Examiner(Thresholds(), folder, {})
    looks(first, "good", 8)
    assert not folder.exists()
    looks(first, "good", 1, SAVE_EACH_S)
    assert [path.name for path in folder.iterdir()] == ["c01.json"]
    assert kept(folder)["main"]["looks"] == 9
    looks(first, "good", 2, SAVE_EACH_S + 10)  # the first is the picture of before
    first.close()
    assert kept(folder)["main"]["looks"] == 10
    again = Examiner(Thresholds(), folder, {})
    assert looks(again, "blurred", 3) == (Finding.BLURRED,)


def kept(folder: Path) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = json.loads((folder / "c01.json").read_text())["streams"]
    return told


def test_each_stream_has_what_is_usual_of_it(tmp_path: Path) -> None:
    examiner = Examiner(Thresholds(), tmp_path, {})
    looks(examiner, "good", 8)
    looks(examiner, "good", 3, 80, "sub")
    examiner.close()
    assert [(name, each["looks"]) for name, each in kept(tmp_path).items()] == [
        ("main", 8),
        ("sub", 3),
    ]


def test_a_turn_is_kept_at_once_and_how_the_camera_stands_is_told_at_changes(
    tmp_path: Path,
) -> None:
    examiner = Examiner(Thresholds(), tmp_path, {})
    assert examiner.turned("c01", 5.0, 0.0) == "anew"
    examiner.accept("c01", 10)
    told = [each.standing for each in verdicts(examiner, "good", 2, 10)]
    assert told == ["accepted", None]
    assert kept(tmp_path)["main"]["away"] is False
    assert examiner.turned("c01", 45.0, 40.0) == "away"
    assert kept(tmp_path)["main"]["away"] is True  # though the worker is killed now
    again = Examiner(Thresholds(), tmp_path, {})
    told = [each.standing for each in verdicts(again, "good", 2, 50)]
    assert told == ["back", None]
    assert kept(tmp_path)["main"]["away"] is False


def test_a_key_picture_of_before_the_turn_is_not_where_the_camera_came_back_to() -> None:
    examiner = Examiner(Thresholds(), None, {})
    examiner.accept("c01", 0)
    looks(examiner, "good", 2)
    examiner.turned("c01", 45.0, 40.0)
    before = glimpse("good", 3, 39.0)
    verdict = examiner.look("c01", [before], 60.0, True)
    assert verdict is not None
    assert verdict.standing is None


def test_a_damaged_baseline_is_learned_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "c01.json").write_text('{"format": 7}')
    assert looks(Examiner(Thresholds(), tmp_path, {}), "good", 3) == ()
    assert "learned anew" in caplog.text


def test_a_folder_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    examiner = Examiner(Thresholds(), tmp_path / "file", {})
    caplog.clear()
    for at in (0.0, SAVE_EACH_S, 2 * SAVE_EACH_S):
        looks(examiner, "good", 1, at)
    assert sum("cannot be kept" in record.message for record in caplog.records) == 1


def test_what_was_said_before_holds_until_the_picture_is_good_again() -> None:
    said = {"c01": (Finding.COVERED,)}
    examiner = Examiner(Thresholds(), None, said)
    assert looks(examiner, "good", 1) == (Finding.COVERED,)
    assert looks(examiner, "good", 1, 10) == ()


def test_a_camera_that_nobody_wants_is_not_lost() -> None:
    examiner = Examiner(Thresholds(), None, {})
    for at in range(3):
        verdict = examiner.look("c01", (), float(at), False)
    assert verdict is not None
    assert verdict.findings == (Finding.LOST,)
    examiner.unwanted("c01")
    assert looks(examiner, "good", 1, 30) == ()
    examiner.forget("c01")
    examiner.unwanted("c01")


def test_a_picture_that_cannot_be_decoded_tells_nothing() -> None:
    examiner = Examiner(Thresholds(), None, {})
    broken = Glimpse(None, AccessUnit(b"\0\0\0\1\x65x", True, False, 0, None), 1.0)
    assert examiner.look("c01", [broken], 0.0, True) is None
