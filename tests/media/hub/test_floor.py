"""Who may speak."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from media.hub import chairing as c
from media.hub import happening as h
from media.hub import orders, reports
from media.hub.room import Room
from media.hub.standing import CUE_S
from tests.media.hub.test_attendance import acts, room_of
from tests.media.hub.test_room import SEATS, do, join, mic


def route(room: Room, node: str) -> c.Route:
    found = room.view().node(node)
    assert found is not None
    return found.route


def restarted(room: Room, *back: str) -> Room:
    """A room that was told what the other one told last; these sites are back, and their pages say
    nothing of their microphones."""
    told = json.loads(json.dumps(reports.conference(room.view(), (), {}, {})))
    again = Room()
    do(again, h.Roster(SEATS), orders.restore(told))
    join(again, *back)
    return again


def test_the_floor_is_one_sites_and_who_had_it_is_muted_as_before() -> None:
    room = room_of("n01", "n02")
    do(room, h.MuteAll(allow_self=False), h.HandSet("n01", up=True))
    assert do(room, c.GiveFloor("n01")) == []
    assert (mic(room, "n01"), room.view().conduct.floor) == (h.MicState.OPEN, "n01")
    assert not room.view().node("n01").hand  # type: ignore[union-attr]
    do(room, c.GiveFloor("n02"))
    assert (mic(room, "n01"), mic(room, "n02")) == (h.MicState.FORCED, h.MicState.OPEN)
    do(room, c.GiveFloor(None))
    assert mic(room, "n02") is h.MicState.FORCED
    assert [act for act, _ in acts(room)][-4:] == [
        "floor_given", "floor_taken", "floor_given", "floor_taken",
    ]  # fmt: skip
    assert isinstance(do(room, c.GiveFloor("n05"))[0], h.Refuse)


def test_the_floor_is_taken_from_who_has_it_and_from_nobody_else() -> None:
    room = room_of("n01", "n02")
    do(room, h.Mute("n01"), c.GiveFloor("n01"), c.TakeFloor("n02"))
    assert room.view().conduct.floor == "n01"
    do(room, c.TakeFloor("n01"))
    assert (room.view().conduct.floor, mic(room, "n01")) == (None, h.MicState.FORCED)
    do(room, c.GiveFloor("n02"), c.TakeFloor())
    assert room.view().conduct.floor is None
    assert do(room, c.TakeFloor()) == []
    assert [act for act, _ in acts(room)].count("floor_taken") == 2
    assert isinstance(do(room, c.TakeFloor("n99"))[0], h.Refuse)
    assert isinstance(do(Room(), c.TakeFloor())[0], h.Refuse)


def test_the_floor_goes_with_who_leaves_and_stays_with_who_is_torn_away() -> None:
    room = room_of("n01")
    do(room, c.GiveFloor("n01"), h.Gone("n01", by_itself=False))
    assert room.view().conduct.floor == "n01"
    do(room, h.Arrived("n01", standby=True), h.Offered("n01"), h.LeftCall("n01"))
    assert room.view().conduct.floor is None


def test_hands_are_lowered_one_by_one_or_all() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, *(h.HandSet(id_, up=True) for id_ in ("n03", "n01", "n02")))
    do(room, c.LowerHand("n01"))
    assert [n.id for n in room.view().nodes if n.hand] == ["n02", "n03"]
    do(room, c.LowerHand())
    assert not any(n.hand for n in room.view().nodes)
    assert acts(room)[-3:] == [("hand_down", "n01"), ("hand_down", "n02"), ("hand_down", "n03")]


def test_a_private_word_is_between_two_and_a_roll_call_ends_it() -> None:
    room = room_of("n01", "n02")
    do(room, h.Mute("n01"))
    assert do(room, c.Private("n01")) == []
    assert (route(room, "n01"), route(room, "n02")) == (c.Route.PRIVATE, c.Route.ALL)
    assert room.view().on_air == ("n02",)
    do(room, h.Gone("n01", by_itself=False))
    assert room.view().conduct.private == "n01"  # else all would hear the room of a sudden
    do(room, c.RollCall(("n02",)))
    assert room.view().conduct.private is None
    assert isinstance(do(room, c.Private("n02"))[0], h.Refuse)


def test_the_chairs_site_is_silenced_by_no_act_that_means_all() -> None:
    room = room_of("n01", "n02")
    do(room, c.HandOver("n01"), h.MuteAll(allow_self=False))
    assert (mic(room, "n01"), mic(room, "n02")) == (h.MicState.OPEN, h.MicState.FORCED)
    do(room, c.RollCall(("n02",)))
    assert route(room, "n01") is c.Route.ALL
    do(room, c.HandOver(None))
    assert route(room, "n01") is c.Route.NONE
    do(room, c.HandOver("n01"), h.Remove("n01"))
    assert room.view().conduct.chair is None


def test_a_leader_is_silenced_by_no_act_that_means_all() -> None:
    room = room_of("n01", "n02")
    do(room, h.Roster((replace(SEATS[0], kind=h.LEADER), *SEATS[1:])))
    for act in (h.MuteAll(allow_self=False), c.SelfUnmute(on=True), h.MuteAll(allow_self=True)):
        do(room, act)
        assert mic(room, "n01") is h.MicState.OPEN
        assert mic(room, "n02") is not h.MicState.OPEN
    do(room, c.RollCall(("n02",)))
    assert (route(room, "n01"), route(room, "n02")) == (c.Route.ALL, c.Route.NONE)
    do(room, c.Cancel(), c.SelfUnmute(on=True), h.MicSet("n01", open=False))
    do(room, c.SelfUnmute(on=False), h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.OPEN
    do(room, h.MicSet("n01", open=False), h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.OPEN
    do(room, h.Mute("n01"))  # that means this one
    assert mic(room, "n01") is h.MicState.FORCED


def test_a_leader_who_comes_late_comes_with_an_open_microphone() -> None:
    room = Room()
    do(room, h.Roster((replace(SEATS[0], kind=h.LEADER), *SEATS[1:])), h.Start("k1", mute_above=1))
    do(room, h.MuteAll(allow_self=False))
    join(room, "n02", "n03", "n01")
    assert mic(room, "n03") is h.MicState.FORCED
    assert mic(room, "n01") is h.MicState.OPEN


def test_a_hand_that_the_chair_answers_and_a_floor_that_ends_for_all_are_in_the_record() -> None:
    room = room_of("n01", "n02")
    do(room, h.HandSet("n01", up=True), h.HandSet("n02", up=True), h.Unmute("n01"))
    do(room, c.GiveFloor("n02"), h.MuteAll())
    assert acts(room) == [
        ("hand_up", "n01"), ("hand_up", "n02"), ("hand_down", "n01"), ("unmuted", "n01"),
        ("hand_down", "n02"), ("floor_given", "n02"), ("floor_taken", "n02"), ("muted_all", None),
    ]  # fmt: skip


def test_nobody_is_silenced_when_sites_may_no_longer_open_their_microphones_themselves() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, h.MicSet("n02", open=False), c.SelfUnmute(on=False))
    assert [mic(room, id_) for id_ in ("n01", "n02", "n03")] == [
        h.MicState.OPEN, h.MicState.FORCED, h.MicState.OPEN,
    ]  # fmt: skip
    do(room, h.MicSet("n02", open=True), h.MicSet("n01", open=False), h.MicSet("n01", open=True))
    assert (mic(room, "n01"), mic(room, "n02")) == (h.MicState.FORCED, h.MicState.FORCED)
    join(room, "n04")
    do(room, h.Admit("n04"))
    assert mic(room, "n04") is h.MicState.FORCED  # who comes later comes shut
    do(room, c.SelfUnmute(on=False))
    assert [act for act, _ in acts(room)].count("self_unmute_forbidden") == 1


def test_who_may_open_again_stays_shut_until_it_does_and_who_speaks_goes_on() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, h.MuteAll(allow_self=False), h.Unmute("n03"), c.SelfUnmute(on=True))
    assert [mic(room, id_) for id_ in ("n01", "n02", "n03")] == [
        h.MicState.MUTED, h.MicState.MUTED, h.MicState.OPEN,
    ]  # fmt: skip
    do(room, h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.OPEN
    assert acts(room)[-1] == ("self_unmute_allowed", None)
    assert isinstance(do(Room(), c.SelfUnmute(on=True))[0], h.Refuse)


def test_the_floor_of_a_site_that_the_chair_had_shut_ends_with_it_shut_and_free_to_open() -> None:
    room = room_of("n01", "n02")
    do(room, h.MuteAll(allow_self=False), c.GiveFloor("n01"), c.SelfUnmute(on=True))
    assert mic(room, "n01") is h.MicState.OPEN
    do(room, c.TakeFloor("n01"))
    assert mic(room, "n01") is h.MicState.MUTED
    do(room, h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.OPEN


def test_who_has_the_word_may_shut_and_open_its_microphone_all_the_same() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.HandOver("n01"), h.MuteAll(allow_self=False), c.GiveFloor("n02"), h.Unmute("n03"))
    for id_ in ("n01", "n02", "n03"):
        do(room, h.MicSet(id_, open=False), h.MicSet(id_, open=True))
        assert mic(room, id_) is h.MicState.OPEN


def test_who_is_called_or_talks_with_the_room_alone_goes_on_and_is_shut_afterwards() -> None:
    room = room_of("n01", "n02")
    do(room, h.MuteAll(allow_self=False), c.Private("n02"), c.SelfUnmute(on=True))
    assert route(room, "n02") is c.Route.PRIVATE
    do(room, c.Private(None), c.SelfUnmute(on=False))
    assert route(room, "n02") is c.Route.NONE
    do(room, c.RollCall(("n01",)))
    room.tick(CUE_S)
    do(room, h.MicSet("n01", open=True), c.SelfUnmute(on=True), now=CUE_S)
    assert route(room, "n01") is c.Route.ALL
    do(room, c.Cancel(), now=CUE_S)
    assert mic(room, "n01") is h.MicState.MUTED


def test_who_was_shut_by_the_chair_and_is_let_go_while_it_is_called_is_shut_afterwards() -> None:
    room = room_of("n01")
    do(room, h.MuteAll(allow_self=False), c.RollCall(("n01",)))
    room.tick(CUE_S)
    do(room, c.SelfUnmute(on=True), now=CUE_S)
    assert route(room, "n01") is c.Route.ALL
    do(room, c.Cancel(), now=CUE_S)
    assert mic(room, "n01") is h.MicState.MUTED


def test_a_site_that_was_shut_opens_for_the_floor_and_is_shut_again_after_it() -> None:
    room = room_of("n01", "n02")
    do(room, h.MicSet("n01", open=False))
    assert do(room, c.GiveFloor("n01")) == [h.AskMic("n01")]
    do(room, h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.OPEN
    do(room, c.TakeFloor())
    assert mic(room, "n01") is h.MicState.MUTED
    do(room, c.GiveFloor("n02"), h.MicSet("n02", open=False), c.TakeFloor())
    assert mic(room, "n02") is h.MicState.MUTED  # it shut itself


def test_what_opened_for_the_floor_is_shut_after_it_by_a_hub_that_was_restarted_too() -> None:
    room = room_of("n01")
    do(room, h.MicSet("n01", open=False), c.GiveFloor("n01"), h.MicSet("n01", open=True))
    again = restarted(room, "n01")
    assert mic(again, "n01") is h.MicState.OPEN
    do(again, c.TakeFloor())
    assert mic(again, "n01") is h.MicState.MUTED


@pytest.mark.parametrize("allow_self", [True, False])
def test_who_was_away_when_all_were_muted_comes_back_muted(allow_self: bool) -> None:
    room = room_of("n01", "n02")
    do(room, h.Gone("n02", by_itself=False), h.MuteAll(allow_self))
    shut = h.MicState.MUTED if allow_self else h.MicState.FORCED
    for once_more in (room, restarted(room)):
        do(once_more, h.Arrived("n02", standby=True), h.MicSet("n02", open=True))
        do(once_more, h.Offered("n02"))
        assert mic(once_more, "n02") is shut


def test_who_opened_its_microphone_after_all_were_muted_comes_back_with_it_open() -> None:
    room = room_of("n01", "n02")
    do(room, h.MuteAll(allow_self=True), h.MicSet("n01", open=True))
    do(room, h.Gone("n01", by_itself=False))
    join(room, "n01")
    assert mic(room, "n01") is h.MicState.OPEN
    assert mic(restarted(room, "n01"), "n01") is h.MicState.OPEN


def test_who_speaks_and_was_not_shut_is_torn_away_and_speaks_on() -> None:
    room = room_of("n01", "n02")
    do(room, c.SelfUnmute(on=False), h.Gone("n01", by_itself=False))
    join(room, "n01")
    assert mic(room, "n01") is h.MicState.OPEN


def test_where_only_the_chair_opens_nobody_gets_round_it_by_a_line_that_breaks() -> None:
    room = room_of("n01")
    do(room, c.SelfUnmute(on=False), h.Gone("n01", by_itself=False))
    do(room, h.Arrived("n01", standby=True), h.MicSet("n01", open=False), h.Offered("n01"))
    do(room, h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.FORCED


@pytest.mark.parametrize("excused", [True, False])
def test_who_was_not_given_the_word_has_it_after_a_restart_neither(excused: bool) -> None:
    room = room_of("n01")
    do(room, c.SelfUnmute(on=False), *([h.Unmute("n01")] if excused else []))
    again = restarted(room, "n01")
    do(again, h.MicSet("n01", open=False), h.MicSet("n01", open=True))
    assert mic(again, "n01") is (h.MicState.OPEN if excused else h.MicState.FORCED)
