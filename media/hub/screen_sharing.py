"""Whose screen is shared: a site asks, the chair allows, and it is seen while shared. Pure."""

from __future__ import annotations

from media.hub import happening as h
from media.hub import screens
from media.hub.standing import Standings


def told(room: Standings, it: h.ScreenSet) -> list[h.Order]:
    """The site says that it sends its screen, would, or does no more."""
    node = room.nodes.get(it.node)
    if node is not None and room.is_live(it.node):
        before, node.screen = node.screen, screens.told(node.screen, it.on)
        if node.screen is h.Screen.SHOWN and before is not h.Screen.SHOWN:
            end_share(room)
            room.share, room.expected = screens.of_node(it.node, node.seat.name), ()
            room.note("shared", it.node, node.seat.name)
    return []


def allow(room: Standings, it: h.AllowScreen) -> list[h.Order]:
    node = room.nodes.get(it.node)
    if node is None or not room.is_live(it.node):
        return room.refuse("allow_screen", it.node, "does not take part")
    before, node.screen = node.screen, screens.allowed(node.screen, it.on)
    if node.screen is not before:
        room.note("screen_allowed" if it.on else "screen_forbidden", it.node)
    return []


def end_share(room: Standings) -> None:
    """Whatever is shared is so no more."""
    before, room.share = room.share, None
    if before is not None:
        room.note("unshared", screens.node_of(before), before.name)


def settle(room: Standings) -> None:
    """A screen is shown as long as it is what is shared, and shared as long as it is shown. After
    the hub was restarted it waits for its site as its place does."""
    shown, waits = screens.node_of(room.share), room.now < room.expected_until
    for id_, node in room.nodes.items():
        there = room.is_live(id_) or (waits and node.invited and not node.left)
        node.screen = screens.kept(node.screen, there, id_ == shown)
    if shown and (shown not in room.nodes or room.nodes[shown].screen is not h.Screen.SHOWN):
        end_share(room)
