"""The minutes as DOCX."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from console.minutes.paper import (
    Block,
    Heading,
    Line,
    Note,
    Paragraph,
    Signatures,
    Table,
    Title,
)

FONT, TITLE_FONT = "宋体", "黑体"
BODY_PT, TITLE_PT, HEAD_PT, SMALL_PT, FOOT_PT = 12, 18, 14, 10.5, 9
BLACK = RGBColor(0, 0, 0)
WIDTH_CM = 16.0


def write_docx(path: Path, blocks: Sequence[Block], title: str) -> None:
    """Whole or not at all; OSError when the disk refuses."""
    paper = Document()
    _set_up(paper, title)
    for block in blocks:
        _put(paper, block)
    part = path.with_name(f".{path.name}.part")
    paper.save(str(part))
    os.replace(part, path)


def _set_up(paper: Paper, title: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2.5)
    normal = paper.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = FONT, Pt(BODY_PT)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(2)
    paper.core_properties.title = title
    paper.core_properties.language = "zh-CN"
    paper.core_properties.author = paper.core_properties.comments = ""
    _set_foot(section.footer.paragraphs[0])


def _set_foot(line: DocxParagraph) -> None:
    """Which page it is, counted by whoever opens it."""
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, counted in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        line.add_run(words).font.size = Pt(FOOT_PT)
        if counted:
            place = OxmlElement("w:fldSimple")
            place.set(qn("w:instr"), counted)
            line._p.append(place)  # noqa: SLF001 - the library has no fields
            run = Run(OxmlElement("w:r"), line)
            place.append(run.element)
            run.text, run.font.size = "1", Pt(FOOT_PT)


def _put(paper: Paper, block: Block) -> None:
    match block:
        case Title(text):
            line = paper.add_heading(level=1)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _dress(line.add_run(text), TITLE_PT, TITLE_FONT)
        case Note(text):
            line = paper.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _dress(line.add_run(text), BODY_PT, TITLE_FONT)
        case Heading(text):
            line = paper.add_heading(level=2)
            _dress(line.add_run(text), HEAD_PT, TITLE_FONT)
            line.paragraph_format.space_before = Pt(10)
        case Line(label, text):
            line = paper.add_paragraph()
            _dress(line.add_run(f"{label}："), BODY_PT, TITLE_FONT)
            line.add_run(text)
        case Paragraph(text):
            paper.add_paragraph(text)
        case Table():
            _put_table(paper, block)
        case Signatures(names):
            paper.add_paragraph()
            for name in names:
                line = paper.add_paragraph(f"{name}：__________________    年    月    日")
                line.paragraph_format.space_before = Pt(14)


def _dress(run: Run, size: float, font: str) -> None:
    run.font.size, run.font.name, run.bold = Pt(size), font, True
    run.font.color.rgb = BLACK  # a heading's style has another
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _put_table(paper: Paper, block: Table) -> None:
    table = paper.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    for row in (block.head, *block.rows):
        line = table.rows[0] if row is block.head else table.add_row()
        _mark(line, "w:cantSplit")
        if row is block.head:
            _mark(line, "w:tblHeader")  # again on each page
        for cell, text, share in zip(line.cells, row, block.shares, strict=True):
            cell.width = Cm(WIDTH_CM * share / 100)
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(SMALL_PT)
            run.bold = row is block.head


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library cannot say it
