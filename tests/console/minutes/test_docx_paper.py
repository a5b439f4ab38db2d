"""The DOCX, read back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from console.minutes.docx_paper import write_docx
from console.minutes.minutes import minutes_of
from console.minutes.paper import Heading, Table, Title, paper_of
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


def test_it_has_the_structure_that_a_reader_goes_by(tmp_path: Path) -> None:
    blocks = paper_of(minutes_of(held()), ZONE)
    write_docx(tmp_path / "纪要.docx", blocks, "防汛会商纪要")
    paper = docx.Document(str(tmp_path / "纪要.docx"))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in paper.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]
    assert headings == [
        ("Heading 1" if isinstance(block, Title) else "Heading 2", block.text)
        for block in blocks
        if isinstance(block, Title | Heading)
    ]
    for table in paper.tables:
        marked = [[mark.tag.rpartition("}")[2] for mark in row._tr.trPr] for row in table.rows]
        assert marked == [["cantSplit", "tblHeader"], *[["cantSplit"]] * (len(table.rows) - 1)]
    foot = paper.sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == [
        "PAGE", "NUMPAGES",
    ]  # fmt: skip
    assert "".join(part.text or "" for part in foot.iter(qn("w:t"))) == "第 1 页 共 1 页"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        write_docx(tmp_path / "none" / "x.docx", [], "")
