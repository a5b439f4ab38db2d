"""``PUT /v1/wall/replay``: an order to tiles that go back in time, checked before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from console.control.body import Fields
from console.control.room import Json, Unfit
from console.control.wall_order import screen_of
from media.cameras.play_clock import RATES

MOST_CELLS = 64
MOST_BACK_S = 86400.0
FIELDS = ("cells", "at", "back_s", "rate", "step", "live", "skip_gaps", "screen")


def read_replay(body: dict[str, Any]) -> Json:
    """``{"cells", "screen", …}`` with the fields that are to be done: ``live``; or ``at`` (Unix
    seconds) or ``back_s``, and ``rate``; or ``step``. Raises Unfit."""
    fields = Fields(body, FIELDS)
    cells = _cells(fields.whole_list("cells", MOST_CELLS))
    order: Json = {"cells": cells, "screen": screen_of(fields)}
    given = {key for key, value in body.items() if value is not None} - {
        "cells",
        "skip_gaps",
        "screen",
    }
    _check_together(given)
    read: dict[str, Callable[[], Any]] = {
        "at": lambda: fields.moment("at"),
        "back_s": lambda: fields.number("back_s", 1.0, MOST_BACK_S),
        "rate": lambda: _among(fields, "rate", RATES),
        "step": lambda: _among(fields, "step", (-1, 1)),
        "live": lambda: fields.boolean("live"),
    }
    order |= {key: read[key]() for key in FIELDS if key in given}
    if order.get("live") is False:
        raise Unfit('"live" is true or left out', "live")
    if "skip_gaps" in fields:
        order["skip_gaps"] = fields.boolean("skip_gaps")
    return order


def _check_together(given: set[str]) -> None:
    if not given:
        raise Unfit("say what to do: at, back_s, rate, step or live")
    for alone in ("live", "step"):
        if alone in given and len(given) > 1:
            raise Unfit(f'"{alone}" stands alone', alone)
    if {"at", "back_s"} <= given:
        raise Unfit('"at" and "back_s" are two wishes: choose one', "back_s")


def _among(fields: Fields, key: str, values: Sequence[float]) -> float:
    value = fields.number(key, min(values), max(values))
    if value not in values:
        raise Unfit(f'"{key}" is one of {", ".join(f"{each:g}" for each in values)}', key)
    return value


def _cells(cells: list[int]) -> list[int]:
    if not cells or len(set(cells)) != len(cells):
        raise Unfit('"cells" needs at least one cell, and none twice', "cells")
    return cells
