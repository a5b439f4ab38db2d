"""The chair's words: results of a roll call, layouts of the program, how a line does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.ui.line_words import figure, missed
from console.ui.words import N, node_state, node_text, say

RESULTS: Mapping[str, str] = {
    "present": N("present"),
    "no_answer": N("no answer"),
    "no_picture": N("no picture seen"),
    "no_sound": N("no sound heard"),
    "bad_line": N("bad line"),
}
LAYOUTS: Mapping[str, str] = {
    "grid": N("Automatic grid"),
    "1": N("One site"),
    "1+5": N("One large, five small"),
    "side": N("Side by side"),
    "pip": N("Picture in picture"),
    "2x2": N("4 sites"),
    "3x3": N("9 sites"),
    "4x4": N("16 sites"),
    "5x6": N("30 sites"),
}
_MODES: Mapping[str, str] = {
    "roll_call": N("roll call"),
    "broadcast": N("broadcast"),
    "polling": N("polling"),
    "free": N("free discussion"),
}
POOR_LOSS, FAIR_LOSS = 0.1, 0.03
POOR_MS, FAIR_MS = 400.0, 200.0


def result_text(result: str | None) -> str:
    """Empty where there is none yet."""
    return say(RESULTS[result]) if result is not None and result in RESULTS else ""


def layout_text(layout: str) -> str:
    return say(LAYOUTS[layout]) if layout in LAYOUTS else layout


def mode_text(mode: str) -> str:
    return say(_MODES[mode]) if mode in _MODES else mode


def line_text(node: Mapping[str, Any]) -> str:
    """How a site's line does, in a word; empty where nothing is known of it."""
    if node.get("state") != "live":
        return ""
    loss = max(missed(node), figure(node.get("down") or {}, "loss"))
    ms = figure(node.get("up") or {}, "rtt_ms")
    if loss > POOR_LOSS or ms > POOR_MS:
        return say("line poor")
    if loss > FAIR_LOSS or ms > FAIR_MS:
        return say("line fair")
    return say("line good")


def stands_text(node: Mapping[str, Any], conference: Mapping[str, Any]) -> str:
    """What a site does in the conference, the most important thing alone."""
    id_ = node.get("id")
    called = (conference.get("roll_call") or {}).get("node")
    broadcast = (conference.get("broadcast") or {}).get("source")
    for holds, words in (
        (called == id_ and called is not None, N("called now")),
        (conference.get("private") == id_, N("in private")),
        (conference.get("chair") == id_, N("in the chair")),
        (conference.get("floor") == id_, N("has the floor")),
        (broadcast == f"node:{id_}", N("is broadcast")),
        (
            node.get("state") == "live" and node.get("screen") == "asked",
            N("screen asked for"),
        ),
    ):
        if holds:
            return say(words)
    if node.get("state") != "live":
        return node_text(node_state(node))
    mic = str(node.get("mic"))
    return say({"forced": N("muted by us"), "muted": N("muted itself")}.get(mic, N("heard")))
