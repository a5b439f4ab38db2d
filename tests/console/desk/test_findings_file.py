from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.desk import findings_file
from console.desk.findings_file import FindingsFile
from media.diagnosis.finding import Finding
from media.diagnosis.report import History, Spell

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BLACK, MOVED = Finding.BLACK, Finding.MOVED


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "diagnosis.jsonl"
    file = FindingsFile(path)
    assert file.load(NOON) == {}
    assert not path.exists()
    history = History()
    for findings, at in (([BLACK], NOON), ([MOVED], NOON + HOUR)):
        file.add("c01", history.note(findings, at), at)
    again = FindingsFile(path).load(NOON + 2 * HOUR)
    assert again["c01"].now() == (MOVED,)
    assert again["c01"].spells() == history.spells()
    assert path.read_text("utf-8").count("\n") == 2  # a line for each spell that is known


def test_what_is_too_old_or_cannot_be_read_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "diagnosis.jsonl"
    file = FindingsFile(path)
    old = NOON - timedelta(days=100)
    file.add("c01", [Spell(BLACK, old, old + HOUR), Spell(MOVED, old)], NOON)
    with path.open("a") as more:
        more.write('rubbish\n{"camera":"c02","finding":"ugly","began":"x","ended":null}\n[]\n')
        more.write(
            '{"camera":"c02","finding":"black","began":"2026-11-23T04:00:00","ended":null}\n'
        )
    found = FindingsFile(path).load(NOON)
    assert list(found) == ["c01"]
    assert found["c01"].spells() == (Spell(MOVED, old),)
    assert "4 lines cannot be read" in caplog.text
    caplog.clear()
    FindingsFile(path).load(NOON)
    assert not caplog.text


def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_file, "MOST_LINES", 40)
    path = tmp_path / "diagnosis.jsonl"
    file, history = FindingsFile(path), History()
    file.add("c00", [Spell(MOVED, NOON)], NOON)
    for step in range(100):
        at = NOON + step * HOUR
        file.add("c01", history.note([BLACK] if step % 2 == 0 else [], at), at)
        assert path.read_text("utf-8").count("\n") <= 40
    found = FindingsFile(path).load(NOON + 100 * HOUR)
    assert found["c00"].now() == (MOVED,)
    assert len(found["c01"].spells()) >= 10


def test_a_disk_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("")
    file = FindingsFile(tmp_path / "state" / "diagnosis.jsonl")
    for _ in range(3):
        file.add("c01", [Spell(BLACK, NOON)], NOON)
    assert sum("cannot be written" in record.message for record in caplog.records) == 1
    caplog.clear()
    assert file.load(NOON) == {}
