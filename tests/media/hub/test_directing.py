"""What lies on the program."""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.scene import STRIP
from tests.media.hub.test_attendance import acts, room_of
from tests.media.hub.test_room import BRIDGE, GATE, IDS, SEATS, do

CAMERA = c.Source("camera:c07", "村口球机")


def test_a_broadcast_is_all_that_is_seen_and_the_only_one() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Broadcast(c.Source("node:n02", "")))
    assert (room.view().on_air, room.view().conduct.shown) == (("n02",), "1")
    do(room, c.Broadcast(CAMERA))
    assert room.view().on_air == ()
    assert room.view().large == h.Shared("camera:c07", "村口球机")
    do(room, c.Cancel())
    assert room.view().on_air == ("n01", "n02", "n03")
    assert acts(room) == [
        ("broadcast_on", "n02"), ("broadcast_off", "n02"), ("broadcast_on", None),
        ("broadcast_off", None),
    ]  # fmt: skip
    assert isinstance(do(room, c.Broadcast(c.Source("node:n09", "")))[0], h.Refuse)


def test_what_is_shared_is_back_when_a_broadcast_ends() -> None:
    room = room_of("n01")
    do(room, h.Share(GATE), c.Broadcast(CAMERA))
    assert room.view().large == h.Shared("camera:c07", "村口球机")
    do(room, c.Broadcast(None))
    assert room.view().large == GATE
    do(room, h.Share(BRIDGE), c.RollCall(("n01",)))
    assert room.view().large is None  # the called site has the picture


def test_who_is_broadcast_and_torn_away_leaves_the_picture_to_the_others_until_it_is_back() -> None:
    room = room_of("n01", "n02")
    do(room, c.Broadcast(c.Source("node:n02", "")), h.Gone("n02", by_itself=False))
    assert room.view().on_air == ("n01",)
    do(room, h.Arrived("n02", standby=True), h.Offered("n02"))
    assert room.view().on_air == ("n02",)


def test_who_is_in_the_list_no_more_is_not_broadcast_has_no_turn_and_no_place() -> None:
    room = room_of(*IDS[:4])
    do(room, c.Layout("2x2", ("n02", h.ROOM)), c.Broadcast(c.Source("node:n02", "")))
    do(room, h.Roster(SEATS[2:]))
    assert room.view().conduct.broadcast is None
    assert room.view().conduct.places == (None, h.ROOM)
    assert room.view().on_air == ("n03", "n04")
    assert acts(room)[-1] == ("broadcast_off", "n02")


def test_the_turn_stays_with_its_site_when_others_leave_the_list() -> None:
    room = room_of(*IDS[:4])
    do(room, c.Polling(("n01", "n02", "n03", "n04"), 5.0))
    room.tick(5.0)
    room.tick(10.0)
    assert room.view().on_air == ("n03",)
    do(room, h.Roster(SEATS[1:]), now=11.0)
    assert room.view().on_air == ("n03",)
    do(room, h.Roster(SEATS[3:]), now=11.0)
    assert room.view().on_air == ("n04",)
    do(room, h.Roster(SEATS[4:]), now=11.0)
    assert room.view().conduct.mode is c.Mode.FREE
    assert acts(room)[-2:] == [("removed", "n04"), ("polling_off", None)]


def test_the_command_room_is_broadcast_where_it_has_a_picture() -> None:
    room = room_of("n01", "n02")
    own = c.Broadcast(c.Source("node:room", "x"))
    assert do(room, own) == [
        h.Refuse("broadcast", None, "the command room has no picture of its own")
    ]
    do(room, h.RoomPlace("镇指挥室"), own)
    assert (room.view().on_air, room.view().conduct.shown) == ((h.ROOM,), "1")
    assert room.view().conduct.broadcast == c.Source("node:room", "镇指挥室")
    assert room.view().large is None
    do(room, h.RoomPlace(None))
    assert room.view().on_air == ("n01", "n02")
    do(room, h.RoomPlace("镇指挥室"))
    assert room.view().on_air == (h.ROOM,)
    do(room, c.Broadcast(None))
    told = [(r.act, r.node, r.text) for r in room.take_records()]
    assert told == [("broadcast_on", None, "镇指挥室"), ("broadcast_off", None, "镇指挥室")]


def test_the_picture_follows_the_command_rooms_voice_too() -> None:
    room = room_of("n01", "n02")
    do(room, c.Layout("1"), c.VoiceSwitch(on=True, hold_s=1.0), h.Spoke("n01"), h.Spoke(h.ROOM))
    assert room.view().on_air == ("n01",)  # it has no picture
    do(room, h.RoomPlace("镇指挥室"))
    room.tick(5.0)
    assert room.view().on_air == (h.ROOM,)
    do(room, h.Spoke("n02"), now=10.0)
    assert room.view().on_air == ("n02",)
    do(room, h.End(), h.Start("k2", ("n01",)), now=20.0)
    do(room, h.Offered("n01"), c.Layout("1"), c.VoiceSwitch(on=True), c.GiveFloor("n01"), now=20.0)
    assert room.view().on_air == ("n01",)  # what was said in another conference leads nobody


def test_polling_goes_round_and_passes_over_who_cannot_be_seen() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, h.CameraSet("n02", on=False), c.Polling(("n01", "n02", "n03"), 5.0))
    seen = []
    for second in range(0, 20, 5):
        room.tick(float(second))
        seen.append(*room.view().on_air)
    assert seen == ["n01", "n03", "n01", "n03"]
    assert room.next_deadline() == 20.0
    do(room, c.Polling((), 5.0), now=20.0)
    assert room.view().on_air == ("n01", "n03")
    assert room.view().conduct.mode is c.Mode.FREE


def test_who_speaks_lies_first_and_stays_for_its_time() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Layout("1+5"), c.VoiceSwitch(on=True, hold_s=4.0))
    do(room, h.Spoke("n02"), now=1.0)
    assert room.view().on_air[0] == "n02"
    do(room, h.Spoke("n03"), now=2.0)
    assert room.view().on_air[0] == "n02"
    assert room.next_deadline() == 5.0
    room.tick(5.0)
    assert room.view().on_air[0] == "n03"
    do(room, c.VoiceSwitch(on=False), h.Spoke("n01"), now=20.0)
    assert room.view().on_air[0] == "n03"  # without the switch a word moves nobody to the front


def test_a_site_stays_in_the_place_it_was_given_while_it_can_be_seen() -> None:
    room = room_of(*IDS[:6])
    do(room, c.Layout("2x2", (None, "n06", None, "n05")))
    assert room.view().on_air == ("n01", "n06", "n02", "n05")
    do(room, h.CameraSet("n06", on=False))
    assert room.view().on_air == ("n01", "n02", "n03", "n05")
    do(room, h.CameraSet("n06", on=True))
    assert room.view().on_air[1] == "n06"
    for wrong in (c.Layout("2x2", ("n01", "n01")), c.Layout("1", ("n99",))):
        assert isinstance(do(room, wrong)[0], h.Refuse)


def test_what_the_chair_does_with_the_program_is_in_the_record_once() -> None:
    room = room_of("n01")
    for _ in range(2):
        do(room, c.Layout("2x2"), c.VoiceSwitch(on=True), h.Share(GATE))
    do(room, h.Share(BRIDGE), h.Share(None), c.VoiceSwitch(on=False))
    assert [(r.act, r.text) for r in room.take_records()] == [
        ("layout", "2x2"), ("voice_switch_on", ""), ("shared", GATE.name),
        ("unshared", GATE.name), ("shared", BRIDGE.name), ("unshared", BRIDGE.name),
        ("voice_switch_off", ""),
    ]  # fmt: skip


def test_who_has_the_floor_lies_first_in_a_layout_that_has_a_first_place() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Layout("1"), c.GiveFloor("n03"))
    assert room.view().on_air == ("n03",)
    do(room, c.Layout("side"))
    assert room.view().on_air[0] == "n03"


def test_another_dwell_costs_nobody_its_turn() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Polling(("n01", "n02", "n03"), 5.0))
    room.tick(5.0)
    do(room, c.Polling(("n01", "n02", "n03"), 20.0), now=6.0)
    assert room.view().on_air == ("n02",)
    assert room.next_deadline() == 25.0
    do(room, c.Polling(("n01", "n02", "n03"), 3.0), now=10.0)
    room.tick(10.0)
    assert room.view().on_air == ("n03",)
    assert acts(room) == [("polling_on", None)]


def test_another_hold_leaves_who_lies_first() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Layout("1+5"), c.VoiceSwitch(on=True, hold_s=4.0))
    do(room, h.Spoke("n02"), now=1.0)
    do(room, c.VoiceSwitch(on=True, hold_s=30.0), h.Spoke("n03"), now=2.0)
    assert room.view().on_air[0] == "n02"
    assert room.next_deadline() == 31.0
    do(room, c.VoiceSwitch(on=True, hold_s=1.0), now=3.0)
    assert room.view().on_air[0] == "n03"
    assert [act for act, _ in acts(room)] == ["layout", "voice_switch_on"]


def test_the_rooms_own_picture_loses_its_place_to_nobodys_word_and_is_back_at_once() -> None:
    room = room_of(*IDS[: STRIP + 3])
    do(room, h.RoomPlace("镇指挥室"), h.Share(GATE))
    for id_ in (*IDS[STRIP - 1 : STRIP + 3], *IDS[:3]):
        do(room, h.Spoke(id_))
        assert {id_, h.ROOM} <= set(room.view().on_air)
    do(room, h.RoomPlace(None))
    assert h.ROOM not in room.view().on_air
    do(room, h.RoomPlace("镇指挥室"))  # with all places taken by those who spoke
    assert h.ROOM in room.view().on_air
    do(room, c.Layout("side"), h.Share(None), c.VoiceSwitch(on=True))
    do(room, h.Spoke("n04"), now=10.0)
    assert room.view().on_air == ("n04", h.ROOM)
