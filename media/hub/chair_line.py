"""A leader who holds the chair from a phone or an office: orders over the site's own line. Pure.

The orders are those of ``POST /v1/conference``, wrapped in one word; the room's rules decide about
them as about the command room's. What a leader sees of the conference has no join links and no
figures: links are keys, and figures would fill a phone's line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from media.hub.happening import LEADER

Json = Mapping[str, Any]

# what is done from outside: nothing that opens the room's cameras or screen
ACTIONS = frozenset(
    {
        "call", "admit", "mute", "unmute", "mute_all", "lock", "unlock", "end", "redial",
        "roll_call", "next", "back", "mark", "broadcast", "cancel", "give_floor", "take_floor",
        "lower_hand", "self_unmute", "message", "bell", "banner", "caption",
    }
)  # fmt: skip
MOST_FIELDS, LONGEST_TEXT, MOST_NODES = 8, 1000, 500
WEAK = 0.05  # of what a site sends: lost, or of its voice too late to be heard
_KEPT = (
    "state", "subject", "mode", "locked", "hush", "recording", "banner", "floor", "chair", "hands",
)  # fmt: skip
_OF_A_NODE = ("id", "name", "state", "invited", "mic", "hand", "speaking")


class NotAllowedError(Exception):
    """It is no order that a leader may give."""


@dataclass(frozen=True, slots=True)
class ChairWord:
    """An order as it was said; its fields are short, and not yet known to be right."""

    order: Json


def read(fields: Json) -> ChairWord:
    """``{"type": "chair", "order": {…}}``. ValueError says what is wrong with it."""
    order = fields.get("order")
    if not isinstance(order, dict) or not 0 < len(order) <= MOST_FIELDS:
        raise ValueError(f"order: an object of 1 to {MOST_FIELDS} fields")
    for name, value in order.items():
        if not _is_short(value):
            raise ValueError(f"order.{name[:40]}: a short text, a number, or a list of short texts")
    return ChairWord(order)


def allowed(kind: str, node: str, conference: Json) -> bool:
    """Whether a node holds the chair: a leader, or whom the room handed it over to.

    ``conference``: as the hub tells it."""
    return kind == LEADER or (bool(node) and conference.get("chair") == node)


def checked(order: Json) -> Json:
    """The order, where a leader may give it at all. NotAllowedError says why not."""
    action = order.get("action")
    if action not in ACTIONS:
        raise NotAllowedError("this is done in the command room")
    source = order.get("source")
    if action == "broadcast" and source is not None and not str(source).startswith("node:"):
        raise NotAllowedError("only a site can be broadcast from here")
    return order


def told(conference: Json, own: str) -> str:
    """The conference as a leader sees it, as the message ``chair``. ``own``: the leader's node."""
    kept = {key: conference[key] for key in _KEPT if key in conference}
    kept["own"] = own
    kept["roll_call"] = conference.get("roll_call")
    kept["nodes"] = [_node(node) for node in conference.get("nodes", ())]
    kept["broadcast"] = _broadcast(conference)
    return _dump(type="chair", conference=kept)


def refused(action: str, reason: str) -> str:
    """The message that says why an order is not carried out."""
    return _dump(type="chair", refused={"action": action[:40], "reason": reason[:200]})


def ended() -> str:
    """The node holds the chair no more."""
    return _dump(type="chair", conference=None)


def _broadcast(conference: Json) -> str | None:
    """The site's id, the name of anything else, None for nothing."""
    found = conference.get("broadcast") or {}
    node = str(found.get("source") or "").removeprefix("node:")
    known = any(one.get("id") == node for one in conference.get("nodes", ()))
    return (node if known else str(found.get("name") or node)) or None


def _node(node: Json) -> dict[str, Any]:
    up = node.get("up") or {}
    weak = max(up.get("loss", 0.0), up.get("late", 0.0)) >= WEAK
    return {**{key: node.get(key) for key in _OF_A_NODE}, "weak": weak}


def _is_short(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= MOST_NODES and all(
            isinstance(each, str) and len(each) <= LONGEST_TEXT for each in value
        )
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    return value is None or isinstance(value, bool | int | float)


def _dump(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
