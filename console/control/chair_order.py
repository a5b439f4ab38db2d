"""``POST /v1/conference``: how the conference is conducted, checked before it is carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from console.control.body import Fields
from console.control.room import Json, Unfit
from console.control.schema import YES_NO, Schema, asked, choice, listing, nullable, number, text
from media.hub.happening import ROOM
from media.source import FILE, WINDOW

MOST_NODES = 500
LONGEST_ID = 64
LONGEST_MESSAGE, LONGEST_BANNER = 500, 60
LONGEST_CASE, LONGEST_SAVED = 100, 24
LAYOUTS = ("grid", "1", "side", "pip", "1+5", "2x2", "3x3", "4x4", "5x6")
RESULTS = ("present", "no_answer", "no_picture", "no_sound", "bad_line")
A_FILE = rf"{FILE}[^\\\x00-\x1f]{{1,100}}"  # its name within the recordings' folder
LONGEST_SOURCE = 128
SHOWN = rf"screen|case|camera:[A-Za-z0-9_-]{{1,64}}|{WINDOW}.{{1,100}}|{A_FILE}"
BROADCAST = rf"^(node:[A-Za-z0-9_-]{{1,64}}|{SHOWN})$"
DWELL_S, HOLD_S = (3.0, 600.0), (1.0, 60.0)

Body = dict[str, Any]


def _nodes(body: Body) -> Json:
    """One ``node`` or several ``nodes``."""
    if "nodes" in body and "node" not in body:
        fields = Fields(body, ("action", "nodes"))
        found = fields.texts("nodes", MOST_NODES)
        if not found:
            raise Unfit('"nodes" needs at least one id', "nodes")
        return {"nodes": found}
    return {"node": Fields(body, ("action", "node")).text("node", LONGEST_ID)}


def call(body: Body) -> Json:
    """``call`` of one, of several, or of all who are not in."""
    if body.get("nodes") == "all" and "node" not in body:
        Fields(body, ("action", "nodes"))
        return {"nodes": "all"}
    return _nodes(body)


def _mark(body: Body) -> Json:
    fields = Fields(body, ("action", "node", "result"))
    order: Json = {"node": _node(fields)}
    if "result" in fields:
        order["result"] = fields.choice("result", RESULTS)
    return order


def _broadcast(body: Body) -> Json:
    written = Fields(body, ("action", "source")).text_or_null("source")
    if written is not None and not re.fullmatch(BROADCAST, written):
        raise Unfit(
            '"source" needs "node:ID", "node:room", "camera:ID", "screen", "case", "window:TITLE", '
            '"file:NAME", or null to end it',
            "source",
        )
    return {"source": written}


def _polling(body: Body) -> Json:
    fields = Fields(body, ("action", "nodes", "every_s"))
    return {
        "nodes": fields.texts("nodes", MOST_NODES),
        "every_s": fields.number("every_s", *DWELL_S, usual=10.0),
    }


def _layout(body: Body) -> Json:
    """One of the hub's, or one that the chair has kept."""
    if "saved" in body:
        return {"saved": Fields(body, ("action", "saved")).text("saved", LONGEST_SAVED)}
    fields = Fields(body, ("action", "layout", "places"))
    order: Json = {"layout": fields.choice("layout", LAYOUTS)}
    if "places" in fields:
        found = body["places"]
        if not isinstance(found, list) or not all(_is_place(one) for one in found):
            raise Unfit('"places" needs a list of ids and nulls', "places")
        if len(found) > MOST_NODES:
            raise Unfit(f'"places" takes {MOST_NODES} at most', "places")
        order["places"] = found
    return order


def _voice_switch(body: Body) -> Json:
    fields = Fields(body, ("action", "on", "hold_s"))
    return {"on": fields.boolean("on"), "hold_s": fields.number("hold_s", *HOLD_S, usual=3.0)}


def _self_unmute(body: Body) -> Json:
    return {"on": Fields(body, ("action", "on")).boolean("on")}


def _attach(body: Body) -> Json:
    return {"case": Fields(body, ("action", "case")).text("case", LONGEST_CASE)}


def _strip(body: Body) -> Json:
    """Banner or caption; an empty one is taken away."""
    written = body.get("text")
    if written == "":
        Fields(body, ("action", "text"))
        return {"text": ""}
    return {"text": Fields(body, ("action", "text")).text("text", LONGEST_BANNER)}


def _message(body: Body) -> Json:
    fields = Fields(body, ("action", "node", "text"))
    return {"node": _node(fields), "text": fields.text("text", LONGEST_MESSAGE)}


def _to_one(body: Body) -> Json:
    fields = Fields(body, ("action", "node"))
    found = fields.text_or_null("node")
    return {"node": None if found is None else fields.text("node", LONGEST_ID)}


def _to_one_or_all(body: Body) -> Json:
    return {"node": _node(Fields(body, ("action", "node")))}


def _plain(body: Body) -> Json:
    Fields(body, ("action",))
    return {}


def _node(fields: Fields) -> str | None:
    if "node" not in fields or fields.only(("node",))["node"] is None:
        return None
    return fields.text("node", LONGEST_ID)


def _is_place(one: object) -> bool:
    return one is None or (isinstance(one, str) and 0 < len(one) <= LONGEST_ID)


def named(order: Json) -> list[str]:
    """The sites that an order names; the command room itself is none."""
    found = [] if order.get("nodes") == "all" else list(order.get("nodes") or ())
    found += [one for one in (order.get("node"), *(order.get("places") or ())) if one is not None]
    source = str(order.get("source") or "")
    found += [source.removeprefix("node:")] if source.startswith("node:") else []
    return [one for one in found if one != ROOM]


READERS: dict[str, Callable[[Body], Json]] = {
    "redial": _plain,
    "roll_call": _nodes,
    "next": _plain,
    "back": _plain,
    "mark": _mark,
    "broadcast": _broadcast,
    "polling": _polling,
    "cancel": _plain,
    "give_floor": _to_one,
    "take_floor": _to_one_or_all,
    "lower_hand": _to_one_or_all,
    "self_unmute": _self_unmute,
    "attach": _attach,
    "banner": _strip,
    "caption": _strip,
    "message": _message,
    "layout": _layout,
    "voice_switch": _voice_switch,
    "private": _to_one,
    "bell": _to_one_or_all,
    "chair": _to_one,
}

_ID = text(LONGEST_ID)
_ONE: Schema = {"node": nullable(_ID)}
_SEVERAL = {"nodes": listing(_ID, MOST_NODES, 1)}


def _action(name: str, needed: dict[str, Schema], free: dict[str, Schema] | None = None) -> Schema:
    return asked({"action": {"const": name}, **needed}, free)


SCHEMAS: list[Schema] = [
    *(_action(name, {}) for name, reader in READERS.items() if reader is _plain),
    *(_action(name, _ONE) for name, reader in READERS.items() if reader is _to_one),
    *(_action(name, {}, _ONE) for name, reader in READERS.items() if reader is _to_one_or_all),
    _action("call", _SEVERAL),
    _action("call", {"nodes": {"const": "all"}}),
    _action("roll_call", {"node": _ID}),
    _action("roll_call", _SEVERAL),
    _action("mark", {}, {**_ONE, "result": choice(RESULTS)}),
    _action("broadcast", {"source": nullable(text(LONGEST_SOURCE, BROADCAST))}),
    _action("polling", {"nodes": listing(_ID, MOST_NODES)}, {"every_s": number(*DWELL_S)}),
    _action("layout", {"layout": choice(LAYOUTS)}, {"places": listing(nullable(_ID), MOST_NODES)}),
    _action("layout", {"saved": text(LONGEST_SAVED)}),
    _action("self_unmute", {"on": YES_NO}),
    _action("attach", {"case": text(LONGEST_CASE)}),
    _action("voice_switch", {"on": YES_NO}, {"hold_s": number(*HOLD_S)}),
    *(
        _action(name, {"text": {"type": "string", "maxLength": LONGEST_BANNER}})
        for name, reader in READERS.items()
        if reader is _strip
    ),
    _action("message", {"text": text(LONGEST_MESSAGE)}, _ONE),
]
