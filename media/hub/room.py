"""The room: who is called, waits, takes part, may speak, and is on the program picture.

Pure. What happens goes in with the time, orders come out; how the room looks is a value made anew.
It knows no socket and no packet; ``hub.py`` carries out what it orders.

The rules. Who is *invited* (by ``start``, ``call`` or ``admit``) enters as soon as its media is
there; everybody else waits until admitted, or is turned away while the room is locked. An invited
node that is torn away comes back without asking; one that left is not rung again by itself.
A microphone is the site's own affair unless the chair forces it. One thing at a time is shared;
it takes the room of all but a few pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatchmethod

from media.hub import happening as h
from media.hub import screens
from media.hub.scene import STRIP

RING_S = 45.0  # who has not answered by then is absent
ON_AIR = 16  # pictures in the program's grid at most


@dataclass
class _Node:
    seat: h.Seat
    online: bool = False
    media: bool = False
    invited: bool = False
    left: bool = False
    ringing_since: float | None = None
    own_open: bool = True  # what the site itself wants
    forced: bool = False
    excused: bool = False  # unmuted by the chair since the last "mute all"
    camera: bool = True
    screen: h.Screen = h.Screen.NONE
    hand: int = 0
    spoke: int = 0

    def rest(self) -> None:
        """Out of any conference."""
        self.media = self.invited = self.left = self.forced = self.excused = False
        self.ringing_since = None
        self.hand = self.spoke = 0


@dataclass
class Room:
    """One conference room. Not shared between threads."""

    _nodes: dict[str, _Node] = field(default_factory=dict)
    _id: str = ""  # empty: no conference
    _case: str | None = None
    _locked: bool = False
    _hush: h.Hush = h.Hush.NONE
    _share: h.Shared | None = None
    _on_air: list[str] = field(default_factory=list)
    _count: int = 0  # of hands raised and words spoken, for their order

    def apply(self, happening: h.Happening, now: float) -> list[h.Order]:
        """Take one thing in; the orders that follow from it, in order."""
        orders = self._take(happening, now)
        self._share = screens.settle(self._nodes, self._place, self._share)
        self._choose_on_air()
        return orders

    def tick(self, now: float) -> None:
        """Let time pass: unanswered calls end."""
        for node in self._nodes.values():
            if node.ringing_since is not None and now - node.ringing_since >= RING_S:
                node.ringing_since = None

    def next_deadline(self) -> float | None:
        """When ``tick`` has something to do, in the time that was passed in."""
        rings = [n.ringing_since for n in self._nodes.values() if n.ringing_since is not None]
        return min(rings) + RING_S if rings else None

    def view(self) -> h.RoomView:
        return h.RoomView(
            live=self.live,
            id=self._id,
            case=self._case,
            locked=self._locked,
            hush=self._hush,
            on_air=tuple(self._on_air),
            nodes=tuple(self._seen(node) for node in self._nodes.values()),
            share=self._share,
        )

    @property
    def live(self) -> bool:
        return bool(self._id)

    # -- of the sites

    @singledispatchmethod
    def _take(self, happening: h.Happening, _now: float) -> list[h.Order]:
        raise TypeError(f"nothing that happens to a room: {happening!r}")

    @_take.register
    def _(self, it: h.Roster, _now: float) -> list[h.Order]:
        before, self._nodes = self._nodes, {}
        for seat in it.seats:
            known = before.pop(seat.id) if seat.id in before else _Node(seat)
            known.seat = seat
            self._nodes[seat.id] = known
        return [
            h.Dismiss(id_, h.Farewell.REMOVED)
            for id_, node in before.items()
            if node.media or node.ringing_since is not None
        ]

    @_take.register
    def _(self, it: h.Arrived, now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None:
            return []
        node.online, node.media, node.ringing_since = True, False, None
        node.own_open = node.camera = True  # a page that came anew says so if it is otherwise
        if it.standby and self.live and node.invited and not node.left:
            return self._ring(node, now)
        return []

    @_take.register
    def _(self, it: h.Gone, _now: float) -> list[h.Order]:
        if node := self._nodes.get(it.node):
            if it.by_itself and node.media and self.live:
                node.left, node.hand = True, 0
            node.online = node.media = False
            node.ringing_since = None
        return []

    @_take.register
    def _(self, it: h.Offered, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not node.online:
            return []
        if self.live and self._locked and not node.invited:
            node.media = False
            return [h.Dismiss(it.node, h.Farewell.LOCKED)]
        self._enter(node)
        return []

    @_take.register
    def _(self, it: h.MediaLost, now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not node.media:
            return []
        node.media = False
        return self._ring(node, now) if self.live and node.invited else []

    @_take.register
    def _(self, it: h.LeftCall, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None:
            return []
        node.left = self.live and node.invited
        node.hand, node.ringing_since = 0, None
        if not node.media:
            return []
        node.media = False
        return [h.Dismiss(it.node)]

    @_take.register
    def _(self, it: h.HandSet, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is not None and self._place(node) is h.Place.LIVE and it.up != bool(node.hand):
            node.hand = self._next() if it.up else 0
        return []

    @_take.register
    def _(self, it: h.MicSet, _now: float) -> list[h.Order]:
        if node := self._nodes.get(it.node):
            node.own_open = it.open
        return []

    @_take.register
    def _(self, it: h.CameraSet, _now: float) -> list[h.Order]:
        if node := self._nodes.get(it.node):
            node.camera = it.on
        return []

    @_take.register
    def _(self, it: h.Spoke, _now: float) -> list[h.Order]:
        if node := self._nodes.get(it.node):
            node.spoke = self._next()
        return []

    # -- of the chair

    @_take.register
    def _(self, it: h.ScreenSet | h.AllowScreen, _now: float) -> list[h.Order]:
        node, chair = self._nodes.get(it.node), isinstance(it, h.AllowScreen)
        if node is None or self._place(node) is not h.Place.LIVE:
            return [self._refuse("allow_screen", it.node)] if chair else []
        before, change = node.screen, screens.allowed if chair else screens.told
        node.screen = change(before, it.on)
        if node.screen is h.Screen.SHOWN is not before:
            self._share = screens.of_node(it.node, node.seat.name)
        return []

    @_take.register
    def _(self, it: h.Start, now: float) -> list[h.Order]:
        if self.live:
            return [h.Refuse("start", None, f"a conference is held: {self._id}")]
        chosen = tuple(self._nodes) if it.nodes is None else it.nodes
        if unknown := [id_ for id_ in chosen if id_ not in self._nodes]:
            return [h.Refuse("start", unknown[0], "no such node")]
        self._id, self._case = it.id, it.case
        self._locked, self._hush = False, h.Hush.NONE
        orders: list[h.Order] = []
        for id_ in dict.fromkeys(chosen):
            node = self._nodes[id_]
            node.invited = True
            if not node.media:
                orders += self._ring(node, now)
        return orders

    @_take.register
    def _(self, _it: h.End, _now: float) -> list[h.Order]:
        if not self.live:
            return [h.Refuse("end", None, "no conference is held")]
        orders: list[h.Order] = []
        for id_, node in self._nodes.items():
            if node.media or node.ringing_since is not None:
                orders.append(h.Dismiss(id_, h.Farewell.ENDED))
            node.rest()
        self._id, self._case, self._locked, self._hush = "", None, False, h.Hush.NONE
        self._share = None
        return orders

    @_take.register
    def _(self, it: h.Call, now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not self.live:
            return [self._refuse("call", it.node)]
        if node.media and node.invited:
            return [h.Refuse("call", it.node, "takes part already")]
        node.invited, node.left = True, False
        if node.media:
            self._enter(node)
            return []
        return self._ring(node, now)

    @_take.register
    def _(self, it: h.Admit, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not self.live:
            return [self._refuse("admit", it.node)]
        if self._place(node) is not h.Place.WAITING:
            return [h.Refuse("admit", it.node, "is not waiting")]
        node.invited = True
        self._enter(node)
        return []

    @_take.register
    def _(self, it: h.Remove, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None:
            return [self._refuse("remove", it.node)]
        here = node.media or node.ringing_since is not None
        if not here and not node.invited:
            return [h.Refuse("remove", it.node, "does not take part")]
        node.rest()
        return [h.Dismiss(it.node, h.Farewell.REMOVED)] if here else []

    @_take.register
    def _(self, it: h.Mute, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not self.live:
            return [self._refuse("mute", it.node)]
        node.forced, node.excused = True, False
        return []

    @_take.register
    def _(self, it: h.Unmute, _now: float) -> list[h.Order]:
        node = self._nodes.get(it.node)
        if node is None or not self.live:
            return [self._refuse("unmute", it.node)]
        node.forced, node.excused, node.hand = False, True, 0
        asked = self._place(node) is h.Place.LIVE and not node.own_open
        return [h.AskMic(it.node)] if asked else []

    @_take.register
    def _(self, it: h.MuteAll, _now: float) -> list[h.Order]:
        if not self.live:
            return [self._refuse("mute_all", None)]
        self._hush = h.Hush.SELF if it.allow_self else h.Hush.FORCED
        for node in self._nodes.values():
            node.excused = node.forced = False
            if node.media and node.invited:
                self._hush_down(node)
        return []

    @_take.register
    def _(self, it: h.Lock, _now: float) -> list[h.Order]:
        if not self.live:
            return [self._refuse("lock" if it.on else "unlock", None)]
        self._locked = it.on
        return []

    @_take.register
    def _(self, it: h.Share, _now: float) -> list[h.Order]:
        if not self.live:
            return [self._refuse("share", None)]
        self._share = it.what
        return []

    @_take.register
    def _(self, it: h.Restore, now: float) -> list[h.Order]:
        if self.live or not it.id:
            return [h.Refuse("restore", None, "a conference is held, or none is told")]
        self._id, self._case, self._locked, self._hush = it.id, it.case, it.locked, it.hush
        self._share = it.share
        orders: list[h.Order] = []
        for id_, remembered in it.nodes.items():
            if node := self._nodes.get(id_):
                node.invited, node.forced = remembered.invited, remembered.forced
                node.excused, node.hand = not remembered.forced, remembered.hand
                self._count = max(self._count, node.hand)
                if node.invited and not node.media:
                    orders += self._ring(node, now)
        return orders

    # -- what they have in common

    def _enter(self, node: _Node) -> None:
        node.media, node.left, node.ringing_since = True, False, None
        if self._place(node) is h.Place.LIVE:
            self._hush_down(node)

    def _hush_down(self, node: _Node) -> None:
        if node.excused:
            return
        if self._hush is h.Hush.FORCED:
            node.forced = True
        elif self._hush is h.Hush.SELF:
            node.own_open = False

    def _ring(self, node: _Node, now: float) -> list[h.Order]:
        if not node.online:
            return []  # it is rung when it arrives
        node.ringing_since = now
        return [h.Ring(node.seat.id)]

    def _refuse(self, action: str, node: str | None) -> h.Refuse:
        unknown = node is not None and node not in self._nodes
        why = "does not take part" if self.live else "no conference is held"
        return h.Refuse(action, node, "no such node" if unknown else why)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _place(self, node: _Node) -> h.Place:
        if not self.live:
            return h.Place.WAITING if node.media else h.Place.ABSENT
        if node.media:
            return h.Place.LIVE if node.invited else h.Place.WAITING
        if node.ringing_since is not None:
            return h.Place.CALLING
        return h.Place.LEFT if node.left else h.Place.ABSENT

    def _seen(self, node: _Node) -> h.NodeView:
        own = h.MicState.OPEN if node.own_open else h.MicState.MUTED
        return h.NodeView(
            id=node.seat.id,
            name=node.seat.name,
            place=self._place(node),
            mic=h.MicState.FORCED if node.forced else own,
            hand=node.hand,
            online=node.online,
            invited=node.invited,
            camera=node.camera,
            screen=node.screen,
        )

    def _choose_on_air(self) -> None:
        """Keep who is on the program in place; who speaks takes the place of the longest silent."""
        able = {
            id_: node
            for id_, node in self._nodes.items()
            if node.camera and self._place(node) is h.Place.LIVE
        }
        most = ON_AIR if self._share is None else STRIP
        shown = [id_ for id_ in self._on_air if id_ in able]
        for quiet in sorted(shown, key=lambda id_: able[id_].spoke)[: max(len(shown) - most, 0)]:
            shown.remove(quiet)
        others = [id_ for id_ in able if id_ not in shown]
        while others and len(shown) < most:
            shown.append(others.pop(0))
        for id_ in sorted(others, key=lambda other: -able[other].spoke):
            seat = min(range(len(shown)), key=lambda seat: able[shown[seat]].spoke)
            if able[id_].spoke <= able[shown[seat]].spoke:
                break
            shown[seat] = id_
        self._on_air = shown
