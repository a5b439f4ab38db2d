from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseId, Clock, LinkState, PlatformKind, Step
from console.site.records import CameraEntry
from console.ui.case_card import CaseCard, stage_of, stage_times
from console.ui.case_list import MANY, CaseModel, place_text
from console.ui.case_panel import CASES, MAP, CasePanel
from console.ui.duty_log import LINES_KEPT, DutyLog
from console.ui.theme import Look
from console.ui.words import Language, speak

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # as the ready case of conftest
CaseMaker = Callable[..., Case]


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> CasePanel:
    panel = CasePanel(look)
    qtbot.addWidget(panel)
    panel.resize(388, 900)
    panel.show()
    return panel


def titles(model: CaseModel) -> list[str]:
    return [
        model.index(row).data(Qt.ItemDataRole.UserRole).title for row in range(model.rowCount())
    ]


def test_the_most_urgent_open_case_comes_first(make_case: CaseMaker) -> None:
    soon = (Clock("handle", NOON + timedelta(minutes=5)),)
    over = (Clock("handle", NOON - timedelta(minutes=5)),)
    model = CaseModel()
    model.set_cases(
        [
            make_case("a", level="blue"),
            make_case("b", level="blue", clocks=soon),
            make_case("c", level="blue", clocks=over),
            make_case("d", status="closed"),
        ],
        NOON,
    )
    rows = model.listing.rows()
    assert [row.id for row in rows] == ["c", "b", "a"]
    assert [row.lamp for row in rows] == ["red", "amber", "green"]
    assert rows[0].left_min == -5


def test_the_model_keeps_qts_rules(make_case: CaseMaker, qtmodeltester: ModelTester) -> None:
    model = CaseModel()
    qtmodeltester.check(model)
    for changed, gone in (
        ([make_case("a"), make_case("b")], []),
        ([make_case("b", level="blue"), make_case("c"), make_case("0")], []),
        ([make_case("a", level="blue", title="x")], [CaseId("b")]),
        ([make_case("c", status="closed")], [CaseId("0")]),
    ):
        model.change(changed, gone, NOON)
        qtmodeltester.check(model)
    model.set_cases([make_case(f"c-{n}") for n in range(MANY + 5)], NOON)
    qtmodeltester.check(model)
    assert model.rowCount() == MANY + 5


def test_only_rows_that_differ_are_told(make_case: CaseMaker, qtbot: QtBot) -> None:
    model = CaseModel()
    model.set_cases([make_case("a"), make_case("b")], NOON)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        model.set_cases([make_case("a"), make_case("b")], NOON - timedelta(seconds=1))
    model.index(1).data()  # a view has asked for it
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.set_cases([make_case("a"), make_case("b", status="feedback")], NOON)
    assert changed.args[0].row() == changed.args[1].row() == 1


def test_the_selected_case_stays_selected_when_rows_change_places(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    panel.set_cases([make_case("a"), make_case("b", level="blue")], NOON)
    panel.show_case(make_case("b", level="blue"))
    with qtbot.assertNotEmitted(panel.case_selected):
        panel.set_cases([make_case("a"), make_case("b"), make_case("0")], NOON)
    assert panel._list.currentIndex().data(Qt.ItemDataRole.UserRole).id == "b"


def test_a_click_on_a_row_selects_its_case(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    panel.set_cases([make_case("a"), make_case("b")], NOON)
    view = panel._list
    at = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.case_selected) as selected:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selected.args == ["b"]


def test_showing_a_case_by_program_tells_nobody(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    panel.set_cases([make_case("a"), make_case("b")], NOON)
    with qtbot.assertNotEmitted(panel.case_selected):
        panel.show_case(make_case("b"))
    assert panel.card.case_id == "b"


def test_platform_chips_count_and_filter(panel: CasePanel, make_case: CaseMaker) -> None:
    panel.set_cases(
        [make_case("a"), make_case("b", platform="service"), make_case("c", platform="odd")], NOON
    )
    market = next(chip for chip in panel._chips if chip.platform.id == "market")
    assert market.accessibleName() == "Market 1"
    market.click()
    assert panel._model.rowCount() == 2
    market.click()
    assert panel._model.rowCount() == 3
    assert panel._tabs.tabText(0) == "Cases 3"


def test_platforms_are_data(panel: CasePanel, make_case: CaseMaker) -> None:
    panel.set_platforms([PlatformKind("water", "水务", "#336699")])
    panel.set_cases([make_case("a", platform="water")], NOON)
    (chip,) = panel._chips
    assert chip.accessibleName() == "水务 1"


def test_a_silent_platform_marks_the_list_as_old_and_says_since_when(panel: CasePanel) -> None:
    panel.set_link(LinkState("offline", since=time.monotonic() - 120))
    assert panel.lines._stale.isVisible()
    assert "2 min old" in panel.lines._stale.text()
    assert panel._delegate.stale
    panel.set_link(LinkState("live"))
    assert not panel.lines._stale.isVisible()
    assert not panel._delegate.stale


def test_each_silent_source_is_named_and_only_its_cases_look_old(
    panel: CasePanel, make_case: CaseMaker
) -> None:
    own, other = make_case("a"), make_case("w:1", feed="w")
    panel.set_cases([own, other], NOON)
    links = {"": LinkState("live"), "w": LinkState("stale", since=time.monotonic() - 60, feed="w")}
    panel.set_links(links, {"w": "网格"})
    assert panel.lines._stale.text().startswith("网格: no updates since")
    assert panel._delegate.stale == {"w"}
    panel.show_case(other)
    assert any("stopped since" in label.text() for label in panel.card._values)
    panel.show_case(own)
    assert not any("stopped" in label.text() for label in panel.card._values if label.isVisible())


def test_the_row_is_painted_with_the_levels_colour(
    panel: CasePanel, make_case: CaseMaker, look: Look
) -> None:
    panel.set_cases([make_case("a", level="orange")], NOON)
    image = panel._list.viewport().grab().toImage()
    assert image.pixelColor(2, 30) == look.level("orange")


def test_the_card_shows_the_case_and_its_masked_reporter(
    look: Look, make_case: CaseMaker, qtbot: QtBot
) -> None:
    card = CaseCard(look)
    qtbot.addWidget(card)
    card.show_case(make_case())
    shown = [label.text() for label in card._values if not label.isHidden()]
    assert "张**  138****0000" in shown
    assert "农贸市场东门 · 集市-07" in shown
    assert card._number.text() == "2026-1123-0031 · being handled · within 10 m"
    card.show_case(None)
    assert card.case_id is None
    assert card._title.text() == ""


def test_a_cases_cameras_are_said_by_name(panel: CasePanel, make_case: CaseMaker) -> None:
    panel.set_cameras([CameraEntry("c05", "农贸市场东门", "rtsp://x/")])
    panel.show_case(make_case(cameras=("c05", "c99")))
    shown = [label.text() for label in panel.card._values if not label.isHidden()]
    assert "农贸市场东门、c99" in shown


def test_the_cards_buttons_wish(look: Look, make_case: CaseMaker, qtbot: QtBot) -> None:
    card = CaseCard(look)
    qtbot.addWidget(card)
    card.show_case(make_case())
    card.show()

    def button(words: str) -> QPushButton:
        return next(b for b in card.findChildren(QPushButton) if b.text() == words)

    for words, signal, carried in (
        ("View", card.view_wished, "camera:c05"),
        ("Map", card.map_wished, "c-1"),
        ("Consult", card.consult_wished, "c-1"),
    ):
        with qtbot.waitSignal(signal) as wished:
            button(words).click()
        assert wished.args == [carried]
    card.show_case(make_case(cameras=(), place=None))
    assert not button("View").isEnabled()
    assert not button("Map").isEnabled()


@pytest.mark.parametrize(
    ("status", "stage"),
    [("reported", 0), ("dispatched", 2), ("handling", 4), ("closed", 5), ("suspended", 1)],
)
def test_a_case_has_come_as_far_as_its_status_or_its_timeline_says(
    make_case: CaseMaker, status: str, stage: int
) -> None:
    assert stage_of(make_case(status=status)) == stage


def test_stages_have_the_times_of_their_first_steps(make_case: CaseMaker) -> None:
    case = make_case()
    again = Step(NOON, "赵", "", "accept", "")
    times = stage_times(make_case(timeline=(*case.timeline, again)))
    assert times[0] == case.reported_at
    assert times[1] == NOON - timedelta(minutes=27)
    assert times[2:] == [None] * 4


def test_the_log_keeps_the_newest_lines(qtbot: QtBot) -> None:
    log = DutyLog()
    qtbot.addWidget(log)
    for number in range(LINES_KEPT + 5):
        log.add(NOON, f"line {number}")
    assert log.model().rowCount() == LINES_KEPT
    assert log.model().index(0, 0).data().endswith(f"line {LINES_KEPT + 4}")


def test_the_cards_map_button_opens_the_map_at_the_case(
    panel: CasePanel, make_case: CaseMaker
) -> None:
    panel.show_case(make_case())
    panel.card.map_wished.emit("c-1")
    assert panel.map.isVisible()


def test_the_card_takes_room_only_while_it_shows_a_case(
    panel: CasePanel, make_case: CaseMaker
) -> None:
    assert not panel.card.isVisible()
    panel.show_case(make_case())
    assert panel.card.isVisible()
    panel.show_case(None)
    assert not panel.card.isVisible()


def row_is_seen(panel: CasePanel, name: str) -> bool:
    rect = panel._list.visualRect(panel._model.index_of(name))
    return panel._list.viewport().rect().contains(rect)


def test_the_row_of_the_shown_case_is_seen_when_its_card_has_taken_its_room(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    cases = [make_case(f"c-{n:02d}", number=f"{n:02d}") for n in range(30)]
    panel.set_cases(cases, NOON)
    seen = [case for case in cases if row_is_seen(panel, str(case.id))]
    view = panel._list
    at = view.visualRect(panel._model.index_of(str(seen[-1].id))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()  # the click's own scrolling is over before the card comes
    panel.show_case(seen[-1])
    QApplication.processEvents()
    qtbot.waitUntil(lambda: row_is_seen(panel, str(seen[-1].id)))
    panel.show_case(cases[-1])
    qtbot.waitUntil(lambda: row_is_seen(panel, str(cases[-1].id)))
    panel._list.scrollToTop()
    panel.show_case(make_case("c-29", number="29", rev=2))
    QApplication.processEvents()
    assert not row_is_seen(panel, "c-29")  # news of the same case scroll nobody away


def test_a_row_chosen_beside_the_map_is_seen_when_the_list_opens(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    cases = [make_case(f"c-{n:02d}", number=f"{n:02d}") for n in range(30)]
    panel.set_cases(cases, NOON)
    panel.open_tab(MAP)
    panel.show_case(cases[-1])
    panel.open_tab(CASES)
    qtbot.waitUntil(lambda: row_is_seen(panel, "c-29"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [324, 388])
def test_the_platforms_are_named_all_of_them(
    panel: CasePanel, qapp: QApplication, language: Language, width: int
) -> None:
    panel.resize(width, 700)
    speak(qapp, language)
    panel.words_changed()
    qapp.processEvents()
    for chip in panel._chips:
        assert chip.named
        assert chip.needed() <= chip.width()
        assert chip.text() in chip.toolTip()


def test_without_room_no_platform_is_named(panel: CasePanel) -> None:
    panel.resize(150, 700)
    QApplication.processEvents()
    assert {chip.named for chip in panel._chips} == {False}


def test_a_room_without_a_platform_says_so(panel: CasePanel) -> None:
    panel.set_no_platform()
    assert panel.lines._none.text() == "No platform is configured."
    assert panel.lines._none.isVisible()
    panel.set_link(LinkState("live"))
    assert panel.lines._none.text() == "No open case."


def test_the_cases_near_a_camera_are_shown_alone_the_nearest_first(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    panel.set_cases([make_case(name) for name in "abcd"], NOON)
    near = {CaseId("d"): 93.0, CaseId("b"): 1240.0, CaseId("a"): None, CaseId("gone"): 5.0}
    panel.set_near(near, "村口桥头")
    rows = [panel._model.index(n).data(Qt.ItemDataRole.UserRole) for n in range(3)]
    assert panel._model.rowCount() == 3
    assert [row.id for row in rows] == ["d", "b", "a"]
    assert [place_text(row) for row in rows] == [
        "90 m · 农贸市场东门", "1.2 km · 农贸市场东门", "农贸市场东门",
    ]  # fmt: skip
    assert panel.lines._near.isVisible()
    assert "村口桥头" in panel.lines._near.text()
    with qtbot.waitSignal(panel.all_wished):
        panel.lines._near.click()
    panel.set_near({}, "村口桥头")
    assert panel.lines._none.isVisible()
    assert panel.lines._none.text() == "No open case near here."
    panel.set_near(None, "")
    assert panel._model.rowCount() == 4
    assert not panel.lines._near.isVisible()


def test_a_burst_of_changes_is_painted_some_times_a_second_and_all_of_it_in_the_end(
    panel: CasePanel, make_case: CaseMaker, qtbot: QtBot
) -> None:
    for number in range(40):
        panel.change_cases([make_case(f"c-{number}")], [], NOON)
    assert not panel._list.updatesEnabled()
    qtbot.waitUntil(panel._list.updatesEnabled)
    assert panel._model.rowCount() == 40
    assert len(panel._list.seen()) > 3
