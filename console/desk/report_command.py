"""``python -m console report``: the report of a period, whether the room is open or not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from console.cases.history import History
from console.cases.past import take_past
from console.desk.report_material import gathered
from console.figures.period import Period
from console.figures.report import Report, report_of
from console.figures.wording import title_of
from console.room_clock import room_now
from console.site.load import SiteFaults, read_site

SETTLED_S = 600.0  # for years of cases that are read for the first time


def write_report(
    folder: Path,
    period: str,
    out: Path | None = None,
    now: datetime | None = None,
    say: Callable[[str], object] = print,
) -> int:
    """Write the workbook, or the PDF where ``out`` is one; the exit code: 0, or 1 with why not."""
    try:
        wanted = Period.parse(period)
        site = read_site(folder)
        history = History(site.folder / "state", site.reports.keep_years)
        try:
            history.later(partial(take_past, site=site.folder))
            settled = history.settled(SETTLED_S)
            if not settled or history.fault:
                raise OSError(f"the history of cases: {history.fault or 'it cannot be read'}")
            report = report_of(gathered(site, history, now or room_now(), False), wanted)
        finally:
            history.close()
        path = out or site.folder / "state" / "reports" / f"{title_of(report)}.xlsx"
        count, what = _written(path, report)
    except SiteFaults as faults:
        say(str(faults))
        return 1
    except (OSError, ValueError) as fault:
        say(str(fault))
        return 1
    received = report.whole.figures.counts.received
    say(f"{path}: {received} cases received in {wanted.code}, on {count} {what}")
    return 0


def _written(path: Path, report: Report) -> tuple[int, str]:
    zone = report.made_at.tzinfo
    assert zone is not None
    if path.suffix != ".pdf":
        from console.figures.workbook import write_workbook

        return write_workbook(path, report, zone), "sheets"
    _with_qt()
    from console.ui.report_paper import report_pages

    *_, (_, count) = report_pages(path, report, zone)
    return count, "pages"


def _with_qt() -> None:
    """Fonts and charts, without a screen."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QApplication(sys.argv[:1]))


_kept: list[object] = []  # Qt's application must outlive this call
