from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.cases.case import Place, Worker, WorkerSnapshot
from console.links.photos import Photo
from tests.console.desk.case_room import NOW, Room, a_case
from tests.console.desk.walls import shown

OTHERS = ["c01", "c02", "c03", "c04"]  # what the wall fills itself with


def test_personal_data_is_shown_only_once_the_audit_has_the_reason(case_room: Room) -> None:
    case_room.choose(a_case())
    card = case_room.window.cases.card
    card.reveal_wished.emit("回访核实")
    assert case_room.acts() == [("reveal", "王", "回访核实")]
    assert card._left_s() > 0
    card._mask()
    case_room.desk.side.may = lambda _act: False
    card.reveal_wished.emit("好奇")
    assert card._left_s() == 0
    case_room.desk.side.may = lambda _act: True
    case_room.desk.side._note = lambda act, subject, detail: False
    card.reveal_wished.emit("好奇")
    assert card._left_s() == 0
    assert len(case_room.acts()) == 1


def test_one_key_brings_the_cameras_that_see_the_place_onto_the_wall(case_room: Room) -> None:
    case_room.window.perform("case_cameras")
    assert shown(case_room.walls.own.desk) == OTHERS
    case_room.choose(a_case())
    case_room.window.perform("case_cameras")
    assert shown(case_room.walls.own.desk) == ["gate", *OTHERS[1:]]
    case_room.window.perform("case_cameras")
    assert shown(case_room.walls.own.desk) == ["gate", *OTHERS[1:]]


def test_one_key_calls_the_village(case_room: Room, qtbot: QtBot) -> None:
    case_room.choose(a_case())
    with qtbot.waitSignal(case_room.window.consult_wished) as wished:
        case_room.window.perform("case_call")
    assert wished.args == ["c-1"]


def test_the_card_shows_what_is_around(case_room: Room) -> None:
    worker = Worker("w", "王小明", "grid_worker", "", Place(120.191, 30.47), NOW, "13812345678")
    case_room.cases.take([WorkerSnapshot((worker,)), a_case("c-2"), a_case("c-3")])
    case_room.desk.side.on_duty = lambda unit: (f"{unit}的陈",)
    case_room.choose(a_case(raw={"duplicate_of": "c-3"}))
    around = case_room.window.cases.card.around._around
    assert [near.id for near in around.cameras] == ["gate", "hall"]
    assert [near.worker.id for near in around.workers] == ["w"]
    assert around.on_duty == ("中队的陈",)
    assert around.surely is not None
    assert around.surely[0] == "c-3"
    assert [case_id for case_id, _ in around.alike] == ["c-2"]


def test_pictures_are_asked_for_and_come(case_room: Room) -> None:
    asked: list[tuple[str, ...]] = []
    case_room.desk.side._show_photos = asked.append
    attached = [{"name": "a.jpg", "url": "https://p.example/1", "kind": "image"}]
    case_room.choose(a_case(raw={"attachments": attached}))
    assert asked == [("https://p.example/1",)]
    case_room.desk.side.photo_come.emit(Photo("https://p.example/1", 2, 1, bytes(8)))
    strip = case_room.window.cases.card.photos
    assert not strip._buttons["https://p.example/1"].icon().isNull()
    strip._buttons["https://p.example/1"].click()
    assert case_room.window.sheets.photo.shown
    case_room.choose(a_case("c-2"))
    assert asked[-1] == ()
