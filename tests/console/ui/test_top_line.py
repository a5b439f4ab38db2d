from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.cases.case import PublicWarning
from console.site.people import Person
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.top_line import TopLine
from console.ui.words import Language, speak
from layouts.layout import Cell, Layout
from tests.console.ui.window_stage import TOUR

WARNING = PublicWarning(
    "w", "orange", "暴雨橙色预警 14:20 起 · 影响 9 村", "转移低洼处住户", None, None
)


@pytest.fixture
def top(look: Look, qtbot: QtBot) -> TopLine:
    top = TopLine(look, "运河镇综合信息指挥室")
    qtbot.addWidget(top)
    top.resize(1280, 52)
    top.show()
    return top


@pytest.mark.parametrize(
    ("cameras", "words", "lamp"),
    [
        ((9, 64, 0), "Seen 9 of 64", "green"),
        ((9, 64, 2), "Seen 9 of 64 · 2 lost", "amber"),
        ((0, 64, 2), "Seen 0 of 64 · 2 lost", "red"),
        ((0, 64, 0), "Seen 0 of 64", "grey"),
    ],
)
def test_a_camera_nobody_looks_at_is_not_missing(
    top: TopLine, cameras: tuple[int, int, int], words: str, lamp: str
) -> None:
    top.set_health(cameras=cameras)
    assert (top._camera_health.accessibleName(), top._camera_health._lamp) == (words, lamp)


@pytest.mark.parametrize(
    ("nodes", "words", "lamp"),
    [
        ((0, 27), "Sites 27", "grey"),
        ((25, 27), "Sites 25/27", "amber"),
        ((27, 27), "Sites 27/27", "green"),
    ],
)
def test_the_sites_are_quiet_while_none_is_in(
    top: TopLine, nodes: tuple[int, int], words: str, lamp: str
) -> None:
    top.set_health(nodes=nodes)
    assert (top._node_health.accessibleName(), top._node_health._lamp) == (words, lamp)


def test_a_notice_takes_the_banners_place_for_its_time(top: TopLine) -> None:
    top.set_warnings([WARNING])
    assert top._banner.isVisible()
    top.notice("石塘村 拒绝了会商")
    QApplication.processEvents()
    assert not top._banner.isVisible()
    assert top._notice.shown() == "石塘村 拒绝了会商"
    top.set_warnings([WARNING, WARNING])
    assert not top._banner.isVisible()
    top._gone.timeout.emit()
    assert top._banner.isVisible()
    assert top._notice.text() == ""


def test_the_reason_of_a_scene_leaves_its_room_to_a_warning_also_after_a_notice(
    top: TopLine,
) -> None:
    top.resize(1920, 52)
    top.scenes.set_scenes([("a", "日常")])
    top.scenes.set_current("a", "按计划至 22:00", may_follow=False)
    QApplication.processEvents()
    assert top.scenes._why.isVisible()
    top.set_warnings([WARNING])
    top.notice("石塘村 拒绝了会商")
    top.notice("石塘村 再次拒绝了会商")
    top._gone.timeout.emit()
    assert top._banner.isVisible()
    assert not top.scenes._why.isVisible()


def test_a_long_notice_is_cut_at_its_end_and_whole_in_the_tool_tip(top: TopLine) -> None:
    told = "会商服务没有应答 " * 30
    top.notice(told)
    QApplication.processEvents()
    assert top._notice.shown().startswith("会商服务没有应答 会商")
    assert top._notice.shown().endswith("…")
    assert top._notice.toolTip() == told


def test_a_banner_without_room_shows_its_sign_and_tells_all_in_the_tool_tip(top: TopLine) -> None:
    top.set_warnings([WARNING])
    assert top._banner._cut(12) == ""
    assert top._banner._cut(120).startswith("暴雨")
    assert top._banner._cut(120).endswith("…")
    assert "转移低洼处住户" in top._banner.toolTip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_can_be_read_beside_all_layouts_and_a_narrow_line_fits(
    top: TopLine, qapp: QApplication, language: Language
) -> None:
    speak(qapp, language)
    top.words_changed()
    qapp.setStyleSheet(style_sheet(top._look))
    cells = tuple(Cell(x, y) for y in range(2) for x in range(2))
    top.set_layouts([Layout(f"{n}", 2, 2, cells) for n in range(9)], "1")
    top.set_health((62, 64, 2), (25, 27), "stale")
    top.set_simulated(True)
    top.set_warnings([WARNING])
    qapp.processEvents()
    top.scenes.set_scenes([(name, name) for name in ("日常", "汛期", "会商", "夜间")])
    top.scenes.set_current("汛期", "手动，至 18:00", may_follow=True)
    top.tour.set_tour(TOUR)
    top.alarms.set(12, "Ctrl+W")
    top.person.set_people((Person("chief", "沈值清", "duty_chief"),), "chief")
    qapp.processEvents()
    row = top.layout()
    assert row is not None
    assert row.minimumSize().width() <= 1280
    told = "石塘村 的呼叫没有送到，请检查线路"
    top.notice(told)
    qapp.processEvents()
    assert top._notice.shown() == told
    assert "62" in top._camera_health.toolTip()
    top._gone.timeout.emit()
    assert top._camera_health._brief  # the words of the warning come before those of the lamps
    top.set_warnings([])
    assert not top._camera_health._brief


def test_the_scene_that_is_on_is_marked_and_one_is_chosen_by_a_press(
    top: TopLine, qtbot: QtBot
) -> None:
    top.resize(1920, 52)
    top.scenes.set_scenes([("a", "日常"), ("b", "汛期")])
    top.scenes.set_current("b", "by schedule until 18:00", may_follow=False)
    daily, flood = top.scenes._group.buttons()
    assert (daily.isChecked(), flood.isChecked()) == (False, True)
    assert top.scenes._why.text() == "by schedule until 18:00"
    with qtbot.waitSignal(top.scenes.chosen) as chosen:
        daily.click()
    assert chosen.args == ["a"]


def test_a_narrow_line_has_the_scenes_in_a_list(top: TopLine) -> None:
    top.resize(1280, 52)
    top.scenes.set_scenes([("a", "日常"), ("b", "汛期")])
    top.scenes.set_current("b", "chosen by hand", may_follow=True)
    assert all(button.isHidden() for button in top.scenes._group.buttons())
    assert top.scenes._list.text() == "汛期"
    heard: list[str] = []
    top.scenes.chosen.connect(heard.append)
    top.scenes.save_wished.connect(lambda: heard.append("save"))
    top.scenes._menu.aboutToShow.emit()
    for action in top.scenes._menu.actions():
        action.trigger()
    assert heard == ["a", "b", "", "save"]  # the third: as the schedule says


def test_the_list_of_scenes_says_what_the_schedule_has_for_today(top: TopLine) -> None:
    top.scenes.set_scenes([("a", "日常")])
    top.scenes.plan = lambda: [f"{hour:02}:00–{hour + 1:02}:00  日常 & 轮巡" for hour in range(20)]
    top.scenes._menu.aboutToShow.emit()
    quiet = [a.text() for a in top.scenes._menu.actions() if a.text() and not a.isEnabled()]
    assert quiet[:2] == ["Today's schedule:", "00:00–01:00  日常 && 轮巡"]
    assert quiet[12:14] == ["11:00–12:00  日常 && 轮巡", "…"]
    top.scenes.plan = tuple
    top.scenes._menu.aboutToShow.emit()
    assert not [a for a in top.scenes._menu.actions() if "schedule:" in a.text()]


def test_the_tour_tells_where_it_is_and_counts_down_and_says_why_it_rests(
    top: TopLine, qtbot: QtBot
) -> None:
    top.resize(1920, 52)
    top.tour.set_tour(TOUR)
    assert top.tour.words() == "Tour ▸ 河道巡查 2/6 · 12 s"
    top.tour.set_tour({**TOUR, "state": "steered", "next_in_s": None})
    assert top.tour.words() == "Tour ▸ 河道巡查 2/6 · rests: a camera is being turned"
    with qtbot.waitSignal(top.tour.wished) as wished:
        top.tour._buttons["next"].click()
    assert wished.args == ["next"]
    top.tour.set_tour(None)
    assert top.tour.isHidden()


def test_alarms_that_wait_are_counted_and_a_press_lists_them(top: TopLine, qtbot: QtBot) -> None:
    badge = top.alarms
    badge.set(0, "Ctrl+W")
    assert not badge.isVisible()
    badge.set(1, "Ctrl+W")
    assert badge.accessibleName() == "1 alarm waits"
    badge.set(3, "Ctrl+W")
    assert (badge.isVisible(), badge.text()) == (True, "Alarms 3")  # the line is narrow
    assert "3 alarms wait" in badge.toolTip()
    assert "(Ctrl+W)" in badge.toolTip()
    top.resize(1920, 52)
    QApplication.processEvents()
    assert badge.text() == "3 alarms wait"
    badge.setFocus()
    with qtbot.waitSignal(badge.clicked):
        qtbot.keyClick(badge, Qt.Key.Key_Space)


def test_bad_pictures_are_counted_and_nothing_is_green_then(top: TopLine) -> None:
    top.set_health(cameras=(9, 64, 0), bad=3)
    assert top._camera_health._text == "Seen 9 of 64 · 3 bad"
    assert top._camera_health._lamp == "amber"
    top.set_health(bad=0)
    assert top._camera_health._lamp == "green"
