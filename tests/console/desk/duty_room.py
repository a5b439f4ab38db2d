"""A room with the duty desk and its sheet, on a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseId
from console.cases.duty_hours import CHINA
from console.cases.limits import Limit
from console.cases.steady_clock import SteadyClock
from console.desk.cases import CaseDesk
from console.desk.duty_sheet import open_duty
from console.site.duty import DutySettings
from console.site.limits_file import Turn
from console.ui.case_panel import CasePanel
from console.ui.duty_sheet import DutySheet
from console.ui.shortcuts import Keys
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from console.ui.window_sheets import WindowSheets
from layouts.duty_calendar import DutyCalendar
from layouts.store import load_layouts
from tests.console.desk.walls import Fixed

MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=CHINA)  # a Thursday


class Over(QWidget):
    """As much of the window as the duty log needs."""

    case_selected = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.told: list[str] = []
        self.top = SimpleNamespace(notice=self.told.append)
        self.cases = CasePanel(look, self)
        self.sheets = WindowSheets(look, self, Keys())

    def tell(self, text: str) -> None:
        self.told.append(text)
        self.cases.tell(text)


class DutyRoom:
    """``sent``: orders; ``wall`` and ``run_s`` are the machine's clocks."""

    def __init__(
        self, folder: Path, qtbot: QtBot, may: Callable[[str], bool] = lambda _act: True
    ) -> None:
        look = Look(DARK)
        self.qtbot, self.wall, self.run_s = qtbot, MORNING, 0.0
        self.window = Over(look)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        walls = Wall(look)
        qtbot.addWidget(walls)
        walls.set_layout(load_layouts(None)["2x2"])
        self.cases = CaseDesk(self.window.cases, walls, Fixed({}), self.window)
        self.sent: list[tuple[Any, ...]] = []
        self.audit: list[tuple[str, str, str]] = []
        site: Any = SimpleNamespace(
            folder=folder, name="运河镇综合信息指挥室", duty=DutySettings(),
            limits=(Limit("", "handle", 4, "working_hour", "reported"),),
            roster=(Turn(date(2026, 11, 26), "白班", "王芳", "指挥室", "8801"),),
        )  # fmt: skip
        self.desk = open_duty(
            self.window, site, DutyCalendar(), self.cases, lambda: "王芳", lambda: True,  # type: ignore[arg-type]
            self.window, order=lambda *what: self.sent.append(what), may=may,
            audit=lambda *what: self.audit.append(what), cameras=lambda: ["桥东: 画面冻结"],
            conferences=lambda _now: ["11-26 防汛会商"],
            clock=SteadyClock(lambda: self.wall, lambda: self.run_s),
        )  # fmt: skip
        with qtbot.waitSignal(self.desk.keeping.loaded):
            pass

    def pass_time(self, **length: float) -> None:
        past = timedelta(**length)
        self.wall += past
        self.run_s += past.total_seconds()

    def case(self, **fields: Any) -> None:
        plain = {
            "id": CaseId("c-1"), "rev": 1, "number": "0031", "title": "占道经营", "text": "",
            "platform": "market", "category_code": "0301", "category": "", "source": "grid",
            "channel": "pc", "status": "handling", "level": "red", "place": None,
            "unit": "市场监管所", "reported_at": MORNING,
        }  # fmt: skip
        self.desk.timed(self.cases.take)([CaseChanged(Case(**{**plain, **fields}))])

    def sheet(self, page: int) -> DutySheet:
        sheet = self.window.sheets.duty()
        sheet.open_at(page)
        return sheet

    def wait(self, what: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(what()))

    def close(self) -> None:
        self.desk.close()
