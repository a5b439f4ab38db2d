"""The patrol log (视频巡查) of a day as a table for a spreadsheet: in Chinese, as papers are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import tzinfo

from layouts.patrol import PatrolRow
from media.spreadsheet import harmless

COLUMNS = (
    "开始", "结束", "轮巡", "轮巡开始", "值班员", "摄像机", "编号", "实时画面秒数", "计为巡查",
)  # fmt: skip
MARK = "\ufeff"  # without it a spreadsheet takes the file for one in the system's own encoding


def patrol_csv(rows: Iterable[PatrolRow], names: Mapping[str, str], zone: tzinfo) -> str:
    """``names`` of the cameras, by id; one that has none is called by its id."""
    text = io.StringIO()
    text.write(MARK)
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in rows:
        since, until, patrol = (
            f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"
            for moment in (row.since, row.until, row.patrol)
        )
        name = names.get(row.camera, row.camera)
        words = (harmless(each) for each in (row.who, name, row.camera))
        live, counts = row.told_s, "是" if row.counts else "否"
        sheet.writerow((since, until, harmless(row.tour), patrol, *words, live, counts))
    return text.getvalue()
