"""The minutes kept as the conference goes on, on a real disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.minutes import MinutesDesk, Occasion
from console.minutes.journal import Journals

NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


class Room:
    def __init__(self, state: Path) -> None:
        self.now = NOON
        self.marks: list[dict[str, Any]] = []
        self.desk = MinutesDesk(
            state, "指挥室", lambda id_: {"id": id_, "title": "漫堤"}, self.marks.append,
            lambda: True, lambda: self.now,
        )  # fmt: skip

    def conference(self, live: bool = True, case: str | None = None, **nodes: str) -> None:
        self.now += timedelta(seconds=1)
        told = [
            {"id": id_, "name": f"村{id_}", "state": word, "invited": True}
            for id_, word in nodes.items()
        ]
        self.desk.take(
            {
                "event": "conference", "state": "live" if live else "idle",
                "id": "k1" if live else None, "case": case, "nodes": told,
            }
        )  # fmt: skip

    def record(self, act: str, node: str = "", **more: str) -> None:
        self.desk.take(
            {"event": "record", "at": self.now.isoformat(), "act": act, "node": node, **more}
        )


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Callable[[Path], Room]]:
    rooms: list[Room] = []

    def make(state: Path) -> Room:
        rooms.append(Room(state))
        return rooms[-1]

    yield make
    for room in rooms:
        room.desk.close()


Make = Callable[[Path], Room]


def test_who_came_is_noticed_where_the_hub_tells_no_acts(made: Make, tmp_path: Path) -> None:
    room = made(tmp_path)
    room.desk.announce(Occasion("防汛会商", "防汛", "王", checklist=("通知",), invited=("a", "b")))
    room.conference(a="calling", b="absent")
    room.conference(a="live", b="absent")
    room.desk.decide("转移")
    room.desk.check("通知", True, "王")
    room.conference(live=False, a="absent", b="absent")
    assert room.desk.current == ""
    room.desk.close()
    again = made(tmp_path)
    assert again.desk.names() == ["k1"]
    minutes = again.desk.minutes("k1")
    assert (minutes.title, minutes.plan, minutes.chair, minutes.simulated) == (
        "防汛会商", "防汛", "王", True,
    )  # fmt: skip
    assert [(one.node, len(one.spans), one.here) for one in minutes.attendance] == [
        ("a", 1, False), ("b", 0, False),
    ]  # fmt: skip
    assert [one.text for one in minutes.decisions] == ["转移"]
    assert minutes.checks[0].who == "王"


def test_what_the_hub_tells_is_taken_instead(made: Make, tmp_path: Path) -> None:
    room = made(tmp_path)
    room.record("started")
    room.record("called", "a")
    room.conference(a="live")
    room.record("joined", "a")
    room.record("roll_call", "a", result="present")
    room.record("opened", "a")  # the room's own acts are not the hub's to tell
    minutes = room.desk.minutes()
    assert [one.act for one in room.desk._entries].count("started") == 1
    assert minutes.title == "视频会商"
    assert len(minutes.attendance[0].spans) == 1
    assert minutes.roll_calls[0][0].result == "present"
    assert [(mark["act"], mark["title"]) for mark in room.marks] == [
        ("roll_call", "点名村a：应答正常")
    ]


def test_a_program_that_starts_again_goes_on_with_the_same_minutes(
    made: Make, tmp_path: Path
) -> None:
    room = made(tmp_path)
    room.conference(a="live")
    room.desk.decide("甲")
    room.desk.close()
    again = made(tmp_path)
    again.now = NOON + timedelta(minutes=5)
    again.conference(a="live")
    again.desk.decide("乙")
    minutes = again.desk.minutes()
    assert [one.text for one in minutes.decisions] == ["甲", "乙"]
    assert minutes.began == NOON + timedelta(seconds=1)
    assert minutes.ended is None


def test_a_case_is_in_the_minutes_and_so_is_what_happens_to_it(made: Make, tmp_path: Path) -> None:
    room = made(tmp_path)
    room.desk.tell_case("c-7", "before anything")
    room.conference(case="c-7", a="live")
    room.desk.tell_case("c-7", "漫堤 · 处置中")
    minutes = room.desk.minutes()
    assert minutes.title == "漫堤会商"
    assert [case["id"] for case in minutes.cases] == ["c-7"]
    assert [entry.text for entry in minutes.marks if entry.act == "case"] == ["漫堤 · 处置中"]


def test_a_case_that_joins_is_in_the_minutes_with_all_that_is_known_of_it(
    made: Make, tmp_path: Path
) -> None:
    room = made(tmp_path)
    room.conference(case="c-7", a="live")
    room.record("attached", text="c-8")
    room.desk.close()
    minutes = made(tmp_path).desk.minutes("k1")
    assert [(case["id"], case["title"]) for case in minutes.cases] == [
        ("c-7", "漫堤"), ("c-8", "漫堤"),
    ]  # fmt: skip
    assert [entry.text for entry in minutes.marks] == ["漫堤"]
    assert [mark["act"] for mark in room.marks] == ["attached"]


def test_decisions_are_changed_by_number_and_nothing_is_kept_without_a_conference(
    made: Make, tmp_path: Path
) -> None:
    room = made(tmp_path)
    room.desk.decide("never")
    room.desk.check("never", True, "x")
    room.conference(a="live")
    room.desk.decide(" ")
    room.desk.decide("甲")
    room.desk.decide("乙", 1)
    assert [one.text for one in room.desk.minutes().decisions] == ["乙"]
    room.desk.decide("", 1)
    assert room.desk.minutes().decisions == ()


def test_a_conference_whose_end_nobody_saw_ended_with_its_last_act(
    made: Make, tmp_path: Path
) -> None:
    room = made(tmp_path)
    room.conference(a="live")
    room.conference(a="live", b="live")
    room.desk.close()
    found = made(tmp_path).desk.minutes("k1")
    assert found.ended == NOON + timedelta(seconds=2)


def test_a_disk_that_refuses_is_told_and_the_conference_goes_on(made: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    room = made(tmp_path / "file")
    room.conference(a="live")
    room.desk.decide("甲")
    room.desk.close()
    (told,) = room.desk.troubles()
    assert told.startswith("the minutes cannot be kept: k1.jsonl")
    assert [one.text for one in room.desk.minutes().decisions] == ["甲"]
    assert room.desk.troubles() == [f"the minutes cannot be kept: {room.desk.fault}"]
    assert Journals(tmp_path / "file").names() == []


def test_what_the_disk_refused_is_written_when_it_takes_again(made: Make, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("no folder")
    room = made(state)
    room.conference(a="live")
    room.desk.decide("甲")
    room.desk._thread.submit(state.unlink).result()
    room.desk.decide("乙")
    room.desk.close()
    assert room.desk.troubles() == []
    kept = made(state).desk.minutes("k1")
    assert [one.text for one in kept.decisions] == ["甲", "乙"]


def test_lines_that_are_lost_are_counted(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.desk.minutes.MOST_WAITING", 3)
    (tmp_path / "file").write_text("no folder")
    room = made(tmp_path / "file")
    room.conference(a="live")
    for text in "甲乙丙丁":
        room.desk.decide(text)
    room.desk.close()
    assert room.desk.troubles()[-1].endswith("lines of the minutes are lost")
