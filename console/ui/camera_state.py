"""A camera's state as lists show it and as a search understands it: a kind, a word, a lamp."""

from __future__ import annotations

from collections.abc import Mapping

from console.ui.lamps import Lamp
from console.ui.words import N, say
from media.source import Connecting, Live, Lost, Off, Replaying, SourceState, Stale

_KINDS: Mapping[type, str] = {
    Live: "live",
    Stale: "stale",
    Lost: "lost",
    Connecting: "connecting",
    Off: "off",
    Replaying: "off",
}
KIND_LAMPS: Mapping[str, Lamp] = {"live": "green", "stale": "amber", "lost": "red"}
IN_TROUBLE = ("lost", "stale")

_TEXTS = {
    "live": N("live"),
    "stale": N("stands still"),
    "lost": N("lost"),
    "connecting": N("connecting"),
    "off": N("not open"),
}
# a search is typed in whatever language comes to hand
_SAID: Mapping[str, tuple[str, ...]] = {
    "live": ("live", "online", "在看", "在线", "正常"),
    "stale": ("stale", "frozen", "静止", "停滞", "卡顿"),
    "lost": ("lost", "offline", "失联", "断线", "离线", "掉线"),
    "connecting": ("connecting", "连接中"),
    "off": ("off", "closed", "未打开"),
}


def kind_of(state: SourceState) -> str:
    """``live``, ``stale``, ``lost``, ``connecting`` or ``off``."""
    return _KINDS[type(state)]


def kind_text(kind: str) -> str:
    """The kind's word in the language spoken now."""
    return say(_TEXTS[kind])


def kinds_said(word: str) -> frozenset[str]:
    """The kinds that a typed word means, in either language; none for another word."""
    word = word.lower()
    return frozenset(kind for kind, words in _SAID.items() if word in words)
