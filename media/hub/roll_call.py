"""The roll call (点名): one site after the other, everybody else silent, a result for each. Pure.

Nobody's own choice is changed by it: a microphone that the called site opens for its answer is shut
again afterwards if it was shut before, and one that its people shut stays shut.
"""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.chairing import Entry, Measured, Result
from media.hub.floor import end_private
from media.hub.standing import CUE_S, Standings, Walk

MOST_LOSS = 0.1
MOST_RTT_MS = 800.0
MOST_SITES = 500


def judge(measured: Measured | None, seen: bool, heard: bool) -> Result:
    """How a site answered, from what is known. ``seen``: pictures came; ``heard``: a voice."""
    if measured is None or not measured.connected or not (seen or heard):
        return Result.NO_ANSWER
    if measured.loss >= MOST_LOSS or (measured.rtt_ms or 0.0) >= MOST_RTT_MS:
        return Result.BAD_LINE
    if not seen:
        return Result.NO_PICTURE
    return Result.PRESENT if heard else Result.NO_SOUND


# -- of the chair


def roll_call(room: Standings, it: c.RollCall) -> list[h.Order]:
    nodes = tuple(dict.fromkeys(it.nodes))[:MOST_SITES]
    if not room.live or not nodes:
        return room.refuse("roll_call", None, "nobody is named")
    if unknown := [id_ for id_ in nodes if id_ not in room.nodes]:
        return room.refuse("roll_call", unknown[0])
    end_walk(room)
    end_private(room)
    room.walk = Walk([Entry(id_) for id_ in nodes])
    room.note("roll_call_began", nodes=nodes)
    return _call(room, 0)


def step(room: Standings, it: c.Step) -> list[h.Order]:
    walk = room.walk
    if walk is None or walk.at is None:
        return room.refuse("back" if it.back else "next", None, "no roll call goes on")
    at = max(walk.at - 1, 0) if it.back else walk.at + 1
    end_walk(room)
    return _call(room, at) if at < len(walk.entries) else []


def mark(room: Standings, it: c.Mark) -> list[h.Order]:
    node = it.node or room.called()
    if not room.live or room.walk is None or node is None:
        return room.refuse("mark", None, "no roll call goes on")
    if all(entry.node != node for entry in room.walk.entries):
        return room.refuse("mark", node, "is not on the list of the roll call")
    if it.result is None:
        _decide(room, node, _judged(room, node), by_hand=False)
    else:
        _decide(room, node, it.result, by_hand=True)
    return []


def end_walk(room: Standings) -> None:
    """Nobody is called any more. Who is called now gets its result, unless it has one of this call
    or of the chair; one that was called before keeps it where there was no time to answer. Who was
    not called has none."""
    walk, node = room.walk, room.called()
    if walk is None or node is None:
        return
    entry = _entry(room, node)
    again = room.gate_open() and not walk.decided and not entry.by_hand
    if entry.result is None or again:
        _decide(room, node, _judged(room, node), by_hand=False)
    _release(room)
    walk.at = None


# -- of the sites


def measured(room: Standings, it: Measured) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None:
        return []
    node.measured = it
    walk = room.walk
    if walk is not None and room.called() == it.node and room.is_live(it.node):
        walk.seen = walk.seen or (it.connected and it.fps > 0 and node.camera)
        _look(room)
    return []


def heard(room: Standings, node: str) -> None:
    """The voice of a site was heard."""
    walk = room.walk
    if walk is not None and room.called() == node and room.gate_open():
        walk.heard = True
        _look(room)


# -- time


def due(room: Standings) -> float | None:
    """When the microphone of who is called opens."""
    walk = room.walk
    opens = walk is not None and walk.at is not None and not room.gate_open()
    return walk.since + CUE_S if walk is not None and opens else None


# -- inside


def _call(room: Standings, at: int) -> list[h.Order]:
    walk = room.walk
    assert walk is not None
    entry = walk.entries[at]
    walk.at, walk.since = at, room.now
    walk.heard = walk.seen = walk.decided = False
    node = room.nodes.get(entry.node)
    walk.was_open = node is None or node.own_open
    room.mark(entry.node, at=room.unix)
    if not room.is_live(entry.node):
        if entry.result is None:
            _decide(room, entry.node, Result.NO_ANSWER, by_hand=False)
        walk.decided = False  # it may come yet
        return []
    known = node.measured if node else None
    walk.seen = bool(known and known.connected and known.fps > 0 and node and node.camera)
    return [] if node is None or node.own_open else [h.AskMic(entry.node)]


def _look(room: Standings) -> None:
    """A site that is seen and heard well is present, without anybody saying so."""
    node = room.called()
    if node is None or _entry(room, node).by_hand:
        return
    if _judged(room, node) is Result.PRESENT:
        _decide(room, node, Result.PRESENT, by_hand=False)


def _release(room: Standings) -> None:
    walk, id_ = room.walk, room.called()
    node = room.nodes.get(id_ or "")
    if walk is not None and node is not None:
        node.own_open = node.own_open and walk.was_open


def _decide(room: Standings, node: str, result: Result, *, by_hand: bool) -> None:
    entry, walk = _entry(room, node), room.walk
    took = entry.took_s
    if room.called() == node and walk is not None and not walk.decided:
        took, walk.decided = round(room.now - walk.since, 3), True
    if entry.result is not result or entry.by_hand != by_hand:
        room.mark(node, result=result, by_hand=by_hand, took_s=took)
        room.note("roll_call", node, result=result.value)


def _judged(room: Standings, node: str) -> Result:
    walk = room.walk
    standing = room.nodes.get(node)
    if walk is None or standing is None or not room.is_live(node) or room.called() != node:
        return Result.NO_ANSWER
    return judge(standing.measured, walk.seen, walk.heard)


def _entry(room: Standings, node: str) -> Entry:
    assert room.walk is not None
    return next(entry for entry in room.walk.entries if entry.node == node)
