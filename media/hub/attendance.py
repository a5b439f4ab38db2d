"""Who is called, waits, enters, and goes. Pure: rules upon the room's standings.

Who is *invited* (by ``start``, ``call`` or ``admit``) enters as soon as its media is there;
everybody else waits until admitted, or is turned away while the room is locked. An invited node
that is torn away comes back without asking; one that left is not rung again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.floor import hush_down
from media.hub.posting import recall
from media.hub.roll_call import end_walk
from media.hub.standing import Standing, Standings

RING_S = 45.0  # who has not answered by then is absent
MOST_CASES = 20

# -- of the sites


def roster(room: Standings, it: h.Roster) -> list[h.Order]:
    before, room.nodes = room.nodes, {}
    for seat in it.seats:
        known = before.pop(seat.id) if seat.id in before else Standing(seat)
        known.seat = seat
        room.nodes[seat.id] = known
    for id_, node in before.items():
        if room.place(node) is h.Place.LIVE:
            room.note("removed", id_)
    return [
        h.Dismiss(id_, h.Farewell.REMOVED)
        for id_, node in before.items()
        if node.media or node.ringing_since is not None
    ]


def arrived(room: Standings, it: h.Arrived) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None:
        return []
    if room.place(node) is h.Place.LIVE:
        room.note("lost", it.node)
    node.online, node.media, node.ringing_since = True, False, None
    node.camera = True  # a page that came anew says so if it is otherwise
    if not node.entered:  # else it is as the conference left it, until the site says otherwise
        node.own_open = True
    node.measured = None
    told = recall(room, it.node) if it.page else []
    if it.standby and room.live and node.invited and not node.left:
        return [*told, *_ring(room, node)]
    return told


def gone(room: Standings, it: h.Gone) -> list[h.Order]:
    if node := room.nodes.get(it.node):
        if room.place(node) is h.Place.LIVE:
            room.note("left" if it.by_itself else "lost", it.node)
        if it.by_itself and node.media and room.live:
            node.left, node.hand = True, 0
        node.online = node.media = False
        node.ringing_since = node.measured = None
    return []


def offered(room: Standings, it: h.Offered) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None or not node.online:
        return []
    if room.live and room.locked and not node.invited:
        node.media = False
        return [h.Dismiss(it.node, h.Farewell.LOCKED)]
    rang = node.ringing_since is not None
    if not node.media or node.left:
        node.media, node.left, node.ringing_since = True, False, None
        if room.place(node) is h.Place.LIVE:
            if rang and not node.entered:
                room.note("answered", it.node)
            enter(room, it.node, node)
    return []


def media_lost(room: Standings, it: h.MediaLost) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None or not node.media:
        return []
    if room.place(node) is h.Place.LIVE:
        room.note("lost", it.node)
    node.media, node.measured = False, None
    return _ring(room, node) if room.live and node.invited else []


def left_call(room: Standings, it: h.LeftCall) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None:
        return []
    if room.place(node) is h.Place.LIVE:
        room.note("left", it.node)
    elif node.ringing_since is not None:
        room.note("no_answer", it.node)  # declined
    node.left = room.live and node.invited
    node.hand, node.ringing_since = 0, None
    if not node.media:
        return []
    node.media, node.measured = False, None
    return [h.Dismiss(it.node)]


# -- of the chair


def start(room: Standings, it: h.Start) -> list[h.Order]:
    if room.live:
        return [h.Refuse("start", None, f"a conference is held: {room.id}")]
    chosen = tuple(room.nodes) if it.nodes is None else it.nodes
    if unknown := [id_ for id_ in chosen if id_ not in room.nodes]:
        return [h.Refuse("start", unknown[0], "no such node")]
    room.clear()
    room.id, room.mute_above = it.id, it.mute_above
    room.cases = () if it.case is None else (it.case,)
    room.note("started", text=it.id)
    return _invite(room, dict.fromkeys(chosen))


def end(room: Standings, _it: h.End) -> list[h.Order]:
    if not room.live:
        return room.refuse("end")
    end_walk(room)
    orders: list[h.Order] = []
    for id_, node in room.nodes.items():
        if node.media or node.ringing_since is not None:
            orders.append(h.Dismiss(id_, h.Farewell.ENDED))
        node.rest()
    room.note("ended", text=room.id)
    room.clear()
    return orders


def attach(room: Standings, it: h.Attach) -> list[h.Order]:
    if not room.live:
        return room.refuse("attach")
    others = tuple(case for case in room.cases if case != it.case)
    if len(others) >= MOST_CASES:
        return room.refuse("attach", None, f"a conference is about {MOST_CASES} cases at most")
    if room.cases[-1:] != (it.case,):
        room.note("attached", text=it.case)
    room.cases = (*others, it.case)
    return []


def call(room: Standings, it: h.Call) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("call", it.node)
    if room.is_live(it.node):
        return room.refuse("call", it.node, "takes part already")
    return _invite(room, [it.node])


def call_many(room: Standings, it: c.CallMany) -> list[h.Order]:
    chosen = tuple(room.nodes) if it.nodes is None else it.nodes
    if not room.live:
        return room.refuse("call")
    if unknown := [id_ for id_ in chosen if id_ not in room.nodes]:
        return room.refuse("call", unknown[0])
    return _invite(room, (id_ for id_ in dict.fromkeys(chosen) if not room.is_live(id_)))


def redial(room: Standings, _it: c.Redial) -> list[h.Order]:
    if not room.live:
        return room.refuse("redial")
    missing = [
        id_
        for id_, node in room.nodes.items()
        if node.invited and room.place(node) is h.Place.ABSENT
    ]
    return _invite(room, missing)


def admit(room: Standings, it: h.Admit) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("admit", it.node)
    node = room.nodes[it.node]
    if room.place(node) is not h.Place.WAITING:
        return room.refuse("admit", it.node, "is not waiting")
    told = _let_in(room, it.node, node)
    room.note("admitted", it.node)
    enter(room, it.node, node)
    return told


def remove(room: Standings, it: h.Remove) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None:
        return room.refuse("remove", it.node)
    here = node.media or node.ringing_since is not None
    if not here and not node.invited:
        return [h.Refuse("remove", it.node, "does not take part")]
    node.rest()
    if room.live:
        room.note("removed", it.node)
    return [h.Dismiss(it.node, h.Farewell.REMOVED)] if here else []


def lock(room: Standings, it: h.Lock) -> list[h.Order]:
    if not room.live:
        return room.refuse("lock" if it.on else "unlock")
    if it.on != room.locked:
        room.note("locked" if it.on else "unlocked")
    room.locked = it.on
    return []


def restore(room: Standings, it: h.Restore) -> list[h.Order]:
    """A conference that a hub before this one held; nothing of it is new to the record."""
    if room.live or not it.id:
        return [h.Refuse("restore", None, "a conference is held, or none is told")]
    room.clear()
    room.id, room.cases, room.locked, room.hush = it.id, it.cases, it.locked, it.hush
    room.share, room.mute_above = it.share, it.mute_above
    orders: list[h.Order] = []
    for id_, remembered in it.nodes.items():
        if node := room.nodes.get(id_):
            node.invited, node.forced = remembered.invited, remembered.forced
            node.hand, node.left = remembered.hand, remembered.left
            node.entered, node.excused = remembered.entered, remembered.excused
            node.hushed, node.screen = remembered.hushed, remembered.screen
            if not node.online:  # a page that is here has told how its microphone is
                node.own_open = remembered.own_open
            room.count = max(room.count, node.hand)
            if node.invited and not node.media and not node.left:
                orders += _ring(room, node)
    return orders


# -- time


def due(room: Standings) -> float | None:
    """When the next call that nobody answered ends."""
    rings = [n.ringing_since for n in room.nodes.values() if n.ringing_since is not None]
    return min(rings) + RING_S if rings else None


def tick(room: Standings) -> None:
    for id_, node in room.nodes.items():
        if node.ringing_since is not None and room.now - node.ringing_since >= RING_S:
            node.ringing_since = None
            room.note("no_answer", id_)


# -- what they have in common


def enter(room: Standings, id_: str, node: Standing) -> None:
    """It has become a part of the conference."""
    others = sum(other is not node for _, other in room.all_live())
    crowd = room.mute_above is not None and others >= room.mute_above
    if crowd and not node.entered and not node.excused and not room.chairs(id_):
        node.own_open = False
    node.entered = True
    hush_down(room, id_, node)
    room.note("joined", id_)


def _invite(room: Standings, ids: Iterable[str]) -> list[h.Order]:
    orders: list[h.Order] = []
    for id_ in ids:
        node = room.nodes[id_]
        orders += _let_in(room, id_, node)
        if node.media:
            enter(room, id_, node)
        else:
            room.note("called", id_)
            orders += _ring(room, node)
    return orders


def _let_in(room: Standings, id_: str, node: Standing) -> list[h.Order]:
    """It is called in from now on; what went to all so far is told to one that comes anew."""
    anew = not node.invited
    node.invited, node.left = True, False
    return recall(room, id_) if anew else []


def _ring(room: Standings, node: Standing) -> list[h.Order]:
    if not node.online:
        return []  # it is rung when it arrives
    node.ringing_since = room.now
    return [h.Ring(node.seat.id)]
