"""What lies on the program, and where: roll call, broadcast, polling, voice switch, layouts. Pure.

Who is on air keeps its place. Where there are fewer places than sites, who speaks takes the place
of the longest silent, and never that of the command room itself. What the chair has put into a
place stays there while it can be seen.
"""

from __future__ import annotations

from dataclasses import replace

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.chairing import Mode
from media.hub.roll_call import end_walk
from media.hub.scene import LAYOUTS, STRIP
from media.hub.screen_sharing import end_share
from media.hub.standing import Standing, Standings

SHARED = "share"  # the layout beside what is shared
ALONE = "1"

# -- of the chair


def share(room: Standings, it: h.Share) -> list[h.Order]:
    if not room.live:
        return room.refuse("share")
    if it.what != room.share:
        end_share(room)
        if it.what is not None:
            room.note("shared", text=it.what.name)
    room.share, room.expected = it.what, ()
    return []


def own_place(room: Standings, it: h.RoomPlace) -> list[h.Order]:
    """The command room's own picture comes, or goes."""
    room.own_name = it.name
    return []


def broadcast(room: Standings, it: c.Broadcast) -> list[h.Order]:
    if not room.live:
        return room.refuse("broadcast")
    what, node = it.what, it.what.node if it.what else None
    if node == h.ROOM and room.own_name is None:
        return room.refuse("broadcast", None, "the command room has no picture of its own")
    if node not in (None, h.ROOM) and not room.is_live(node):
        return room.refuse("broadcast", node, "is not in the conference")
    if what is not None and node is not None:
        what = replace(what, name=_name(room, node))
    if what == room.broadcast:
        return []
    end_broadcast(room)
    if what is not None:
        end_polling(room)
        room.broadcast = what
        room.note("broadcast_on", _site(what), what.name)
    return []


def polling(room: Standings, it: c.Polling) -> list[h.Order]:
    if not room.live:
        return room.refuse("polling")
    if unknown := [id_ for id_ in it.nodes if id_ not in room.nodes]:
        return room.refuse("polling", unknown[0])
    nodes = tuple(dict.fromkeys(it.nodes))
    if room.polling is not None and room.polling.nodes == nodes:
        room.polling = replace(room.polling, every_s=it.every_s)  # nobody loses its turn
        return []
    end_polling(room)
    if nodes:
        end_broadcast(room)
        room.polling = replace(it, nodes=nodes)
        room.polled_since = room.now
        room.note("polling_on")
    return []


def cancel(room: Standings, _it: c.Cancel) -> list[h.Order]:
    if not room.live:
        return room.refuse("cancel")
    end_walk(room)
    end_broadcast(room)
    end_polling(room)
    return []


def layout(room: Standings, it: c.Layout) -> list[h.Order]:
    if not room.live:
        return room.refuse("layout")
    named = [id_ for id_ in it.places if id_ is not None]
    if unknown := [id_ for id_ in named if id_ not in room.nodes and id_ != h.ROOM]:
        return room.refuse("layout", unknown[0])
    if len(set(named)) < len(named):
        return room.refuse("layout", None, "a site lies in one place")
    places = it.places[: LAYOUTS[it.name]]
    if (it.name, places) != (room.layout, room.places):
        room.note("layout", text=it.name)
    room.layout, room.places, room.expected = it.name, places, ()
    return []


def voice_switch(room: Standings, it: c.VoiceSwitch) -> list[h.Order]:
    if not room.live:
        return room.refuse("voice_switch")
    before, room.switch = room.switch, it
    if it.on != before.on:
        room.note("voice_switch_on" if it.on else "voice_switch_off")
        room.lead, room.lead_since = None, room.now - it.hold_s
    return []


def end_broadcast(room: Standings) -> None:
    before, room.broadcast = room.broadcast, None
    if before is not None:
        room.note("broadcast_off", _site(before), before.name)


def end_polling(room: Standings) -> None:
    before, room.polling, room.polled = room.polling, None, 0
    if before is not None:
        room.note("polling_off")


def _name(room: Standings, node: str) -> str:
    return room.own_name or "" if node == h.ROOM else room.nodes[node].seat.name


def _site(what: c.Source) -> str | None:
    """Whose picture it is, where that is a site."""
    return None if what.node == h.ROOM else what.node


def forget_gone(room: Standings) -> None:
    """Who is in the list no more is not broadcast, has no turn and no place kept for it."""
    if room.broadcast is not None and room.broadcast.node not in (None, h.ROOM, *room.nodes):
        end_broadcast(room)
    room.places = tuple(id_ if id_ in (h.ROOM, *room.nodes) else None for id_ in room.places)
    turns = room.polling
    if turns is None:
        return
    kept = tuple(id_ for id_ in turns.nodes if id_ in room.nodes)
    before = sum(id_ in room.nodes for id_ in turns.nodes[: room.polled])
    if kept:
        room.polling, room.polled = replace(turns, nodes=kept), before % len(kept)
    else:
        end_polling(room)


# -- time


def due(room: Standings) -> float | None:
    """When the program changes by itself."""
    moments: list[float] = []
    if room.polling is not None and len(room.polling.nodes) > 1:
        moments.append(room.polled_since + room.polling.every_s)
    if room.switch.on and _speaker(room) not in (None, room.lead):
        moments.append(room.lead_since + room.switch.hold_s)
    return min(moments, default=None)


def tick(room: Standings) -> None:
    polling = room.polling
    if polling is not None and room.now >= room.polled_since + polling.every_s:
        room.polled = _able_after(room, _able_after(room, room.polled) + 1)
        room.polled_since = room.now


# -- the choice


def choose(room: Standings) -> None:
    """Bring the program in line with all that holds now."""
    able = {id_: node for id_, node in room.all_live() if node.camera and id_ != room.private}
    if room.own_name is not None and room.live:
        able[h.ROOM] = _own(room.own_name, room.count)
    _follow_voice(room)
    usual, name = _usual(room, able)
    alone = _alone(room, able)
    if alone is not None:
        room.on_air, room.shown = alone, ALONE
    else:
        room.on_air, room.shown = usual, name


def _own(name: str, count: int) -> Standing:
    """The command room among the sites: it takes a place, and nobody's word takes it away."""
    return Standing(h.Seat(h.ROOM, name, h.ROOM), spoke=count + 1)


def mode(room: Standings) -> Mode:
    if room.called() is not None:
        return Mode.ROLL_CALL
    if room.broadcast is not None:
        return Mode.BROADCAST
    return Mode.FREE if room.polling is None else Mode.POLLING


def _alone(room: Standings, able: dict[str, Standing]) -> list[str] | None:
    """One picture for everybody: the called site, what is broadcast, whose turn it is."""
    wished = room.called()
    if wished is None and room.broadcast is not None:
        wished = room.broadcast.node
        if wished is None:
            return []  # a camera or a screen, which the flow lays there
    elif wished is None and room.polling is not None:
        wished = room.polling.nodes[_able_after(room, room.polled)]
    return [wished] if wished in able else None


def _able_after(room: Standings, at: int) -> int:
    """The next in turn that can be seen; ``at`` itself when none can."""
    assert room.polling is not None
    nodes = room.polling.nodes
    for step in range(len(nodes)):
        found = (at + step) % len(nodes)
        node = room.nodes.get(nodes[found])
        if room.is_live(nodes[found]) and node is not None and node.camera:
            return found
    return at % len(nodes)


def _usual(room: Standings, able: dict[str, Standing]) -> tuple[list[str], str]:
    """Who lies where while nobody is alone on the program."""
    if room.share is not None:
        room.seated = _seat(room.seated, able, STRIP)
        _expect(room, able, STRIP)
        return list(room.seated), SHARED
    most = LAYOUTS[room.layout]
    pinned = {at: id_ for at, id_ in enumerate(room.places) if id_ is not None and id_ in able}
    free = {id_: node for id_, node in able.items() if id_ not in pinned.values()}
    lead = _lead(room, free) if 0 not in pinned and room.layout != "grid" else None
    others = {id_: node for id_, node in free.items() if id_ != lead}
    led = [lead] if lead is not None else []
    # a layout of one picture is no seat that speaking takes: who lies first is led there
    left = most - len(pinned)
    room.seated = led + _seat([id_ for id_ in room.seated if id_ != lead], others, left - len(led))
    _expect(room, free, left)
    waiting = list(room.seated)
    placed: list[str] = []
    for at in range(most):
        if at in pinned:
            placed.append(pinned[at])
        elif waiting:
            placed.append(waiting.pop(0))
    return placed, room.layout


def _expect(room: Standings, able: dict[str, Standing], most: int) -> None:
    """After the hub was restarted, those who come back lie where they lay before."""
    if room.now >= room.expected_until:
        room.expected = ()
    elif room.expected and set(room.expected) <= able.keys():
        others = [id_ for id_ in room.seated if id_ not in room.expected]
        room.seated = [*room.expected, *others][:most]


def _lead(room: Standings, free: dict[str, Standing]) -> str | None:
    """Who lies first: who speaks, who has the floor, who lay there before."""
    for wished in (room.lead, room.floor, *room.seated[:1]):
        if wished is not None and wished in free:
            return wished
    return next(iter(free), None)


def _follow_voice(room: Standings) -> None:
    if not room.switch.on:
        room.lead = None
        return
    speaker = _speaker(room)
    if speaker not in (None, room.lead) and room.now >= room.lead_since + room.switch.hold_s:
        room.lead, room.lead_since = speaker, room.now


def _speaker(room: Standings) -> str | None:
    """Who spoke last of those who can be seen, the command room among them."""
    spoke = [
        (node.spoke, id_)
        for id_, node in room.all_live()
        if node.camera and node.spoke and id_ != room.private
    ]
    if room.own_name is not None and room.own_spoke:
        spoke.append((room.own_spoke, h.ROOM))
    return max(spoke)[1] if spoke else None


def _seat(before: list[str], able: dict[str, Standing], most: int) -> list[str]:
    """Keep who has a place; who speaks takes the place of the longest silent."""
    shown = [id_ for id_ in before if id_ in able]
    silent = sorted(shown, key=lambda id_: (able[id_].spoke, -shown.index(id_)))
    for quiet in silent[: max(len(shown) - most, 0)]:
        shown.remove(quiet)
    others = [id_ for id_ in able if id_ not in shown]
    while others and len(shown) < most:
        shown.append(others.pop(0))
    for id_ in sorted(others, key=lambda other: -able[other].spoke):
        if not shown:
            break
        seat = min(range(len(shown)), key=lambda seat: able[shown[seat]].spoke)
        if able[id_].spoke <= able[shown[seat]].spoke:
            break
        shown[seat] = id_
    return shown
