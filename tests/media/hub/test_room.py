"""The rules of the room by example; as a state machine: test_room_machine.py."""

from __future__ import annotations

import pytest

from media.hub import happening as h
from media.hub.room import ON_AIR, RING_S, Room
from media.hub.scene import STRIP

SEATS = tuple(h.Seat(f"n{number:02}", f"村{number}") for number in range(1, 21))
IDS = [seat.id for seat in SEATS]


@pytest.fixture
def room() -> Room:
    made = Room()
    made.apply(h.Roster(SEATS), 0.0)
    return made


def do(room: Room, *happenings: h.Happening, now: float = 0.0) -> list[h.Order]:
    return [order for happening in happenings for order in room.apply(happening, now)]


def place(room: Room, node: str) -> h.Place:
    found = room.view().node(node)
    assert found is not None
    return found.place


def mic(room: Room, node: str) -> h.MicState:
    found = room.view().node(node)
    assert found is not None
    return found.mic


def join(room: Room, *nodes: str) -> None:
    for node in nodes:
        do(room, h.Arrived(node, standby=True), h.Offered(node))


def test_start_rings_who_is_there_and_who_comes_later(room: Room) -> None:
    do(room, h.Arrived("n01", standby=True))
    assert do(room, h.Start("k1", ("n01", "n02"))) == [h.Ring("n01")]
    assert (place(room, "n01"), place(room, "n02")) == (h.Place.CALLING, h.Place.ABSENT)
    assert do(room, h.Arrived("n02", standby=True)) == [h.Ring("n02")]
    assert do(room, h.Offered("n01")) == []
    assert place(room, "n01") is h.Place.LIVE


def test_start_without_a_list_invites_everybody_and_an_unknown_node_nobody(room: Room) -> None:
    assert do(room, h.Start("k1", ("n01", "n99"))) == [h.Refuse("start", "n99", "no such node")]
    assert not room.view().live
    do(room, h.Start("k1"))
    assert all(node.invited for node in room.view().nodes)
    assert isinstance(do(room, h.Start("k2"))[0], h.Refuse)


def test_who_waits_enters_at_the_start_and_others_when_admitted(room: Room) -> None:
    join(room, "n01", "n02")
    assert place(room, "n01") is h.Place.WAITING
    assert do(room, h.Start("k1", ("n01",))) == []
    assert (place(room, "n01"), place(room, "n02")) == (h.Place.LIVE, h.Place.WAITING)
    assert room.view().on_air == ("n01",)
    assert do(room, h.Admit("n02")) == []
    assert place(room, "n02") is h.Place.LIVE
    assert do(room, h.Admit("n02")) == [h.Refuse("admit", "n02", "is not waiting")]


def test_a_locked_room_turns_strangers_away_but_not_the_called(room: Room) -> None:
    do(room, h.Start("k1", ("n01",)), h.Lock(on=True), h.Arrived("n02", standby=False))
    assert do(room, h.Offered("n02")) == [h.Dismiss("n02", h.Farewell.LOCKED)]
    assert place(room, "n02") is h.Place.ABSENT
    assert do(room, h.Call("n02")) == [h.Ring("n02")]
    do(room, h.Offered("n02"))
    assert place(room, "n02") is h.Place.LIVE


def test_a_call_that_nobody_answers_ends(room: Room) -> None:
    do(room, h.Arrived("n01", standby=True), h.Start("k1", ("n01",)), now=5.0)
    assert room.next_deadline() == 5.0 + RING_S
    room.tick(5.0 + RING_S)
    assert place(room, "n01") is h.Place.ABSENT
    assert room.next_deadline() is None
    assert do(room, h.Call("n01")) == [h.Ring("n01")]


def test_who_is_torn_away_comes_back_and_who_left_is_not_rung_again(room: Room) -> None:
    do(room, h.Start("k1", ("n01", "n02")))
    join(room, "n01", "n02")
    do(room, h.HandSet("n01", up=True), h.Gone("n01", by_itself=False))
    assert place(room, "n01") is h.Place.ABSENT
    assert do(room, h.Arrived("n01", standby=True)) == [h.Ring("n01")]
    do(room, h.Offered("n01"))
    assert room.view().node("n01").hand  # type: ignore[union-attr]
    assert do(room, h.LeftCall("n02")) == [h.Dismiss("n02")]
    assert place(room, "n02") is h.Place.LEFT
    do(room, h.Gone("n02", by_itself=True))
    assert do(room, h.Arrived("n02", standby=True)) == []
    do(room, h.Offered("n02"))
    assert place(room, "n02") is h.Place.LIVE
    do(room, h.Gone("n02", by_itself=True))
    assert place(room, "n02") is h.Place.LEFT


def test_media_that_broke_is_called_for_again(room: Room) -> None:
    do(room, h.Start("k1", ("n01",)))
    join(room, "n01")
    assert do(room, h.MediaLost("n01")) == [h.Ring("n01")]
    assert do(room, h.MediaLost("n01")) == []


def test_forced_is_opened_by_the_chair_alone_and_muted_by_the_site_alone(room: Room) -> None:
    do(room, h.Start("k1", ("n01",)))
    join(room, "n01")
    do(room, h.Mute("n01"), h.MicSet("n01", open=True))
    assert mic(room, "n01") is h.MicState.FORCED
    assert do(room, h.Unmute("n01")) == []
    assert mic(room, "n01") is h.MicState.OPEN
    do(room, h.MicSet("n01", open=False))
    assert do(room, h.Unmute("n01")) == [h.AskMic("n01")]
    assert mic(room, "n01") is h.MicState.MUTED


@pytest.mark.parametrize(
    ("allow_self", "muted"), [(True, h.MicState.MUTED), (False, h.MicState.FORCED)]
)
def test_mute_all_holds_for_those_who_come_later(
    room: Room, allow_self: bool, muted: h.MicState
) -> None:
    do(room, h.Start("k1"))
    join(room, "n01")
    do(room, h.MuteAll(allow_self))
    join(room, "n02")
    assert (mic(room, "n01"), mic(room, "n02")) == (muted, muted)
    do(room, h.MicSet("n02", open=True))
    assert mic(room, "n02") is (h.MicState.OPEN if allow_self else h.MicState.FORCED)
    do(room, h.Unmute("n01"), h.MicSet("n01", open=True), h.Gone("n01", by_itself=False))
    join(room, "n01")
    assert mic(room, "n01") is h.MicState.OPEN


def test_hands_keep_their_order_and_the_floor_takes_one_down(room: Room) -> None:
    do(room, h.Start("k1"))
    join(room, "n01", "n02")
    do(room, h.HandSet("n03", up=True), h.HandSet("n02", up=True), h.HandSet("n01", up=True))
    hands = {node.id: node.hand for node in room.view().nodes if node.hand}
    assert sorted(hands, key=lambda node: hands[node]) == ["n02", "n01"]
    do(room, h.Unmute("n02"), h.HandSet("n01", up=False))
    assert not any(node.hand for node in room.view().nodes)


def test_the_program_keeps_places_and_gives_one_to_who_speaks(room: Room) -> None:
    do(room, h.Start("k1"))
    join(room, *IDS)
    before = room.view().on_air
    assert before == tuple(IDS[:ON_AIR])
    do(room, *(h.Spoke(node) for node in before[1:]))
    do(room, h.Spoke("n20"))
    assert room.view().on_air == ("n20", *before[1:])
    do(room, h.CameraSet("n20", on=False))
    assert "n20" not in room.view().on_air
    assert len(room.view().on_air) == ON_AIR


def test_end_and_a_shorter_list_send_everybody_home(room: Room) -> None:
    join(room, "n01", "n02")
    do(room, h.Start("k1", ("n01",)), h.Mute("n01"))
    shorter = tuple(seat for seat in SEATS if seat.id != "n02")
    assert do(room, h.Roster(shorter)) == [h.Dismiss("n02", h.Farewell.REMOVED)]
    assert do(room, h.End()) == [h.Dismiss("n01", h.Farewell.ENDED)]
    assert mic(room, "n01") is h.MicState.OPEN
    for refused in (h.End(), h.Call("n01"), h.MuteAll(), h.Lock(on=True), h.Mute("n77")):
        assert isinstance(do(room, refused)[0], h.Refuse)


def test_a_restored_room_awaits_its_nodes(room: Room) -> None:
    do(room, h.Arrived("n01", standby=True))
    remembered = {"n01": h.Remembered(True, True, 4), "n02": h.Remembered(True)}
    restore = h.Restore("k1", ("c-9",), True, h.Hush.FORCED, remembered)
    assert do(room, restore) == [h.Ring("n01")]
    join(room, "n01", "n02", "n03")
    view = room.view()
    assert (view.id, view.case, view.locked) == ("k1", "c-9", True)
    assert [place(room, node) for node in ("n01", "n02", "n03")] == [
        h.Place.LIVE, h.Place.LIVE, h.Place.ABSENT,
    ]  # fmt: skip
    assert (mic(room, "n01"), mic(room, "n02")) == (h.MicState.FORCED, h.MicState.OPEN)
    do(room, h.HandSet("n02", up=True))
    assert room.view().node("n02").hand > 4  # type: ignore[union-attr]


@pytest.mark.parametrize("was_open", [True, False])
def test_a_microphone_is_after_a_restart_as_it_was_before(room: Room, was_open: bool) -> None:
    before = {"n01": h.Remembered(True, own_open=was_open), "n02": h.Remembered(True, True)}
    do(room, h.Restore("k1", nodes=before))
    do(room, h.Arrived("n01", standby=False, page=False), h.Offered("n01"))
    assert mic(room, "n01") is (h.MicState.OPEN if was_open else h.MicState.MUTED)


def test_a_page_that_is_here_before_a_conference_is_restored_is_believed(room: Room) -> None:
    do(room, h.Arrived("n01", standby=True), h.MicSet("n01", open=True))
    do(room, h.Restore("k1", nodes={"n01": h.Remembered(True, own_open=False)}))
    do(room, h.Offered("n01"))
    assert mic(room, "n01") is h.MicState.OPEN


GATE, BRIDGE = h.Shared("camera:c07", "村口球机"), h.Shared("camera:c08", "大桥")


def test_one_thing_is_shared_at_a_time_and_ends_with_the_conference(room: Room) -> None:
    assert do(room, h.Share(GATE)) == [h.Refuse("share", None, "no conference is held")]
    do(room, h.Start("k1", ("n01",)), h.Share(GATE), h.Share(BRIDGE))
    assert room.view().share == BRIDGE
    do(room, h.Share(None))
    assert room.view().share is None
    do(room, h.Share(GATE), h.End(), h.Start("k2", ("n01",)))
    assert room.view().share is None


def test_beside_what_is_shared_stay_those_who_spoke_last_and_all_come_back(room: Room) -> None:
    join(room, *IDS[:8])
    do(room, h.Start("k1"), *(h.Spoke(id_) for id_ in ("n08", "n02", "n07")))
    assert room.view().on_air == tuple(IDS[:8])
    do(room, h.Share(GATE))
    beside = room.view().on_air
    assert len(beside) == STRIP
    assert {"n08", "n02", "n07"} <= set(beside)
    do(room, h.Spoke("n01"))
    assert "n01" in room.view().on_air
    do(room, h.Share(None))
    assert set(room.view().on_air) == set(IDS[:8])


def test_a_room_that_is_restored_shares_what_it_shared(room: Room) -> None:
    do(room, h.Restore("k1", share=GATE))
    assert room.view().share == GATE


def test_the_room_itself_is_on_air_with_its_picture_while_a_conference_lives(room: Room) -> None:
    do(room, h.Start("k1", ("n01",)))
    join(room, "n01")
    room.apply(h.RoomPlace("运河镇"), 0.0)
    assert room.view().on_air == ("n01", h.ROOM)
    assert room.view().room == "运河镇"
    room.apply(h.RoomPlace(None), 0.0)
    assert room.view().on_air == ("n01",)
    room.apply(h.RoomPlace("运河镇"), 0.0)
    room.apply(h.End(), 0.0)
    assert room.view().on_air == ()
