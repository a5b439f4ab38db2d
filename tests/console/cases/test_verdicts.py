from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.cases.case import CaseId
from console.cases.verdicts import DECLINED, FILE, MERGED, Verdicts

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAIR = (CaseId("a"), CaseId("b"))
OTHER = (CaseId("a"), CaseId("c"))


def test_decisions_outlive_the_program_and_can_be_changed(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path / FILE)
    verdicts.decide(PAIR, MERGED, "李", NOW)
    verdicts.decide(OTHER, DECLINED, "李", NOW)
    verdicts.close()
    again = Verdicts(tmp_path / FILE)
    assert PAIR in again
    assert (again.of(PAIR), again.of(OTHER), again.of((CaseId("x"), CaseId("y")))) == (
        MERGED, DECLINED, "",
    )  # fmt: skip
    assert again.joined().group(CaseId("a")) == set(PAIR)
    again.decide(PAIR, DECLINED, "李", NOW)
    assert again.merged() == []
    again.close()


def test_old_decisions_are_forgotten(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path / FILE)
    verdicts.decide(PAIR, MERGED, "李", NOW - timedelta(days=500))
    verdicts.forget_before(NOW)
    verdicts.close()
    again = Verdicts(tmp_path / FILE)
    assert PAIR not in again
    again.close()


def test_without_a_disk_decisions_hold_and_the_trouble_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("this is no database, and long enough to be seen as none" * 40)
    verdicts = Verdicts(tmp_path / FILE)
    assert "not kept" in verdicts.trouble
    verdicts.decide(PAIR, MERGED, "李", NOW)
    assert verdicts.of(PAIR) == MERGED
    verdicts.close()
