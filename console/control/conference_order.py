"""``POST /v1/conference``: an order to the conference, checked before anybody carries it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from console.control import chair_order
from console.control.body import Fields
from console.control.chair_order import SHOWN
from console.control.room import Json, Unfit

MOST_NODES = 500
SCREEN, CARD = "screen", "case"  # CARD: of the case that the conference is about
SHARED = rf"^({SHOWN})$"

# the action's fields, each with whether it must be there
PLAIN: dict[str, tuple[str, ...]] = {
    "end": (),
    "admit": ("node",),
    "remove": ("node",),
    "mute": ("node",),
    "unmute": ("node",),
    "lock": (),
    "unlock": (),
}
ACTIONS = (
    "start", "call", "mute_all", "share", "allow_screen", "record", *PLAIN, *chair_order.READERS,
)  # fmt: skip


def read_order(body: dict[str, Any]) -> Json:
    """The order with its action's own fields only. Raises Unfit."""
    action = Fields({key: body[key] for key in body if key == "action"}, ("action",)).choice(
        "action", ACTIONS
    )
    special: dict[str, Callable[[Json], Json]] = {
        "start": _start, "mute_all": _mute_all, "share": _share, "record": _record,
        "allow_screen": _allow_screen, "call": chair_order.call, **chair_order.READERS,
    }  # fmt: skip
    if action in special:
        return {"action": action, **special[action](body)}
    names = PLAIN[action]
    fields = Fields(body, ("action", *names))
    return {"action": action, **{name: fields.text(name, 64) for name in names}}


def _start(body: Json) -> Json:
    fields = Fields(body, ("action", "nodes", "plan", "case", "mute_above"))
    if "plan" in fields and "nodes" in fields:
        raise Unfit('"plan" says who is called: it stands without "nodes"', "nodes")
    if "plan" in fields:
        order: Json = {"plan": fields.text("plan", 64)}
    else:
        order = {"nodes": fields.texts("nodes", MOST_NODES)}
    if "mute_above" in fields:
        order["mute_above"] = fields.whole_or_null("mute_above")
    if fields.only(("case",)).get("case") is not None:
        order["case"] = fields.text("case", 100)
    return order


def _mute_all(body: Json) -> Json:
    fields = Fields(body, ("action", "allow_self"))
    # a site that may not open its microphone itself is the exception a chair asks for
    return {"allow_self": fields.boolean("allow_self") if "allow_self" in fields else True}


def _allow_screen(body: Json) -> Json:
    fields = Fields(body, ("action", "node", "on"))
    return {"node": fields.text("node", 64), "on": fields.boolean("on")}


def _record(body: Json) -> Json:
    if "pause" in body:
        return {"pause": Fields(body, ("action", "pause")).boolean("pause")}
    return {"on": Fields(body, ("action", "on")).boolean("on")}


def _share(body: Json) -> Json:
    fields = Fields(body, ("action", "source"))
    written = fields.text_or_null("source")
    if written is not None and not re.fullmatch(SHARED, written):
        raise Unfit(
            '"source" needs "camera:ID", "screen", "case", "window:TITLE", "file:NAME", '
            "or null to end it",
            "source",
        )
    return {"source": written}
