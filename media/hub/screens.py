"""Whose screen everybody sees: a site asks, the chair allows, one at a time is shown. Pure.

The site's picture itself is then its screen (it sends one picture), so nothing but its word tells
the one from the other; the room shares it large as long as that word holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from media.hub.happening import Place, Screen, Shared

PREFIX = "node:"


def told(now: Screen, on: bool) -> Screen:
    """The site says that it would, or does, send its screen; or that it does not."""
    if on:
        return {Screen.NONE: Screen.ASKED, Screen.ALLOWED: Screen.SHOWN}.get(now, now)
    return {Screen.ASKED: Screen.NONE, Screen.SHOWN: Screen.ALLOWED}.get(now, now)


def allowed(now: Screen, on: bool) -> Screen:
    """The chair's word: it may, or may not."""
    if not on:
        return Screen.NONE
    return now if now is Screen.SHOWN else Screen.ALLOWED


def kept(now: Screen, live: bool, shared: bool) -> Screen:
    """After anything that happened: who is gone asks anew, who is no longer shared may again."""
    if not live:
        return Screen.NONE
    return Screen.ALLOWED if now is Screen.SHOWN and not shared else now


class Sender(Protocol):
    screen: Screen


Node = TypeVar("Node", bound=Sender)


def settle(
    nodes: Mapping[str, Node], place: Callable[[Node], Place], share: Shared | None
) -> Shared | None:
    """A screen is shown as long as it is what is shared, and shared as long as it is shown: what
    is shared then."""
    shown = node_of(share)
    for id_, node in nodes.items():
        node.screen = kept(node.screen, place(node) is Place.LIVE, id_ == shown)
    gone = shown is not None and (shown not in nodes or nodes[shown].screen is not Screen.SHOWN)
    return None if gone else share


def of_node(node: str, name: str) -> Shared:
    return Shared(PREFIX + node, name)


def node_of(share: Shared | None) -> str | None:
    """Whose screen is shared, if it is a site's."""
    if share is None or not share.source.startswith(PREFIX):
        return None
    return share.source.removeprefix(PREFIX)
