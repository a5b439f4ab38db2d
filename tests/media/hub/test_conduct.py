"""A hub that is restarted goes on as the one before."""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import conduct
from media.hub import happening as h
from media.hub.room import Room
from media.hub.standing import CUE_S, Standings
from tests.media.hub.test_attendance import room_of
from tests.media.hub.test_room import SEATS, do, join, mic


def test_those_who_come_back_lie_where_they_lay() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, h.CameraSet("n01", on=False), h.CameraSet("n01", on=True))
    before = room.view()
    assert before.on_air == ("n02", "n03", "n01")
    again = Room()
    invited = {id_: h.Remembered(True) for id_ in before.on_air}
    do(again, h.Roster(SEATS), h.Restore("k1", nodes=invited, conduct=before.conduct))
    join(again, "n01", "n02", "n03")
    assert again.view().on_air == before.on_air


def test_a_roll_call_goes_on_and_counts_before_the_microphone_opens() -> None:
    room = Standings(now=100.0)
    walk = c.RollCallView((c.Entry("n01"),), 0, heard=True)
    conduct.take_up(room, c.Conduct(roll_call=walk))
    assert not room.gate_open()
    room.now += CUE_S
    assert conduct.of(room).roll_call == walk


def test_a_microphone_that_was_opened_for_its_answer_is_shut_after_it_all_the_same() -> None:
    room = room_of("n01", "n02")
    do(room, h.MicSet("n01", open=False), c.RollCall(("n01", "n02")), h.MicSet("n01", open=True))
    before = room.view()
    again = Room()
    nodes = {seen.id: h.Remembered(seen.invited, own_open=seen.own_open) for seen in before.nodes}
    do(again, h.Roster(SEATS), h.Restore("k1", nodes=nodes, conduct=before.conduct))
    do(again, h.Arrived("n01", standby=False, page=False), h.Offered("n01"), c.Cancel())
    assert mic(again, "n01") is h.MicState.MUTED


def test_what_is_written_on_the_program_stays_there() -> None:
    room = Standings(now=100.0)
    told = c.Conduct(banner="防汛", caption="请各村汇报水位")
    conduct.take_up(room, told)
    assert conduct.of(room) == told
