"""What the steering of a camera says, in the operator's language.

Devices' states come as codes, refusals as English sentences; those of the program itself are known
here, a device's own words are shown as they came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from console.ui.words import N, say

_RANKS = {
    "patrol": N("a patrol"), "operator": N("an operator"), "chair": N("the chair"),
    "leader": N("the leader"),
}  # fmt: skip
_STATES = {
    "ready": N("It can be turned"),
    "unknown": N("The device is being asked …"),
    "wrong_login": N("Name or password is refused: mend state/secrets.toml"),
    "unreachable": N("No connection: look at address, network and power"),
    "silent": N("No answer in time: look at the network, or wait until it has started"),
    "unsupported": N("This device cannot be turned by ONVIF"),
    "refused": N("The device refuses"),
    "bad_answer": N("What answers is no ONVIF device service: look at ptz in cameras.csv"),
}
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the device refuses name or password(: (?P<more>.*))?", N("name or password is refused")),
    (r"the device cannot be reached(: (?P<more>.*))?", N("no connection to the device")),
    (r"the device does not answer in time(: (?P<more>.*))?", N("no answer in time")),
    (r"the device cannot do this: no stream", N("it offers no stream")),
    (r"the device cannot do this(: (?P<more>.*))?", N("this device cannot do that")),
    (r"the device refuses(: (?P<more>.*))?", N("the device refuses")),
    (r"the device answers what cannot be read(: (?P<more>.*))?",
     N("what answers is no ONVIF device service")),
    (r"it has no ONVIF address in cameras\.csv", N("it has no ONVIF address in cameras.csv")),
)  # fmt: skip
_STEERS = re.compile(r"(\w+) steers it")
_KNOWN = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def rank_text(rank: str) -> str:
    return say(_RANKS[rank]) if rank in _RANKS else rank


def state_text(state: str, reason: str = "") -> str:
    """A device's state and what to do about it; a device's own words behind it."""
    words = say(_STATES[state]) if state in _STATES else state
    own = reason.partition(": ")[2] if state == "refused" else ""
    return f"{words}: {own}" if own else words


def refused_text(reason: str) -> str:
    """Why not: ``PtzDesk.refused``, or the text of a ``Trouble``."""
    if (steers := _STEERS.fullmatch(reason)) is not None:
        return say("{who} has it; wait until it is free").format(who=rank_text(steers[1]))
    for pattern, text in _KNOWN:
        if (found := pattern.fullmatch(reason)) is not None:
            more = found.groupdict().get("more")
            return f"{say(text)}: {more}" if more else say(text)
    return reason


def holder_text(told: Mapping[str, Any]) -> str:
    """Who steers, of the answer of ``PtzDesk.ask``; empty when nobody does."""
    if told.get("patrol") is not None:
        return say("A patrol goes round")
    by = told.get("held_by")
    if not by:
        return ""
    own = by.get("who") == "window"
    words = say("You steer it") if own else say("{who} steers it, free in {n} s")
    return words.format(who=rank_text(str(by["rank"])), n=round(told.get("free_in_s") or 0))
