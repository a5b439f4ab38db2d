"""The rules of the room as a state machine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from media.hub import chairing as c
from media.hub import happening as h
from media.hub import orders, reports, screens
from media.hub.room import Room
from media.hub.scene import LAYOUTS, STRIP
from tests.media.hub.lasting import lasting
from tests.media.hub.test_room import BRIDGE, GATE, IDS
from tests.media.hub.test_room import SEATS as VILLAGES

EPOCH = 1_764_000_000.0  # of the room's clock, in Unix seconds
LEADER = IDS[1]
SEATS = tuple(replace(s, kind=h.LEADER) if s.id == LEADER else s for s in VILLAGES)
node = st.sampled_from(IDS[: STRIP + 2])


class RoomMachine(RuleBasedStateMachine):
    """Whatever happens in whatever order, the room keeps its promises."""

    @initialize(held=st.booleans())
    def begin(self, held: bool) -> None:
        self.room, self.now = Room(EPOCH), 0.0
        self.seats = SEATS
        self.room.apply(h.Roster(SEATS), 0.0)
        self.here: set[str] = set()  # with media, as the orders say
        self.own: dict[str, bool] = {}  # microphones as their sites want them
        self.before: dict[str, h.MicState] | None = None  # a roll call
        self.touched: set[str] = set()  # microphones changed by a person since it began
        if held:
            self.all_come()

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
        told = [one for one in self.do(h.Arrived(node, standby)) if isinstance(one, c.Recall)]
        kept = self.room.view().conduct.messages
        seen = self.room.view().node(node)
        for letter in (each for one in told for each in one.letters):
            to_all = letter.sender is None and letter.to is None
            assert letter in kept
            assert node in (letter.sender, letter.to) or (to_all and seen and seen.invited)
        meant = sum(node in (letter.sender, letter.to) for letter in kept)
        assert sum(len(one.letters) for one in told) >= (meant if seen else 0)

    @rule(node=node, by_itself=st.booleans())
    def go(self, node: str, by_itself: bool) -> None:
        self.here.discard(node)
        self.touched.add(node)  # the floor goes with it
        self.do(h.Gone(node, by_itself))

    @rule(node=node)
    def offer(self, node: str) -> None:
        seen = self.room.view().node(node)
        if seen is not None and seen.online:
            self.here.add(node)
        self.touched.add(node)  # one that enters may be muted
        self.do(h.Offered(node))

    @rule(gone=st.sets(node, max_size=3))
    def change_the_list(self, gone: set[str]) -> None:
        self.touched.update(IDS)
        self.seats = tuple(seat for seat in SEATS if seat.id not in gone)
        self.do(h.Roster(self.seats))

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
                    or seen.id in (LEADER, view.conduct.chair, view.conduct.private)
                    or (view.conduct.roll_call is not None and view.conduct.roll_call.heard)
                )

    @rule(on=st.booleans())
    def self_unmute(self, on: bool) -> None:
        self.touched.update(IDS)
        before = self.room.view()
        refused = self.do(c.SelfUnmute(on))
        view = self.room.view()
        assert bool(refused) != before.live
        for seen, was in zip(view.nodes, before.nodes, strict=True):
            assert seen.route is was.route  # nobody is silenced, and nobody is opened
            if view.live and on and seen.id != view.conduct.private:
                assert not seen.forced or view.hush is before.hush

    @rule(on=st.booleans())
    def lock(self, on: bool) -> None:
        self.do(h.Lock(on))

    @rule(what=st.sampled_from([None, GATE, BRIDGE]))
    def share(self, what: h.Shared | None) -> None:
        held = self.room.view().live
        refused = self.do(h.Share(what))
        assert bool(refused) != held
        assert self.room.view().share == (what if held else None)

    @rule(name=st.sampled_from([None, "镇指挥室"]))
    def own_place(self, name: str | None) -> None:
        self.do(h.RoomPlace(name))

    @rule()
    def the_room_speaks(self) -> None:
        self.do(h.Spoke(h.ROOM))

    @rule(node=node)
    def speak(self, node: str) -> None:
        before = self.room.view()
        self.do(h.Spoke(node))
        view = self.room.view()
        seen = view.node(node)
        usual = view.conduct.shown in ("grid", "share") and not view.conduct.places
        if usual and seen is not None and seen.place is h.Place.LIVE and seen.camera:
            assert node in view.on_air or view.conduct.private == node
        if usual:  # the room loses its place to nobody's word
            assert (h.ROOM in before.on_air) == (h.ROOM in view.on_air)

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
        if self.room.view().live and self.listed(*nodes):
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

    @rule(
        what=st.sampled_from(
            [None, "camera:c07", "screen", *(f"node:{i}" for i in (h.ROOM, *IDS[:4]))]
        )
    )
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
        places=st.lists(st.none() | st.just(h.ROOM) | node, max_size=4, unique=True).map(tuple),
    )
    def layout(self, layout: str, places: tuple[str | None, ...]) -> None:
        self.do(c.Layout(layout, places))

    @rule(on=st.booleans(), hold_s=st.floats(1, 10))
    def voice_switch(self, on: bool, hold_s: float) -> None:
        self.do(c.VoiceSwitch(on, hold_s))

    @rule(
        node=st.none() | node,
        kind=st.sampled_from([c.GiveFloor, c.TakeFloor, c.HandOver, c.Private]),
    )
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
        self.do(c.SetCaption(text))
        self.do(h.Attach(text[:8] or "c-1"))
        if node is not None:
            self.do(c.Wrote(node, text))

    @rule(many=st.sampled_from([c.CallMany(), c.CallMany(("n01", "n02")), c.Redial()]))
    def call(self, many: Any) -> None:
        self.touched.update(IDS)
        self.do(many)

    def listed(self, *nodes: str) -> bool:
        return {seat.id for seat in self.seats} >= set(nodes)

    # -- what holds

    @invariant()
    def who_is_in_the_list_no_more_has_nothing(self) -> None:
        view = self.room.view()
        told = view.conduct
        named = {told.floor, told.private, told.chair, *told.places, *view.on_air, *told.seated}
        named |= set(told.polling.nodes) if told.polling is not None else set()
        named |= {told.broadcast.node} if told.broadcast is not None else set()
        named |= {screens.node_of(view.share)}
        assert self.listed(*(id_ for id_ in named if id_ not in (None, "", h.ROOM)))

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
        able |= {h.ROOM} if view.room is not None and view.live else set()
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
                assert seen.id in (LEADER, told.chair, told.roll_call.called)  # type: ignore[union-attr]
            chairs = seen.id in (LEADER, told.chair)
            if chairs and not seen.forced and told.mode is c.Mode.ROLL_CALL:
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
        again.apply(h.Roster(self.seats), 0.0)
        again.apply(h.RoomPlace(view.room), self.now)
        again.apply(orders.restore(told), self.now)
        for seen in view.nodes:
            if seen.online:  # it says nothing of its microphone, as an encoder
                again.apply(h.Arrived(seen.id, standby=False, page=False), self.now)
            again.apply(h.CameraSet(seen.id, seen.camera), self.now)
            if not seen.entered:
                again.apply(h.MicSet(seen.id, self._own(seen.id)), self.now)
            if seen.id in self.here:
                again.apply(h.Offered(seen.id), self.now)
        same = again.view()
        assert lasting(same) == lasting(view)

    def _own(self, id_: str) -> bool:
        return self.room._room.nodes[id_].own_open


def _calls(view: h.RoomView) -> bool:
    return view.conduct.mode is c.Mode.ROLL_CALL


TestRoomMachine = RoomMachine.TestCase
TestRoomMachine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
