"""What of a room outlives its hub."""

from __future__ import annotations

from dataclasses import replace

from media.hub import chairing as c
from media.hub import happening as h


def lasting(view: h.RoomView) -> h.RoomView:
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
