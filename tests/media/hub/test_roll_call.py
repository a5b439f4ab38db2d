"""The roll call."""

from __future__ import annotations

import pytest

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.chairing import Measured, Result
from media.hub.roll_call import judge
from media.hub.room import Room
from media.hub.standing import CUE_S
from tests.media.hub.test_attendance import acts, room_of
from tests.media.hub.test_floor import route
from tests.media.hub.test_room import IDS, do, mic

GOOD = Measured("n01", connected=True, fps=15.0, loss=0.01, rtt_ms=30.0)


@pytest.mark.parametrize(
    ("measured", "seen", "heard", "result"),
    [
        (GOOD, True, True, Result.PRESENT),
        (GOOD, True, False, Result.NO_SOUND),
        (GOOD, False, True, Result.NO_PICTURE),
        (GOOD, False, False, Result.NO_ANSWER),
        (None, True, True, Result.NO_ANSWER),
        (Measured("n01", connected=False), True, True, Result.NO_ANSWER),
        (Measured("n01", connected=True, loss=0.2), True, True, Result.BAD_LINE),
        (Measured("n01", connected=True, rtt_ms=900.0), True, False, Result.BAD_LINE),
    ],
)
def test_a_result_follows_from_what_is_known(
    measured: Measured | None, seen: bool, heard: bool, result: Result
) -> None:
    assert judge(measured, seen, heard) is result


def sheet(room: Room) -> dict[str, Result | None]:
    walk = room.view().conduct.roll_call
    assert walk is not None
    return {entry.node: entry.result for entry in walk.entries}


def answer(room: Room, node: str, now: float) -> None:
    do(room, Measured(node, connected=True, fps=15.0), now=now)
    do(room, h.Spoke(node), now=now)


def test_the_called_site_is_seen_by_all_and_heard_after_its_count_and_nobody_else() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n02",)), now=10.0)
    assert room.view().on_air == ("n02",)
    assert [route(room, id_) for id_ in ("n01", "n02")] == [c.Route.NONE] * 2
    assert room.next_deadline() == 10.0 + CUE_S
    room.tick(10.0 + CUE_S)
    assert [route(room, id_) for id_ in ("n01", "n02")] == [c.Route.NONE, c.Route.ALL]
    do(room, c.Cancel(), now=12.0)
    assert [route(room, id_) for id_ in ("n01", "n02")] == [c.Route.ALL] * 2


def test_a_microphone_that_was_shut_is_shut_again_and_one_shut_meanwhile_stays_so() -> None:
    room = room_of("n01", "n02")
    do(room, h.MicSet("n01", open=False))
    assert do(room, c.RollCall(("n01", "n02"))) == [h.AskMic("n01")]
    do(room, h.MicSet("n01", open=True), now=CUE_S)
    assert route(room, "n01") is c.Route.ALL
    do(room, c.Step(), h.MicSet("n02", open=False), c.Step(), now=CUE_S)
    assert (mic(room, "n01"), mic(room, "n02")) == (h.MicState.MUTED, h.MicState.MUTED)
    assert room.view().conduct.mode is c.Mode.FREE


def test_a_list_is_walked_by_one_key_and_all_who_answer_are_present() -> None:
    room = room_of(*IDS)
    do(room, c.RollCall(tuple(IDS)))
    now = 0.0
    for id_ in IDS:
        now += CUE_S
        answer(room, id_, now)
        assert sheet(room)[id_] is Result.PRESENT  # nobody had to say so
        do(room, c.Step(), now=now)
    assert set(sheet(room).values()) == {Result.PRESENT}
    walk = room.view().conduct.roll_call
    assert walk is not None
    assert walk.called is None
    assert now / len(IDS) <= 1.5  # seconds a site, when each answers at once
    assert [entry.took_s for entry in walk.entries] == [CUE_S] * len(IDS)
    assert sum(act == "roll_call" for act, _ in acts(room)) == len(IDS)


def test_who_is_not_there_gives_no_answer_and_is_passed_over() -> None:
    room = room_of("n01")
    do(room, c.RollCall(("n05", "n01")))
    assert sheet(room) == {"n05": Result.NO_ANSWER, "n01": None}
    assert room.view().on_air == ("n01",)
    do(room, c.Step(), c.Step())
    assert sheet(room)["n01"] is Result.NO_ANSWER
    assert isinstance(do(room, c.Step())[0], h.Refuse)


def test_the_chair_may_know_better_and_go_back() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n01", "n02")), c.Mark(None, Result.BAD_LINE), now=3.0)
    answer(room, "n01", 3.0)
    assert sheet(room)["n01"] is Result.BAD_LINE
    do(room, c.Step(), c.Step(back=True), now=4.0)
    assert room.view().conduct.roll_call.called == "n01"  # type: ignore[union-attr]
    do(room, c.Mark("n02", Result.PRESENT), c.Mark("n01"), now=4.0)
    assert sheet(room) == {"n01": Result.NO_SOUND, "n02": Result.PRESENT}
    assert isinstance(do(room, c.Mark("n09", Result.PRESENT))[0], h.Refuse)


def test_the_sheet_stays_after_a_cancel_and_nobody_is_called() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n01", "n02")), c.Cancel())
    assert sheet(room) == {"n01": Result.NO_ANSWER, "n02": None}
    assert room.view().conduct.mode is c.Mode.FREE
    for wrong in (c.RollCall(()), c.RollCall(("n99",))):
        assert isinstance(do(room, wrong)[0], h.Refuse)


def test_who_is_called_when_the_roll_call_ends_has_its_result() -> None:
    for last in (c.Cancel(), h.End(), c.RollCall(("n02",))):
        room = room_of("n01", "n02")
        do(room, c.RollCall(("n01", "n02")))
        do(room, Measured("n01", connected=True, fps=15.0), now=2.0)
        room.take_records()
        do(room, last, now=3.0)
        called = [(r.node, r.result) for r in room.take_records() if r.act == "roll_call"]
        assert called == [("n01", "no_sound")]


def test_a_site_that_is_called_anew_is_judged_anew_unless_the_chair_knows_better() -> None:
    room = room_of("n01", "n02")
    do(room, h.CameraSet("n01", on=False))
    do(room, c.RollCall(("n01", "n02")), now=0.0)
    do(room, c.Step(), now=3.0)
    assert sheet(room)["n01"] is Result.NO_ANSWER
    do(room, c.Step(back=True), now=10.0)
    do(room, Measured("n01", connected=True), h.Spoke("n01"), now=12.0)
    do(room, c.Step(), now=13.0)
    walk = room.view().conduct.roll_call
    assert walk is not None
    assert (walk.entries[0].result, walk.entries[0].took_s) == (Result.NO_PICTURE, 3.0)
    do(room, c.Mark("n01", Result.BAD_LINE), c.Step(back=True), now=14.0)
    do(room, c.Step(), now=20.0)
    assert sheet(room)["n01"] is Result.BAD_LINE


def test_who_answered_and_is_only_passed_on_the_way_back_stays_present() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.RollCall(("n01", "n02", "n03")))
    for number, id_ in enumerate(("n01", "n02"), 1):
        answer(room, id_, CUE_S * number)
        do(room, c.Step(), now=CUE_S * number)
    do(room, c.Step(back=True), c.Step(back=True), now=9.0)
    assert sheet(room) == {
        "n01": Result.PRESENT, "n02": Result.PRESENT, "n03": Result.NO_ANSWER,
    }  # fmt: skip


def test_who_answered_and_was_torn_away_in_the_same_call_stays_present() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n01", "n02")))
    answer(room, "n01", CUE_S)
    do(room, h.Gone("n01", by_itself=False), c.Step(), now=3.0)
    assert sheet(room)["n01"] is Result.PRESENT


def test_the_record_tells_where_a_roll_call_began_and_who_is_on_its_list() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n01", "n02", "n01")), c.RollCall(("n02",)))
    told = [(r.act, r.node, r.nodes) for r in room.take_records()]
    assert told == [
        ("roll_call_began", None, ("n01", "n02")), ("roll_call", "n01", ()),
        ("roll_call_began", None, ("n02",)),
    ]  # fmt: skip
