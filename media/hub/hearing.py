"""What a site's word means to the room, and whose voice is the newest. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from media.hub import chairing, message
from media.hub import happening as h


def happening(node: str, word: message.FromSite) -> h.Happening | None:
    """None: it is no matter of the room's (media, the chair's orders, the line itself)."""
    match word:
        case message.Hand(up):
            return h.HandSet(node, up)
        case message.Mic(is_open):
            return h.MicSet(node, is_open)
        case message.Camera(on):
            return h.CameraSet(node, on)
        case message.Screen(on):
            return h.ScreenSet(node, on)
        case message.Written(text):
            return chairing.Wrote(node, text)
        case message.Leave():
            return h.LeftCall(node)
        case _:
            return None


def in_turn(before: Sequence[str], speaking: Collection[str]) -> tuple[str, ...]:
    """Who speaks, the newest last. ``before``: who did until now, in this order; those who go on
    keep it."""
    going_on = [node for node in before if node in speaking]
    return (*going_on, *sorted(set(speaking) - set(before)))
