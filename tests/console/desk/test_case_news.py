from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseId,
    LinkState,
    PublicWarning,
    WarningSnapshot,
)
from console.cases.sources.settings import SourceSettings
from console.desk.case_news import CaseNews
from console.desk.cases import CaseDesk
from console.site.records import PlatformSettings
from console.ui.main_window import MainWindow
from tests.console.desk.walls import Fixed

CASE = Case(
    CaseId("c-1"), 3, "2026-1123-0001", "河道漂浮物", "", "governance", "", "", "grid", "pc",
    "accepted", "orange", None,
)  # fmt: skip


class Held:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.cases = CaseDesk(self.window.cases, self.window.wall, Fixed(), self.window)
        self.news = CaseNews(self.window, self.cases, self.window)
        self.told: list[Any] = []
        self.news.told.connect(lambda *what: self.told.append(what))
        self.news.cases_told.connect(lambda whats: self.told.append(("cases", whats)))
        self.news.simulated.connect(lambda: self.told.append("simulated"))
        self.news.cases_changed.connect(lambda: self.told.append("cases"))
        self.kept: list[str] = []

    def keep(self, work: Coroutine[Any, Any, None], name: str) -> None:
        work.close()
        self.kept.append(name)

    def follow(self, url: str) -> None:
        self.news.follow(PlatformSettings(url=url), list, self.keep)


@pytest.fixture
def held(qtbot: QtBot) -> Held:
    return Held(qtbot)


def test_a_changed_case_is_told_with_its_revision(held: Held) -> None:
    held.cases.take([CaseChanged(CASE)])
    assert held.told == ["cases", ("cases", [{"id": "c-1", "rev": 3}])]


def test_the_link_is_told_once_a_change(held: Held) -> None:
    for state in ("live", "live", "offline"):
        held.cases.take([LinkState(state)])
    assert held.told == [("platform", {"state": "live"}), ("platform", {"state": "offline"})]


def test_a_platform_that_is_an_exercise_says_so(held: Held) -> None:
    held.cases.take([About("真平台", False, ())])
    assert held.told == []
    held.cases.take([About("镇平台", True, ())])
    assert held.told == ["simulated"]


def test_a_warning_is_shown_and_goes_when_it_has_expired(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(held.window.top, "set_warnings", lambda found: shown.append(len(found)))
    held.news.second()
    assert shown == []  # nothing to look after
    soon = datetime.now(UTC) + timedelta(hours=1)
    warning = PublicWarning("w-1", "orange", "暴雨橙色预警", "", None, soon)
    held.cases.take([WarningSnapshot((warning,))])
    held.news.second()
    assert shown == [1, 1]


def test_a_room_without_a_platform_follows_none_and_says_so(held: Held) -> None:
    held.follow("")
    assert held.kept == []
    assert not held.window.cases.lines._has_platform


def test_an_address_that_is_none_is_said_and_not_followed(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(held.window, "tell", said.append)
    held.follow("ftp://nowhere")
    assert held.kept == []
    assert len(said) == 1


def test_a_platform_is_followed_in_the_io_thread(held: Held) -> None:
    held.follow("http://127.0.0.1:9/api/v1")
    assert held.kept == ["platform"]


def test_every_case_source_is_followed_and_the_top_line_shows_the_worst(held: Held) -> None:
    shown: list[str] = []
    held.window.top.set_health = lambda platform: shown.append(platform)  # type: ignore[method-assign,misc]
    others = [SourceSettings("w", "open311", "http://h"), SourceSettings("bad", "mqtt", "http://h")]
    held.news.follow(PlatformSettings(), list, held.keep, others)
    assert held.kept == ["cases w"]
    held.cases.take([LinkState("live"), LinkState("stale", feed="w")])
    assert shown == ["stale"]
    assert held.told == [("platform", {"state": "live"})]
