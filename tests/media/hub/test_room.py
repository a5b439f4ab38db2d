"""The rules of the room: by example, and as a state machine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from media.hub import chairing as c
from media.hub import happening as h
from media.hub import orders, reports
from media.hub.room import ON_AIR, RING_S, Room
from media.hub.scene import LAYOUTS, STRIP

SEATS = tuple(h.Seat(f"n{number:02}", f"村{number}") for number in range(1, 21))
IDS = [seat.id for seat in SEATS]
EPOCH = 1_764_000_000.0  # of the room's clock, in Unix seconds


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
    do(room, h.Unmute("n01"), h.Gone("n01", by_itself=False))
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
    restore = h.Restore("k1", "c-9", True, h.Hush.FORCED, remembered)
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


node = st.sampled_from(IDS[: STRIP + 2])


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


class RoomMachine(RuleBasedStateMachine):
    """Whatever happens in whatever order, the room keeps its promises."""

    @initialize()
    def begin(self) -> None:
        self.room, self.now = Room(EPOCH), 0.0
        self.room.apply(h.Roster(SEATS), 0.0)
        self.here: set[str] = set()  # with media, as the orders say
        self.own: dict[str, bool] = {}  # microphones as their sites want them
        self.before: dict[str, h.MicState] | None = None  # a roll call
        self.touched: set[str] = set()  # microphones changed by a person since it began

    def do(self, happening: Any) -> list[h.Order]:
        view = self.room.view()
        if self.before is None:
            self.before = {n.id: n.mic for n in view.nodes}
        orders = self.room.apply(happening, self.now)
        for order in orders:
            if isinstance(order, h.Dismiss):
                self.here.discard(order.node)
            if isinstance(order, h.Ring):
                assert order.node not in self.here
        if not _calls(view) and not _calls(self.room.view()):
            self.before = None
            self.touched.clear()
        return orders

    @rule(node=node, standby=st.booleans())
    def arrive(self, node: str, standby: bool) -> None:
        self.here.discard(node)
        self.touched.add(node)
        self.do(h.Arrived(node, standby))

    @rule(node=node, by_itself=st.booleans())
    def go(self, node: str, by_itself: bool) -> None:
        self.here.discard(node)
        self.touched.add(node)  # the floor goes with it
        self.do(h.Gone(node, by_itself))

    @rule(node=node)
    def offer(self, node: str) -> None:
        if self.room.view().node(node).online:  # type: ignore[union-attr]
            self.here.add(node)
        self.touched.add(node)  # one that enters may be muted
        self.do(h.Offered(node))

    @rule()
    def all_come(self) -> None:
        self.start(None)
        for node in IDS[: STRIP + 2]:
            self.arrive(node, standby=True)
            self.offer(node)

    @rule(node=node)
    def break_media(self, node: str) -> None:
        self.here.discard(node)
        self.do(h.MediaLost(node))

    @rule(
        node=node,
        kind=st.sampled_from([h.LeftCall, h.Call, h.Admit, h.Remove, h.Mute, h.Unmute, h.Spoke]),
    )
    def act(self, node: str, kind: Any) -> None:
        self.touched.add(node)
        self.do(kind(node))

    @rule(
        node=node,
        kind=st.sampled_from([h.HandSet, h.MicSet, h.CameraSet, h.ScreenSet, h.AllowScreen]),
        on=st.booleans(),
    )
    def set(self, node: str, kind: Any, on: bool) -> None:
        if kind is h.MicSet and self.room.view().conduct.roll_call is not None:
            walk = self.room.view().conduct.roll_call
            if walk.called != node or not on:  # type: ignore[union-attr]
                self.touched.add(node)
        self.do(kind(node, on))

    @rule(nodes=st.none() | st.lists(node).map(tuple))
    def start(self, nodes: tuple[str, ...] | None) -> None:
        self.touched.update(IDS)
        self.do(h.Start("k", nodes))

    @precondition(lambda self: self.room.view().live)
    @rule()
    def end(self) -> None:
        self.touched.update(IDS)
        self.do(h.End())
        assert not self.here
        assert self.room.view().conduct == c.Conduct()
        for seen in self.room.view().nodes:
            assert not seen.invited
            assert not seen.hand
            assert seen.mic is not h.MicState.FORCED

    @rule(allow_self=st.booleans())
    def mute_all(self, allow_self: bool) -> None:
        self.touched.update(IDS)
        self.do(h.MuteAll(allow_self))
        view = self.room.view()
        if view.live:
            for seen in view.nodes:
                assert seen.place is not h.Place.LIVE or (
                    seen.mic is not h.MicState.OPEN
                    or seen.id in (view.conduct.chair, view.conduct.private)
                    or (view.conduct.roll_call is not None and view.conduct.roll_call.heard)
                )

    @rule(on=st.booleans())
    def lock(self, on: bool) -> None:
        self.do(h.Lock(on))

    @rule(what=st.sampled_from([None, GATE, BRIDGE]))
    def share(self, what: h.Shared | None) -> None:
        held = self.room.view().live
        refused = self.do(h.Share(what))
        assert bool(refused) != held
        assert self.room.view().share == (what if held else None)

    @rule(node=node)
    def speak(self, node: str) -> None:
        self.do(h.Spoke(node))
        view = self.room.view()
        seen = view.node(node)
        usual = view.conduct.shown in ("grid", "share") and not view.conduct.places
        if usual and seen is not None and seen.place is h.Place.LIVE and seen.camera:
            assert node in view.on_air or view.conduct.private == node

    @rule(seconds=st.floats(0, 60))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.room.tick(self.now)
        due = self.room.next_deadline()
        assert due is None or due > self.now

    # -- how it is conducted

    @rule(nodes=st.lists(node, min_size=1).map(tuple))
    def roll_call(self, nodes: tuple[str, ...]) -> None:
        self.touched.update(IDS if self.room.view().conduct.private else ())
        refused = self.do(c.RollCall(nodes))
        if self.room.view().live:
            assert not any(isinstance(order, h.Refuse) for order in refused)
            assert self.room.view().conduct.roll_call.called == nodes[0]  # type: ignore[union-attr]

    @rule(back=st.booleans())
    def step(self, back: bool) -> None:
        walk = self.room.view().conduct.roll_call
        self.do(c.Step(back))
        if walk is not None and walk.at is not None:
            left = self.room.view().conduct.roll_call
            assert left is not None
            assert left.entries[walk.at].result is not None

    @rule(node=st.none() | node, result=st.none() | st.sampled_from(c.Result))
    def mark(self, node: str | None, result: c.Result | None) -> None:
        self.do(c.Mark(node, result))

    @rule(
        node=node, connected=st.booleans(), fps=st.sampled_from([0.0, 15.0]),
        loss=st.sampled_from([0.0, 0.3]),
    )  # fmt: skip
    def measure(self, node: str, connected: bool, fps: float, loss: float) -> None:
        self.do(c.Measured(node, connected, fps, loss))

    @rule(what=st.sampled_from([None, "camera:c07", "screen", *(f"node:{i}" for i in IDS[:4])]))
    def broadcast(self, what: str | None) -> None:
        self.do(c.Broadcast(None if what is None else c.Source(what, what)))

    @rule(nodes=st.lists(node, max_size=3).map(tuple), every_s=st.floats(3, 60))
    def polling(self, nodes: tuple[str, ...], every_s: float) -> None:
        self.do(c.Polling(nodes, every_s))

    @rule()
    def cancel(self) -> None:
        self.do(c.Cancel())
        told = self.room.view().conduct
        assert told.mode is c.Mode.FREE
        assert (told.broadcast, told.polling) == (None, None)
        assert told.roll_call is None or told.roll_call.called is None

    @rule(
        layout=st.sampled_from(list(LAYOUTS)),
        places=st.lists(st.none() | node, max_size=4, unique=True).map(tuple),
    )
    def layout(self, layout: str, places: tuple[str | None, ...]) -> None:
        self.do(c.Layout(layout, places))

    @rule(on=st.booleans(), hold_s=st.floats(1, 10))
    def voice_switch(self, on: bool, hold_s: float) -> None:
        self.do(c.VoiceSwitch(on, hold_s))

    @rule(node=st.none() | node, kind=st.sampled_from([c.GiveFloor, c.HandOver, c.Private]))
    def give(self, node: str | None, kind: Any) -> None:
        self.touched.update(IDS)
        self.do(kind(node))

    @rule(node=st.none() | node, kind=st.sampled_from([c.Bell, c.LowerHand]))
    def to_one_or_all(self, node: str | None, kind: Any) -> None:
        self.do(kind(node))

    @rule(node=st.none() | node, text=st.text(max_size=80))
    def write(self, node: str | None, text: str) -> None:
        self.do(c.Send(node, text))
        self.do(c.SetBanner(text))
        if node is not None:
            self.do(c.Wrote(node, text))

    @rule(many=st.sampled_from([c.CallMany(), c.CallMany(("n01", "n02")), c.Redial()]))
    def call(self, many: Any) -> None:
        self.touched.update(IDS)
        self.do(many)

    # -- what holds

    @invariant()
    def attendance(self) -> None:
        view = self.room.view()
        flowing = {seen.id for seen in view.nodes if seen.place in (h.Place.LIVE, h.Place.WAITING)}
        assert flowing == self.here
        assert view.live or view.share is None
        for seen in view.nodes:
            if seen.place in (h.Place.LIVE, h.Place.CALLING):
                assert view.live
                assert seen.online
                assert seen.invited
        hands = [seen.hand for seen in view.nodes if seen.hand]
        assert len(set(hands)) == len(hands)

    @invariant()
    def the_program(self) -> None:
        view = self.room.view()
        told = view.conduct
        able = {
            n.id
            for n in view.nodes
            if n.place is h.Place.LIVE and n.camera and n.id != told.private
        }
        assert set(view.on_air) <= able
        assert len(set(view.on_air)) == len(view.on_air)
        assert (told.broadcast is None) or (told.polling is None)
        if told.mode is c.Mode.ROLL_CALL and told.roll_call.called in able:  # type: ignore[union-attr]
            assert view.on_air == (told.roll_call.called,)  # type: ignore[union-attr]
        elif told.mode is c.Mode.BROADCAST and told.broadcast.node in able:  # type: ignore[union-attr]
            assert view.on_air == (told.broadcast.node,)  # type: ignore[union-attr]
        elif told.mode is c.Mode.FREE:
            most = STRIP if view.share else LAYOUTS[told.layout]
            assert len(view.on_air) == min(len(able), most)

    @invariant()
    def who_is_heard(self) -> None:
        view = self.room.view()
        told = view.conduct
        for seen in view.nodes:
            if seen.route is not c.Route.NONE:
                assert seen.place is h.Place.LIVE
                assert seen.mic is h.MicState.OPEN
            assert (seen.route is c.Route.PRIVATE) <= (told.private == seen.id)
            if told.mode is c.Mode.ROLL_CALL and seen.route is not c.Route.NONE:
                assert seen.id in (told.chair, told.roll_call.called)  # type: ignore[union-attr]
            if seen.id == told.chair and not seen.forced and told.mode is c.Mode.ROLL_CALL:
                assert seen.mic is not h.MicState.FORCED

    @invariant()
    def after_a_roll_call_every_microphone_is_as_it_was(self) -> None:
        view = self.room.view()
        if self.before is not None and not _calls(view):
            for seen in view.nodes:
                if seen.id not in self.touched:
                    assert seen.mic is self.before[seen.id]

    @precondition(lambda self: self.room.view().live)
    @rule()
    def what_is_told_restores_the_same(self) -> None:
        view = self.room.view()
        told = json.loads(json.dumps(reports.conference(view, (), {}, {})))
        again = Room(EPOCH)
        again.apply(h.Roster(SEATS), 0.0)
        again.apply(orders.restore(told), self.now)
        for seen in view.nodes:
            if seen.online:
                again.apply(h.Arrived(seen.id, standby=False), self.now)
            again.apply(h.CameraSet(seen.id, seen.camera), self.now)
            again.apply(h.MicSet(seen.id, self._own(seen.id)), self.now)
            if seen.id in self.here:
                again.apply(h.Offered(seen.id), self.now)
        same = again.view()
        assert _lasting(same) == _lasting(view)

    def _own(self, id_: str) -> bool:
        return self.room._room.nodes[id_].own_open


def _calls(view: h.RoomView) -> bool:
    return view.conduct.mode is c.Mode.ROLL_CALL


def _lasting(view: h.RoomView) -> h.RoomView:
    """All of it but what begins anew: ringing, the count before a microphone opens, and who waits
    before a locked door."""
    walk = view.conduct.roll_call
    nodes = []
    for seen in view.nodes:
        if seen.place is h.Place.CALLING or (view.locked and seen.place is h.Place.WAITING):
            seen = replace(seen, place=h.Place.ABSENT)
        if walk is not None and walk.called == seen.id:
            seen = replace(seen, mic=h.MicState.FORCED, route=c.Route.NONE)
        nodes.append(seen)
    told = replace(view.conduct, roll_call=walk and replace(walk, heard=False))
    return replace(view, nodes=tuple(nodes), conduct=told)


TestRoomMachine = RoomMachine.TestCase
TestRoomMachine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
