"""Who may speak: microphones, hands, the floor, the chair, a private word. Pure.

A microphone is the site's own affair unless the chair forces it. Who conducts the conference, from
the chair's site or a leader's page, is silenced by no act that means all; a roll call silences
everybody else without changing what they chose. What a site opened for the floor is shut after it.
"""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.standing import Standing, Standings


def hush_down(room: Standings, id_: str, node: Standing) -> None:
    """What "mute all" holds for one who comes, or is there: once. Who comes again after it goes on
    as it was."""
    spared = node.hushed or node.excused or room.chairs(id_)
    node.hushed = True
    if spared:
        return
    if room.hush is h.Hush.FORCED:
        node.forced = True
    elif room.hush is h.Hush.SELF:
        node.own_open = False


# -- of the sites


def hand_set(room: Standings, it: h.HandSet) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is not None and room.is_live(it.node) and it.up != bool(node.hand):
        node.hand = room.next() if it.up else 0
        room.note("hand_up" if it.up else "hand_down", it.node)
    return []


def mic_set(room: Standings, it: h.MicSet) -> list[h.Order]:
    """Where nobody may open a microphone itself, one that its site shuts stays shut, unless the
    chair gave the word."""
    if node := room.nodes.get(it.node):
        node.own_open = it.open
        given = node.excused or it.node == room.floor or room.chairs(it.node)
        if room.hush is h.Hush.FORCED and node.entered and not it.open and not given:
            node.forced = True
    return []


def camera_set(room: Standings, it: h.CameraSet) -> list[h.Order]:
    if node := room.nodes.get(it.node):
        node.camera = it.on
    return []


# -- of the chair


def mute(room: Standings, it: h.Mute) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("mute", it.node)
    node = room.nodes[it.node]
    node.forced, node.excused = True, False
    if room.floor == it.node:
        _end_floor(room)
        node.forced = True
    room.note("muted", it.node)
    return []


def unmute(room: Standings, it: h.Unmute) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("unmute", it.node)
    return _open(room, it.node, "unmuted")


def mute_all(room: Standings, it: h.MuteAll) -> list[h.Order]:
    if not room.live:
        return room.refuse("mute_all")
    room.hush = h.Hush.SELF if it.allow_self else h.Hush.FORCED
    if room.floor is not None:
        room.note("floor_taken", room.floor)
    room.floor = None
    for id_, node in room.nodes.items():
        if room.chairs(id_):
            continue
        node.excused = node.forced = node.hushed = False
        if room.is_live(id_):
            hush_down(room, id_, node)
    room.note("muted_all", text="" if it.allow_self else "forced")
    return []


def self_unmute(room: Standings, it: c.SelfUnmute) -> list[h.Order]:
    """It silences nobody and opens no microphone: it says who may open those that are shut."""
    if not room.live:
        return room.refuse("self_unmute")
    if it.on == (room.hush is not h.Hush.FORCED):
        return []
    room.hush = h.Hush.SELF if it.on else h.Hush.FORCED
    if it.on and room.floor_was_forced:  # of who has the floor: shut after it, and free to open
        room.floor_was_forced = room.floor_was_open = False
    for id_, node in room.nodes.items():
        spared = id_ == room.floor or room.chairs(id_)
        if it.on:
            _leave_to_itself(room, id_, node)
        elif room.is_live(id_) and not node.own_open and not spared:
            node.forced, node.excused = True, False
    room.note("self_unmute_allowed" if it.on else "self_unmute_forbidden")
    return []


def lower_hand(room: Standings, it: c.LowerHand) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("lower_hand", it.node)
    for id_, node in room.nodes.items():
        if node.hand and it.node in (None, id_):
            node.hand = 0
            room.note("hand_down", id_)
    return []


def give_floor(room: Standings, it: c.GiveFloor) -> list[h.Order]:
    """One site at a time has the floor; who had it is muted again as it was."""
    if not room.known(it.node):
        return room.refuse("give_floor", it.node)
    if it.node is not None and not room.is_live(it.node):
        return room.refuse("give_floor", it.node, "is not in the conference")
    if room.floor is not None and room.floor != it.node:
        _end_floor(room)
    if it.node is None or it.node == room.floor:
        return []
    node, room.floor = room.nodes[it.node], it.node
    room.floor_was_forced, room.floor_was_open = node.forced, node.own_open
    return _open(room, it.node, "floor_given")


def take_floor(room: Standings, it: c.TakeFloor) -> list[h.Order]:
    """Of a site that has it no more nothing is taken: somebody else was quicker."""
    if not room.known(it.node):
        return room.refuse("take_floor", it.node)
    if it.node in (None, room.floor):
        _end_floor(room)
    return []


def private(room: Standings, it: c.Private) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("private", it.node)
    if it.node is not None and not room.is_live(it.node):
        return room.refuse("private", it.node, "is not in the conference")
    if it.node is not None and room.called() is not None:
        return room.refuse("private", it.node, "a roll call goes on")
    if it.node == room.private:
        return []
    end_private(room)
    if it.node is None:
        return []
    room.private = it.node
    room.note("private_on", it.node)
    return [] if room.nodes[it.node].own_open else [h.AskMic(it.node)]


def hand_over(room: Standings, it: c.HandOver) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("chair", it.node)
    if it.node is not None and not room.is_live(it.node):
        return room.refuse("chair", it.node, "is not in the conference")
    if it.node != room.chair:
        room.chair = it.node
        room.note("chair", it.node)
    if it.node is not None:
        room.nodes[it.node].forced = False
    return []


# -- what they have in common


def settle(room: Standings) -> None:
    """Who went has neither the floor, nor the chair, nor a private word.

    Who was torn away keeps them: a private word would else be heard by all of a sudden."""
    if room.private is not None and _went(room, room.private):
        end_private(room)
    if room.floor is not None and _went(room, room.floor):
        _end_floor(room)
    if room.chair is not None and _went(room, room.chair):
        room.chair = None
        room.note("chair")


def end_private(room: Standings) -> None:
    before, room.private = room.private, None
    if before is not None:
        room.note("private_off", before)


def _went(room: Standings, id_: str) -> bool:
    """Gone for good, not torn away."""
    node = room.nodes.get(id_)
    return node is None or not node.invited or node.left


def _leave_to_itself(room: Standings, id_: str, node: Standing) -> None:
    """What the chair shut stays shut until the people there open it. Who talks with the room alone
    stays as it is: it would else be heard by all of a sudden."""
    if not node.forced or id_ == room.private:
        return
    node.forced = False
    if room.walk is not None and id_ == room.called():
        room.walk.was_open = False
    else:
        node.own_open = False


def _end_floor(room: Standings) -> None:
    before, room.floor = room.floor, None
    if before is None:
        return
    room.note("floor_taken", before)
    if node := room.nodes.get(before):
        node.forced, node.excused = room.floor_was_forced, not room.floor_was_forced
        node.own_open = node.own_open and room.floor_was_open


def _open(room: Standings, id_: str, act: str) -> list[h.Order]:
    """Its microphone is its own affair again; where it is shut the people there are asked."""
    node = room.nodes[id_]
    if node.hand:
        room.note("hand_down", id_)
    room.note(act, id_)
    node.forced, node.excused, node.hand = False, True, 0
    asked = room.is_live(id_) and not node.own_open
    return [h.AskMic(id_)] if asked else []
