"""The DOCX, read back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from console.minutes.docx_paper import write_docx
from console.minutes.minutes import minutes_of
from console.minutes.paper import Table, paper_of
from tests.console.minutes.conftest import ZONE, held


def test_every_word_of_the_paper_is_in_the_file(tmp_path: Path) -> None:
    blocks = paper_of(minutes_of(held()), ZONE)
    write_docx(tmp_path / "纪要.docx", blocks, "防汛会商纪要")
    paper = docx.Document(str(tmp_path / "纪要.docx"))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[0] == "防汛会商纪要"
    assert "【模拟】" in texts[1]
    assert "主持：王主任" in texts
    assert "1. 一小时内转移低洼户" in texts
    assert any(text.startswith("主持人：____") for text in texts)
    tables = [one for one in blocks if isinstance(one, Table)]
    told = [
        [tuple(cell.text for cell in row.cells) for row in table.rows] for table in paper.tables
    ]
    assert told == [[table.head, *table.rows] for table in tables]
    assert paper.core_properties.title == "防汛会商纪要"
    assert list(tmp_path.iterdir()) == [tmp_path / "纪要.docx"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        write_docx(tmp_path / "none" / "x.docx", [], "")
