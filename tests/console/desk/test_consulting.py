"""What the minutes say of a case, and what is said of conferences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication

from console.desk.consulting import case_told, held_lines
from console.minutes.minutes import Decision, Minutes
from tests.console.desk.test_consultation import case


def test_a_case_is_told_without_who_reported_it(qapp: QApplication) -> None:
    found = case(
        reporter="李四", reporter_phone="139", person="王五", level="orange", unit="派出所"
    )
    book: Any = SimpleNamespace(case={"c-1": found}.get)
    told = case_told(book, "c-1")
    assert (told["id"], told["key"], told["title"]) == ("1", "c-1", "t")
    assert told["unit"] == "派出所"
    assert not {"李四", "139"} & set(told.values())
    assert case_told(book, "c-9") == {"id": "c-9"}


def test_the_conferences_of_the_last_day_are_told_in_a_line() -> None:
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    decided = (Decision(1, "开泵", noon), Decision(2, "巡堤", noon))
    held = {
        "k3": Minutes(title="防汛会商", began=noon, decisions=decided),
        "k2": Minutes(title="从未开始"),
        "k1": Minutes(title="前天会商", began=noon - timedelta(days=2)),
    }
    desk: Any = SimpleNamespace(names=lambda: list(held), minutes=held.get)
    (told,) = held_lines(desk, noon + timedelta(hours=1))
    assert told.endswith("防汛会商 · 开泵；巡堤")
