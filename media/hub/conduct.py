"""How the conference is conducted, as a value: for showing it, and for a hub that is restarted.
Pure."""

from __future__ import annotations

from media.hub import directing
from media.hub.chairing import Conduct, RollCallView
from media.hub.standing import Standings, Walk

EXPECTED_S = 30.0  # sites are back 10 s after a hub was killed


def of(room: Standings) -> Conduct:
    """As it is now."""
    walk = room.walk
    return Conduct(
        mode=directing.mode(room),
        shown=room.shown,
        layout=room.layout,
        places=room.places,
        roll_call=_seen(room, walk) if walk else None,
        broadcast=room.broadcast,
        polling=room.polling,
        polled=room.polled,
        seated=tuple(room.seated),
        voice_switch=room.switch,
        banner=room.banner,
        caption=room.caption,
        floor=room.floor,
        floor_was_forced=room.floor_was_forced,
        floor_was_open=room.floor_was_open,
        private=room.private,
        chair=room.chair,
        messages=tuple(room.messages),
    )


def _seen(room: Standings, walk: Walk) -> RollCallView:
    return RollCallView(tuple(walk.entries), walk.at, room.gate_open(), walk.was_open)


def take_up(room: Standings, told: Conduct) -> None:
    """Go on as it was told."""
    room.layout, room.places = told.layout, told.places
    room.broadcast, room.polling = told.broadcast, told.polling
    room.polled, room.polled_since, room.lead_since = told.polled, room.now, room.now
    room.expected, room.expected_until = told.seated, room.now + EXPECTED_S
    room.lead = told.seated[0] if told.voice_switch.on and told.seated else None
    room.switch, room.banner, room.caption = told.voice_switch, told.banner, told.caption
    room.floor, room.chair, room.private = told.floor, told.chair, told.private
    room.floor_was_forced, room.floor_was_open = told.floor_was_forced, told.floor_was_open
    room.messages.extend(told.messages)
    if told.roll_call is not None:
        walk = room.walk = Walk(
            list(told.roll_call.entries), told.roll_call.at, room.now, told.roll_call.was_open
        )
        walk.decided = any(one.node == walk.called and one.result for one in walk.entries)
