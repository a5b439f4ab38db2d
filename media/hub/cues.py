"""What a site is to know of how the conference is conducted, besides its place in it. Pure."""

from __future__ import annotations

from typing import Any

from media.hub.happening import NodeView, Place, RoomView
from media.hub.standing import CUE_S


def of(view: RoomView, node: NodeView) -> dict[str, Any]:
    """Further fields of the site's ``state`` message; nothing for one that is not in it."""
    if node.place is not Place.LIVE:
        return {}
    conduct = view.conduct
    hands = sorted((n.hand, n.id) for n in view.nodes if n.hand)
    places = {id_: place for place, (_, id_) in enumerate(hands, 1)}
    return {
        "banner": conduct.banner,
        "hand_place": places.get(node.id, 0),
        "roll_call": _roll_call(view, node),
        "floor": conduct.floor == node.id,
        "chair": conduct.chair == node.id,
        "private": conduct.private == node.id,
        "broadcast": conduct.broadcast is not None and conduct.broadcast.node == node.id,
        "muted_by_chair": node.forced and conduct.private != node.id,
    }


def _roll_call(view: RoomView, node: NodeView) -> dict[str, Any] | None:
    walk = view.conduct.roll_call
    if walk is None or walk.called is None:
        return None
    called = view.node(walk.called)
    return {
        "called": walk.called == node.id,
        "name": called.name if called else walk.called,
        "heard": walk.called == node.id and walk.heard,
        "opens_in_ms": round(CUE_S * 1000),
    }
