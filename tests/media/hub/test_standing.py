"""How the room stands."""

from __future__ import annotations

from media.hub import happening as h
from media.hub.chairing import Entry
from media.hub.standing import MOST_RECORDS, Standing, Standings, Walk


def test_the_end_of_a_conference_leaves_the_list_and_nothing_else() -> None:
    room = Standings(epoch=5.0, now=1.0, nodes={"n01": Standing(h.Seat("n01", "村"))})
    room.id, room.banner, room.floor, room.layout = "k", "x", "n01", "2x2"
    room.seated.append("n01")
    room.clear()
    assert room == Standings(epoch=5.0, now=1.0, nodes=room.nodes)
    assert not room.live


def test_who_was_handed_the_chair_and_who_is_a_leader_conduct_the_conference() -> None:
    seats = {"n01": h.Seat("n01", "村"), "n02": h.Seat("n02", "镇长", h.LEADER)}
    room = Standings(nodes={id_: Standing(seat) for id_, seat in seats.items()})
    assert [id_ for id_ in room.nodes if room.chairs(id_)] == ["n02"]
    room.chair = "n01"
    assert all(room.chairs(id_) for id_ in room.nodes)
    assert not room.chairs("n03")


def test_records_that_nobody_takes_are_dropped_the_oldest_first() -> None:
    room = Standings()
    for number in range(MOST_RECORDS + 1):
        room.note("bell", text=str(number))
    assert len(room.records) == MOST_RECORDS
    assert room.records[0].text == "1"


def test_a_line_of_the_sheet_is_made_anew() -> None:
    room = Standings(walk=Walk([Entry("n01"), Entry("n02")], 0))
    assert room.called() == "n01"
    room.mark("n02", took_s=2.0)
    assert room.walk is not None
    assert room.walk.entries == [Entry("n01"), Entry("n02", took_s=2.0)]
    assert room.mark("n09", took_s=2.0) is None
