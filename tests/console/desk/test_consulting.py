"""What the minutes say of a case."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication

from console.desk.consulting import case_told
from tests.console.desk.test_consultation import case


def test_a_case_is_told_without_who_reported_it(qapp: QApplication) -> None:
    found = case(
        reporter="李四", reporter_phone="139", person="王五", level="orange", unit="派出所"
    )
    book: Any = SimpleNamespace(case={"c-1": found}.get)
    told = case_told(book, "c-1")
    assert (told["id"], told["title"], told["unit"]) == ("1", "t", "派出所")
    assert not {"李四", "139"} & set(told.values())
    assert case_told(book, "c-9") == {"id": "c-9"}
