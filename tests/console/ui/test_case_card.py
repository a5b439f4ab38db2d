from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.cases.attachments import Attachment
from console.cases.case import Case, Place, Worker
from console.cases.duty_hours import DutyHours
from console.cases.reveal import SHOWN_S
from console.ui.around import CameraNear, WorkerNear
from console.ui.case_around import Around, AroundBox
from console.ui.case_card import CaseCard
from console.ui.case_photos import PhotoSheet
from console.ui.case_words import act_text, worker_text
from console.ui.theme import Look

CaseMaker = Callable[..., Case]
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def card(look: Look, qtbot: QtBot) -> CaseCard:
    card = CaseCard(look)
    qtbot.addWidget(card)
    card.resize(388, 900)
    card.show()
    return card


@pytest.fixture
def personal(make_case: CaseMaker) -> Case:
    return make_case(
        "p", reporter="张三丰", reporter_phone="13812345678", text="张三丰电话13812345678",
        person="李大海",
    )  # fmt: skip


def told(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_personal_data_is_masked_until_it_is_revealed_and_again_after_a_minute(
    card: CaseCard, personal: Case, qtbot: QtBot
) -> None:
    at = [100.0]
    card._now = lambda: at[0]
    card.show_case(personal)
    for secret in ("张三丰", "13812345678", "李大海"):
        assert secret not in told(card)
    card.ask_reason()
    card.secrets._reason.setText("回访核实")
    with qtbot.waitSignal(card.reveal_wished) as wished:
        qtbot.keyClick(card.secrets._reason, Qt.Key.Key_Return)
    assert wished.args == ["回访核实"]
    assert "张三丰" not in told(card)  # the desk decides
    card.reveal()
    for secret in ("张三丰", "13812345678", "李大海"):
        assert secret in told(card)
    assert "60" in card.secrets._mask.text()
    at[0] += SHOWN_S
    card._on_tick()
    assert "张三丰" not in told(card)
    assert not card._tick.isActive()


def test_another_case_or_a_click_masks_at_once(
    card: CaseCard, personal: Case, make_case: CaseMaker
) -> None:
    card.show_case(personal)
    card.reveal()
    card.secrets._mask.click()
    assert "张三丰" not in told(card)
    card.reveal()
    card.show_case(make_case("other"))
    card.show_case(personal)
    assert "张三丰" not in told(card)


def test_who_may_not_see_it_is_not_asked_for_a_reason(card: CaseCard, personal: Case) -> None:
    card.show_case(personal)
    card.secrets.set_allowed(False)
    card.ask_reason()
    assert not card.secrets._reason.isVisible()
    assert not card.secrets._wish.isEnabled()


def test_a_short_reason_is_none(card: CaseCard, personal: Case, qtbot: QtBot) -> None:
    card.show_case(personal)
    card.ask_reason()
    with qtbot.assertNotEmitted(card.reveal_wished):
        qtbot.keyClick(card.secrets._reason, Qt.Key.Key_Return)
    qtbot.keyClick(card.secrets._reason, Qt.Key.Key_Escape)
    assert card.secrets._wish.isVisible()


def test_a_case_without_personal_data_has_nothing_to_reveal(
    card: CaseCard, make_case: CaseMaker
) -> None:
    card.show_case(make_case(person="", timeline=()))
    assert not card.secrets.isVisible()
    card.show_case(None)
    assert not card.secrets.isVisible()


def test_one_that_waits_can_be_acknowledged_or_shelved(
    card: CaseCard, make_case: CaseMaker, qtbot: QtBot
) -> None:
    card.show_case(make_case())
    assert not card._acknowledge.isVisible()
    card.set_waits(True)
    for button, act in ((card._acknowledge, "case_acknowledge"), (card._shelve, "case_shelve")):
        with qtbot.waitSignal(card.act_wished) as wished:
            button.click()
        assert wished.args == [act]


def test_limits_and_unreadable_parts_are_told(card: CaseCard, make_case: CaseMaker) -> None:
    card.clocks.hours = DutyHours(lambda day: True)
    card.show_case(make_case(faults=("place: no number",)))
    assert "Handle within" in card.clocks._lines.accessibleName()
    assert card.clocks._lines.isVisible()
    assert "place: no number" in told(card)
    assert (worker_text("odd"), act_text("odd")) == ("odd", "odd")


def test_what_is_around_is_listed_and_can_be_chosen(look: Look, qtbot: QtBot) -> None:
    box = AroundBox(look)
    qtbot.addWidget(box)
    worker = Worker("w", "王小明", "grid_worker", "", Place(120, 30), NOON, "13812345678")
    box.set(
        Around(
            (
                CameraNear("c01", "石埠桥", 88.0, True, False),
                CameraNear("c02", "集市", None, None, True),
            ),
            (WorkerNear(worker, 120.0, 180.0, True),),
            (("c-4", "2026 · 违规"),),
            ("c-9", "2026 · 占道"),
            "中队",
            ("陈建国",),
        )
    )
    box.show()
    assert "王** · grid worker · 120 m · 3 min ago · 138****5678 · assigned" in told(box)
    assert "中队 · 陈建国" in told(box)
    buttons = {b.text(): b for b in box.findChildren(QPushButton) if b.isVisible()}
    with qtbot.waitSignal(box.camera_wished) as wished:
        buttons["石埠桥 · 90 m · sees it"].click()
    assert wished.args == ["c01"]
    with qtbot.waitSignal(box.case_wished) as wished:
        buttons["2026 · 占道"].click()
    assert wished.args == ["c-9"]
    with qtbot.waitSignal(box.all_wished):
        buttons["Onto the wall"].click()
    box.clear()
    assert not box.isVisible()


def test_pictures_come_into_their_frames_and_one_is_enlarged(card: CaseCard, qtbot: QtBot) -> None:
    strip = card.photos
    attached = [
        Attachment("桥东.jpg", "https://p/1", True), Attachment("b.jpg", "https://p/2", True),
        Attachment("记录.pdf", "https://p/3", False),
    ]  # fmt: skip
    strip.set_attachments(attached)
    assert strip._others.text() == "记录.pdf"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0xFF3366)
    strip.set_photo("https://p/1", image, "")
    strip.set_photo("https://p/2", None, "large")
    strip.set_photo("https://elsewhere", image, "")
    assert not strip._buttons["https://p/1"].icon().isNull()
    assert strip._buttons["https://p/2"].text() == "too large"
    with qtbot.waitSignal(strip.enlarge_wished) as wished:
        strip._buttons["https://p/1"].click()
    assert wished.args[0] == "桥东.jpg"
    with qtbot.assertNotEmitted(strip.enlarge_wished):
        strip._buttons["https://p/2"].click()
    strip.set_attachments([])
    assert not strip.isVisible()


def test_the_large_picture_keeps_its_form(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    sheet = PhotoSheet(look, window)
    image = QImage(640, 320, QImage.Format.Format_RGB32)
    sheet.show_picture("a.jpg", image)
    shown = sheet._picture.pixmap()
    assert shown.width() == pytest.approx(2 * shown.height(), abs=3)
    assert window.rect().contains(sheet.geometry())
    sheet._close.click()
    assert not sheet.isVisible()


def test_a_grid_is_called_by_its_name_where_it_has_one(
    card: CaseCard, make_case: CaseMaker
) -> None:
    def places() -> list[str]:
        return [label.text() for label in card._values if label.isVisibleTo(card)]

    card.show_case(make_case("a"))
    assert any("集市-07" in text for text in places())
    card.set_grid_names({"集市-07": "云帆村网格002"})
    assert any("云帆村网格002" in text for text in places())
    assert not any("集市-07" in text for text in places())


def test_what_is_around_a_case_never_makes_its_card_wider_than_its_room(
    card: CaseCard, make_case: CaseMaker
) -> None:
    words = "云帆村 工业园入口 东侧 老闸口 二号杆"
    card.resize(300, 900)
    card.show_case(make_case("w"))
    card.around.set(Around((CameraNear("c01", words, 490.0, False, True),)))
    QApplication.processEvents()
    (scroll,) = card.findChildren(QScrollArea)[:1]
    assert scroll.horizontalScrollBar().maximum() == 0
    (row,) = [b for b in card.around.findChildren(QPushButton) if b.toolTip().startswith(words)]
    assert row.text().endswith("…")
    assert row.accessibleName() == row.toolTip() == f"{words} · 490 m · looks elsewhere · named"


def test_rows_around_a_case_stay_while_only_their_words_change(
    card: CaseCard, qtbot: QtBot, make_case: CaseMaker
) -> None:
    near = CameraNear("c01", "石埠桥", 88.0, True, False)
    card.show_case(make_case("w"))
    card.around.set(Around((near, near)))
    first, second = (b for b in card.around.findChildren(QPushButton) if b.toolTip()[:2] == "石埠")
    card.around.set(Around((replace(near, id="c02", away_m=120.0),)))
    assert first.toolTip() == "石埠桥 · 120 m · sees it"
    assert not second.isVisible()
    with qtbot.waitSignal(card.around.camera_wished) as wished:
        first.click()
    assert wished.args == ["c02"]
