"""The chair's orders about how the conference is conducted, read from their JSON. Pure.

A faulty order raises ValueError or KeyError, which ``media.parent`` answers with a ``fault``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from media.hub import chairing as c
from media.hub.scene import LAYOUTS

Json = Mapping[str, Any]

LONGEST_ID = 80
LONGEST_SOURCE, LONGEST_NAME = 128, 80  # a window's title and a file's name may be long
MOST_NODES = 500


def call(order: Json) -> c.CallMany | None:
    """``call`` of several; None when it names one ``node``."""
    if "node" in order:
        return None
    found = order["nodes"]
    return c.CallMany(None if found == "all" else nodes(order))


def nodes(order: Json, key: str = "nodes") -> tuple[str, ...]:
    found = order.get(key)
    if not isinstance(found, list | tuple) or len(found) > MOST_NODES:
        raise ValueError(f"{key}: a list of at most {MOST_NODES} ids")
    return tuple(map(str, found))


def _roll_call(order: Json) -> c.Act:
    return c.RollCall((str(order["node"]),) if "node" in order else nodes(order))


def _mark(order: Json) -> c.Act:
    result = order.get("result")
    return c.Mark(_node(order), None if result is None else c.Result(result))


def _broadcast(order: Json) -> c.Act:
    return c.Broadcast(None if order.get("source") is None else c.Source(*source_of(order)))


def source_of(order: Json) -> tuple[str, str]:
    """What is shared or broadcast, and how it is called: a long name is cut. ValueError when no
    source is so long."""
    source = str(order["source"])
    if len(source) > LONGEST_SOURCE:
        raise ValueError(f"source: at most {LONGEST_SOURCE} characters")
    name = str(order.get("name") or source)
    return source, name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _polling(order: Json) -> c.Act:
    return c.Polling(nodes(order), _number(order, "every_s", 10.0, c.LEAST_DWELL_S, c.MOST_DWELL_S))


def _layout(order: Json) -> c.Act:
    name = str(order["layout"])
    if name not in LAYOUTS:
        raise ValueError(f"layout: {name[:40]!r} is none of {', '.join(LAYOUTS)}")
    found = order.get("places") or ()
    if not isinstance(found, list | tuple) or len(found) > MOST_NODES:
        raise ValueError("places: a list of ids and nulls")
    return c.Layout(name, tuple(None if one is None else str(one) for one in found))


def _voice_switch(order: Json) -> c.Act:
    hold_s = _number(order, "hold_s", 3.0, c.LEAST_HOLD_S, c.MOST_HOLD_S)
    return c.VoiceSwitch(bool(order["on"]), hold_s)


def _text(order: Json) -> str:
    found = order["text"]
    if not isinstance(found, str) or len(found) > c.LONGEST_MESSAGE:
        raise ValueError(f"text: at most {c.LONGEST_MESSAGE} characters")
    return found


def _node(order: Json) -> str | None:
    found = order.get("node")
    return None if found is None else str(found)


def _number(order: Json, key: str, usual: float, least: float, most: float) -> float:
    found = float(order.get(key, usual))
    if not least <= found <= most:
        raise ValueError(f"{key}: from {least:g} to {most:g}")
    return found


READERS: Mapping[str, Callable[[Json], c.Act]] = {
    "redial": lambda _order: c.Redial(),
    "roll_call": _roll_call,
    "next": lambda _order: c.Step(),
    "back": lambda _order: c.Step(back=True),
    "mark": _mark,
    "broadcast": _broadcast,
    "polling": _polling,
    "cancel": lambda _order: c.Cancel(),
    "give_floor": lambda order: c.GiveFloor(_node(order)),
    "take_floor": lambda order: c.TakeFloor(_node(order)),
    "self_unmute": lambda order: c.SelfUnmute(bool(order["on"])),
    "lower_hand": lambda order: c.LowerHand(_node(order)),
    "banner": lambda order: c.SetBanner(_text(order)),
    "caption": lambda order: c.SetCaption(_text(order)),
    "message": lambda order: c.Send(_node(order), _text(order)),
    "layout": _layout,
    "voice_switch": _voice_switch,
    "private": lambda order: c.Private(_node(order)),
    "bell": lambda order: c.Bell(_node(order)),
    "chair": lambda order: c.HandOver(_node(order)),
}
