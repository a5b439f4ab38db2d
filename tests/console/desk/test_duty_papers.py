from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.duty_papers import DutyPapers
from console.duty.emergency import Emergency
from console.duty.entry import Entry
from console.site.duty import DutySettings
from tests.console.desk.duty_room import MORNING


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def papers(tmp_path: Path, told: list[str], qapp: QApplication) -> Callable[[], DutyPapers]:
    site: Any = SimpleNamespace(folder=tmp_path, name="指挥室", duty=DutySettings())
    return lambda: DutyPapers(site, told.append, lambda: True)


def test_a_call_is_named_by_its_time(papers: Callable[[], DutyPapers], told: list[str]) -> None:
    path = papers().print_call(Emergency(Entry(MORNING, "call", "桥面塌陷")), "docx")
    assert path is not None
    assert path.name == "20261126-0900 接报单.docx"
    assert told == [f"Paper: {path}"]


def test_a_folder_that_refuses_is_told(
    papers: Callable[[], DutyPapers], told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    assert papers().print_day(MORNING.date(), [], "pdf") is None
    assert told[0].startswith("The paper cannot be written")
