from __future__ import annotations

from pathlib import Path

import pytest

from console.desk.agenda import FILE, AgendaDesk
from console.site.meeting import LONGEST_ITEM, MOST_ITEMS, Meeting, Rule
from tests.console.desk.disks import HungDisk, quick_disk

WEEKLY = Meeting("weekly", "周例会", Rule(), agenda=("上周办件情况",))


def test_points_wait_for_their_meeting_over_a_restart(tmp_path: Path) -> None:
    desk = AgendaDesk(tmp_path, quick_disk())
    assert desk.take("weekly", ["督办甲", "督办乙", "督办甲", " "]) == 2
    desk = AgendaDesk(tmp_path, quick_disk())
    assert desk.of(WEEKLY) == ("上周办件情况", "督办甲", "督办乙")
    desk.clear("weekly")
    assert desk.of(WEEKLY) == AgendaDesk(tmp_path, quick_disk()).of(WEEKLY) == ("上周办件情况",)


def test_an_agenda_is_no_longer_than_a_meeting_takes(tmp_path: Path) -> None:
    desk = AgendaDesk(tmp_path, quick_disk())
    assert desk.take("weekly", [f"{n} " + "长" * 300 for n in range(99)]) == MOST_ITEMS
    agenda = desk.of(WEEKLY)
    assert len(agenda) == MOST_ITEMS
    assert max(map(len, agenda)) == LONGEST_ITEM


@pytest.mark.parametrize("text", ["{", "[]", '{"weekly": 3}', "\x00"])
def test_a_file_that_cannot_be_read_is_begun_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_text(text, "utf-8")
    desk = AgendaDesk(tmp_path, quick_disk())
    assert desk.of(WEEKLY) == WEEKLY.agenda
    assert desk.take("weekly", ["甲"]) == 1


def test_the_disk_is_not_waited_for_and_a_refusal_is_told(tmp_path: Path) -> None:
    hung = HungDisk()
    desk = AgendaDesk(tmp_path, hung.disk)
    assert desk.take("weekly", ["甲"]) == 1
    assert not (tmp_path / FILE).exists()
    (tmp_path / "state").write_text("in the way")
    hung.go_on()
    (told,) = hung.told
    assert told.startswith("state/agenda.json cannot be written")
    assert desk.of(WEEKLY) == ("上周办件情况", "甲")
