"""The thread that keeps the duty log."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from console.desk import duty_keeping
from console.desk.duty_keeping import DutyKeeping
from console.duty.book import DutyBook, Query
from console.duty.entry import Entry
from tests.console.desk.duty_room import MORNING


def opened(folder: Path, qtbot: QtBot) -> DutyKeeping:
    keeping = DutyKeeping(folder)
    with qtbot.waitSignal(keeping.loaded):
        pass
    return keeping


def test_what_waits_is_written_before_the_end(tmp_path: Path, qtbot: QtBot) -> None:
    keeping = opened(tmp_path, qtbot)
    for number in range(50):
        keeping.add(Entry(MORNING, "note", str(number)))
    keeping.close()
    book = DutyBook(tmp_path)
    assert [one.text for one in book.newest(100)] == [str(number) for number in range(50)]
    book.close()


def test_only_the_newest_search_is_answered(tmp_path: Path, qtbot: QtBot) -> None:
    keeping = opened(tmp_path, qtbot)
    keeping.add(Entry(MORNING, "note", "泵站"))
    answers: list[list[Entry]] = []
    keeping.found.connect(answers.append)
    keeping.search(Query("河口"))
    keeping.search(Query("泵站"))
    qtbot.waitUntil(lambda: bool(answers))
    assert [[one.text for one in answer] for answer in answers] == [["泵站"]]
    keeping.close()


def test_a_disk_that_hangs_costs_entries_and_says_so(
    tmp_path: Path, qtbot: QtBot, monkeypatch: object
) -> None:
    keeping = opened(tmp_path, qtbot)
    go = threading.Event()
    keeping._thread.submit(go.wait, 30)
    kept = [keeping.add(Entry(MORNING, "note", "x")) for _ in range(duty_keeping.MOST_WAITING + 3)]
    go.set()
    assert kept.count(False) == keeping.dropped == 3
    keeping.close()
