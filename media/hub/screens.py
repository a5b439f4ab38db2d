"""Whose screen everybody sees: a site asks, the chair allows, one at a time is shown. Pure.

The site's picture itself is then its screen (it sends one picture), so nothing but its word tells
the one from the other; the room shares it large as long as that word holds.
"""

from __future__ import annotations

from media.hub.happening import Screen, Shared

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


def of_node(node: str, name: str) -> Shared:
    return Shared(PREFIX + node, name)


def node_of(share: Shared | None) -> str | None:
    """Whose screen is shared, if it is a site's."""
    if share is None or not share.source.startswith(PREFIX):
        return None
    return share.source.removeprefix(PREFIX)
