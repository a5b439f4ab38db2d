from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.desk.schedule_files import ScheduleFiles
from layouts.folder import WallFolder
from layouts.schedule import Rule, Schedule

DUTY = Schedule("duty", (Rule(scene="day", extra={"note": "x"}),), title="值班", extra={"of": "y"})


def kept(site: Path) -> dict[str, Schedule]:
    found = WallFolder(site).read().schedules
    return {name: replace(one, origin="") for name, one in found.items()}


def test_a_schedule_is_written_and_told_with_all_others(tmp_path: Path) -> None:
    files = ScheduleFiles(tmp_path)
    assert list(files.save(DUTY, anew=True).schedules) == ["duty"]
    assert kept(tmp_path) == {"duty": DUTY}
    later = replace(DUTY, enabled=False)
    assert not files.save(later, anew=False).schedules["duty"].enabled
    assert kept(tmp_path) == {"duty": later}
    assert list(files.read().schedules) == ["duty"]


def test_a_new_one_takes_no_name_that_is_there(tmp_path: Path) -> None:
    files = ScheduleFiles(tmp_path)
    files.save(DUTY, anew=True)
    with pytest.raises(ValueError, match="there is one of that name"):
        files.save(replace(DUTY, title="另"), anew=True)
    assert kept(tmp_path) == {"duty": DUTY}


def test_one_that_was_removed_comes_back(tmp_path: Path) -> None:
    files = ScheduleFiles(tmp_path)
    files.save(DUTY, anew=True)
    assert files.remove(DUTY).schedules == {}
    back = files.restore(Schedule("duty", ()))
    assert back is not None
    assert list(back.schedules) == ["duty"]
    assert kept(tmp_path) == {"duty": DUTY}
    assert files.restore(Schedule("never", ())) is None


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    files, rule = ScheduleFiles(tmp_path), Rule(scene="x" * 60, tour="")
    many = tuple(replace(rule, extra={"note": "n" * 900}) for _ in range(200))
    for schedule, words in (
        (Schedule("long", many), "too long for one file"),
        (Schedule("none", ()), "rules"),
        (Schedule("both", (Rule(scene="a", tour="b"),)), "a scene or a tour"),
    ):
        with pytest.raises(ValueError, match=words):
            files.save(schedule, anew=True)
    assert not (tmp_path / "schedules").exists()
