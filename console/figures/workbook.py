"""A report as an Excel workbook: a sheet per table, charts that Excel itself draws."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from console.figures import wording
from console.figures.report import Cancelled, Report
from console.figures.tables import Chart, Table, charts_of, tables_of

WIDEST = 60  # characters of a column
NARROWEST = 8
LEAST = {"moment": 17, "seconds": 12}  # of columns whose cells are written by their format
CHART_PX = (900, 360)
COLOURS = {
    "received": "#4DA3FF", "closed": "#35B37E", "in_time": "#35B37E", "late": "#F2711C",
    "running": "#93A1B2", "overdue": "#E5484D",
}  # fmt: skip
_KINDS = {
    "lines": {"type": "line"}, "bars": {"type": "bar"},
    "stacks": {"type": "column", "subtype": "stacked"},
}  # fmt: skip
_FORMATS = {
    "count": "0", "share": "0.0%", "change": "+0.0%;-0.0%;0.0%", "seconds": "[h]:mm:ss",
    "score": "0.0", "points": "0.#", "moment": "yyyy-mm-dd hh:mm", "text": "@",
}  # fmt: skip
DAY_S = 86400.0


def write_workbook(
    path: Path,
    report: Report,
    zone: tzinfo,
    progress: Callable[[float], bool] = lambda _: True,
) -> int:
    """Whole or not at all; how many sheets it has.

    Raises OSError, or Cancelled when ``progress`` (told 0 to 1) says no.
    """
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        count = _Writing(part, report, zone).all(progress)
        os.replace(part, path)
    except XlsxWriterException as fault:
        raise OSError(str(fault)) from fault
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    return count


class _Writing:
    def __init__(self, path: Path, report: Report, zone: tzinfo) -> None:
        self._book = xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        self._report, self._zone = report, zone
        add = self._book.add_format
        font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        self._title = add({**font, "bold": True, "font_size": 16})
        self._note = add({**font, "font_color": "#B00020", "bold": True})
        self._plain = add(font)
        self._head = add({**font, "bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": 1})
        self._cells = {
            kind: add({**font, "num_format": written, "border": 1})
            for kind, written in _FORMATS.items()
        }
        self._sums = {
            kind: add({**font, "num_format": written, "border": 1, "bold": True,
                       "bg_color": "#F2F2F2"})
            for kind, written in _FORMATS.items()
        }  # fmt: skip

    def all(self, progress: Callable[[float], bool]) -> int:
        tables = tables_of(self._report)
        try:
            self._book.set_properties({"title": wording.title_of(self._report)})
            charts = self._book.add_worksheet("图表")
            sheets = {table.name: self._sheet(table) for table in tables}
            for number, table in enumerate(tables):
                if not progress(number / len(tables)):
                    raise Cancelled
                self._fill(sheets[table.name], table)
            self._draw(charts, {table.name: table for table in tables})
            sheets["totals"].activate()
            charts.set_first_sheet()
        finally:
            self._book.close()
        return len(sheets) + 1

    def _sheet(self, table: Table) -> Any:
        return self._book.add_worksheet(_sheet_name(table))

    def _fill(self, sheet: Any, table: Table) -> None:
        top = self._top(sheet, table.title)
        for column, one in enumerate(table.columns):
            sheet.write_string(top, column, wording.COLUMNS.get(one.key, one.key), self._head)
            sheet.set_column(column, column, _width(table, column))
        for number, row in enumerate(table.rows):
            last = table.sums and number == len(table.rows) - 1
            formats = self._sums if last else self._cells
            for column, (one, cell) in enumerate(zip(table.columns, row, strict=True)):
                self._write(sheet, top + 1 + number, column, cell, one.kind, formats[one.kind])
        sheet.freeze_panes(top + 1, 1)
        if table.rows:
            rows = len(table.rows) - table.sums
            sheet.autofilter(top, 0, top + max(rows, 1), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        sheet.set_footer(f"&L{_escaped(wording.title_of(self._report))}&R第 &P 页 共 &N 页")

    def _top(self, sheet: Any, title: str) -> int:
        """The lines above a table; where its head lies."""
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, f"{wording.title_of(self._report)}：{title}", self._title)
        made = wording.moment_text(self._report.made_at, self._zone)
        period = self._report.period
        sheet.write_string(
            1, 0, f"统计期 {period.first} 至 {period.last}，制表时间 {made}", self._plain
        )
        if self._report.simulated:
            sheet.write_string(2, 0, "【模拟】本报表由演示数据生成", self._note)
        return 3

    def _write(
        self, sheet: Any, row: int, column: int, cell: object, kind: str, form: object
    ) -> None:
        if cell is None:
            sheet.write_string(row, column, "—" if kind == "change" else "", form)
        elif isinstance(cell, datetime):
            told = cell.astimezone(self._zone).replace(tzinfo=None)
            sheet.write_datetime(row, column, told, form)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell / DAY_S if kind == "seconds" else cell, form)
        else:
            sheet.write_string(row, column, str(cell), form)

    def _draw(self, sheet: Any, tables: dict[str, Table]) -> None:
        row = self._top(sheet, "图表")
        for chart in charts_of(self._report):
            table = tables.get(chart.name)
            if table is not None and chart.categories:
                sheet.insert_chart(row, 0, self._chart(chart, table))
                row += CHART_PX[1] // 20 + 1

    def _chart(self, chart: Chart, table: Table) -> Any:
        made = self._book.add_chart(_KINDS[chart.kind])
        keys = [column.key for column in table.columns]
        first, last = 4, 3 + min(len(chart.categories), len(table.rows))
        name = _sheet_name(table)
        for series in chart.series:
            column = keys.index(series.role)
            colour = COLOURS[series.role]
            made.add_series({
                "name": wording.COLUMNS[series.role],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": colour}, "line": {"color": colour, "width": 2},
                **({"marker": {"type": "circle", "size": 4}} if chart.kind == "lines" else {}),
            })  # fmt: skip
        made.set_title({"name": wording.CHARTS[chart.name], "name_font": {"size": 14}})
        made.set_size({"width": CHART_PX[0], "height": CHART_PX[1]})
        made.set_legend({"position": "bottom"})
        if chart.kind == "bars":
            made.set_y_axis({"reverse": True})
            made.set_legend({"none": True})
        return made


def _sheet_name(table: Table) -> str:
    return table.title.removeprefix("按").partition("（")[0][:31]


def _escaped(text: str) -> str:
    return text.replace("&", "&&")


def _width(table: Table, column: int) -> float:
    """By its longest text: a Chinese character is as wide as two digits."""
    kind = table.columns[column].kind
    texts = [wording.COLUMNS.get(table.columns[column].key, "")]
    if kind == "text":
        texts += [str(row[column]) for row in table.rows]
    widest = max(map(_places, texts)) + 2
    return min(max(widest, LEAST.get(kind, NARROWEST)), WIDEST)


def _places(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
