"""Duty: reckoning, the ladder, emergencies, the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.duty.book import NAME
from tests.console.desk.duty_room import MORNING, DutyRoom


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[DutyRoom]:
    made = DutyRoom(tmp_path, qtbot)
    yield made
    made.close()


def log_lines(room: DutyRoom) -> list[str]:
    log = room.window.cases.log.model()
    return [log.data(log.index(row, 0)) for row in range(log.rowCount())]


def test_a_case_without_clocks_gets_those_of_the_limits(room: DutyRoom) -> None:
    room.case()
    (clock,) = room.cases.book.open_cases()[0].clocks
    assert (clock.kind, clock.ours, clock.unit) == ("handle", True, "working")
    assert clock.due_at == MORNING.replace(hour=14, minute=30)
    assert clock.amber_at == MORNING.replace(hour=13, minute=42)


def test_what_is_due_is_proposed_and_sent_only_by_hand(room: DutyRoom) -> None:
    room.case()
    room.cases.show_case("c-1")
    room.desk.look()
    assert room.desk.proposals == {}
    room.pass_time(days=1)
    room.desk.look()
    assert room.desk.proposals[CaseId("c-1")].rung.id == "urge"
    assert room.sent == []
    room.desk.send("c-1", "请今日办结")
    ((case, kind, args),) = room.sent
    assert (case, kind, args["text"], args["by"]) == (
        "c-1",
        "supervise",
        "催办：请今日办结",
        "王芳",
    )
    assert room.audit == [("supervise", "c-1", "催办：请今日办结")]
    assert room.desk.proposals == {}
    room.desk.send("c-1", "again")
    assert len(room.sent) == 1


def test_many_cases_are_gone_through_a_few_a_second(
    room: DutyRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.desk.duty.LOOKED_AT", 2)
    for number in range(5):
        room.case(id=CaseId(f"c-{number}"), reported_at=MORNING.replace(day=20))
    room.desk._coming = []
    counts = []
    for _ in range(3):
        room.desk.second()
        counts.append(len(room.desk.proposals))
    assert counts == [2, 4, 5]
    room.case(id=CaseId("c-1"), rev=2, status="closed")
    for _ in range(3):
        room.desk.second()
    assert CaseId("c-1") not in room.desk.proposals
    assert [one.case_id for one in room.desk.ordered()] == ["c-0", "c-2", "c-3", "c-4"]


def test_who_may_not_sends_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    room = DutyRoom(tmp_path, qtbot, may=lambda act: act != "supervise")
    room.case()
    room.pass_time(days=1)
    room.desk.look()
    room.desk.send("c-1", "请今日办结")
    assert room.sent == []
    assert not room.desk.may_send()
    room.close()


def test_who_may_not_writes_no_log_and_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    room = DutyRoom(tmp_path, qtbot, may=lambda act: act != "duty_log")
    room.window.cases.duty.noted.emit("电话通知泵站")
    room.desk.report(1, "final", "处置完毕")
    assert not room.desk.call("桥面塌陷", {"emergency": "yes"})
    assert room.window.told == ["Your role does not write the duty log."] * 3
    assert room.desk.hand_over("王芳", "陈刚", "", "")
    room.wait(lambda: room.desk.keeping.entries)
    assert [one.kind for one in room.desk.keeping.entries] == ["handover"]
    room.close()


def test_who_may_not_hands_no_shift_over_and_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    room = DutyRoom(tmp_path, qtbot, may=lambda act: act != "hand_over")
    assert not room.desk.hand_over("王芳", "陈刚", "", "")
    assert room.window.told == ["Your role does not hand over a shift."]
    assert room.audit == []
    assert room.desk.call("桥面塌陷", {})
    room.wait(lambda: room.desk.keeping.entries)
    assert [one.kind for one in room.desk.keeping.entries] == ["call"]
    room.close()


def test_the_log_and_what_was_ordered_outlive_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    first = DutyRoom(tmp_path, qtbot)
    first.case()
    first.window.tell("摄像机 桥东 断线")
    first.desk.note("电话通知泵站")
    first.pass_time(days=1)
    first.desk.look()
    first.desk.send("c-1", "")
    first.close()
    again = DutyRoom(tmp_path, qtbot)
    told = "\n".join(log_lines(again))
    assert "摄像机 桥东 断线" in told
    assert "电话通知泵站" in told
    assert (tmp_path / "state" / NAME).exists()
    again.case()
    again.pass_time(days=1)
    again.desk.look()
    assert again.desk.proposals == {}  # it was urged before the restart
    again.close()


def test_a_first_report_that_is_late_is_told_once_for_each_lamp(room: DutyRoom) -> None:
    room.desk.call("桥面塌陷", {"emergency": "yes", "place": "石埠桥"})
    room.wait(lambda: room.desk.emergencies())
    room.desk.second()
    assert not any("石埠桥" in told for told in room.window.told)
    room.pass_time(minutes=16)
    for _ in range(3):
        room.desk.second()
    (told,) = [line for line in room.window.told if "石埠桥" in line]
    assert "phone" in told
    room.pass_time(minutes=5)
    room.desk.second()
    assert len([line for line in room.window.told if "石埠桥" in line]) == 2
    assert "石埠桥" in room.window.cases.duty._urgent.text()
    room.desk.report(room.desk.emergencies()[0].call.id, "final", "处置完毕")
    room.wait(lambda: not room.desk.emergencies()[0].is_open)
    room.desk.second()
    assert room.window.cases.duty._urgent.text() == ""


def test_the_workstations_clock_moves_no_limit_and_is_told(room: DutyRoom) -> None:
    room.case()
    before = room.desk.now()
    room.wall = room.wall.replace(year=2027)
    assert room.desk.now() == before
    room.desk.look()
    assert room.desk.proposals == {}
    room.desk.second()
    assert any("clock" in told for told in room.window.told)
    assert room.desk.warning()


def test_who_is_on_duty_is_asked_by_unit(room: DutyRoom) -> None:
    assert [turn.person for turn in room.desk.on_duty("指挥室")] == ["王芳"]
    assert room.desk.on_duty("市场监管所") == []
    room.pass_time(hours=9)
    assert room.desk.on_duty("指挥室") == []


def test_a_hand_over_names_what_is_open(room: DutyRoom) -> None:
    room.case(reported_at=MORNING.replace(day=20))
    room.desk.call("桥面塌陷", {"emergency": "yes", "place": "石埠桥"})
    room.wait(lambda: room.desk.emergencies())
    room.desk.hand_over("王芳", "陈刚", "回电县防指", "夜间关注水位")
    room.wait(lambda: any(one.kind == "handover" for one in room.desk.keeping.entries))
    entry: Any = room.desk.keeping.entries[-1]
    assert entry.says("shift") == "2026-11-26 白班"
    assert "石埠桥" in entry.says("emergencies")
    assert "0031 占道经营 市场监管所" in entry.says("overdue")
    assert (entry.says("cameras"), entry.says("conferences")) == (
        "桥东: 画面冻结",
        "11-26 防汛会商",
    )
    assert entry.says("matters") == "回电县防指"
