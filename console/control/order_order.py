"""Reads what ``POST /v1/cases/{id}/commands`` asks for. Pure but for the request it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from console.cases.possible import ARGUMENTS, LONGEST_TEXT, missing
from console.cases.rights import COMMANDS
from console.control.body import Fields
from console.control.room import Json, Unfit

MOST_ARGS = 20
LONGEST_KEY = 128

_REV = re.compile(r'(?:W/)?"(\d{1,15})"')
_KEY = re.compile(r"[\x21-\x7e]{1,128}")


def read_order(body: dict[str, Any], headers: Mapping[str, str]) -> Json:
    """``{"type","args","key","rev"}``; ``key`` empty and ``rev`` None where the headers do not name
    them. Raises Unfit."""
    fields = Fields(body, ("type", "args"))
    kind = fields.choice("type", COMMANDS)
    args = _args(body.get("args", {}))
    if lacks := missing(kind, args):
        raise Unfit(f'"{kind}" needs args.{lacks[0]}', f"args.{lacks[0]}")
    return {"type": kind, "args": args, "key": _key(headers), "rev": _rev(headers)}


def _args(args: object) -> dict[str, str]:
    if not isinstance(args, dict) or len(args) > MOST_ARGS:
        raise Unfit(f'"args" needs an object of at most {MOST_ARGS} texts', "args")
    known = sorted({each.name for every in ARGUMENTS.values() for each in every} | {"worker"})
    for name, value in args.items():
        if name not in known:
            raise Unfit(f'there is no argument "{name[:40]}": {", ".join(known)}', "args")
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT:
            text = f'"args.{name}" needs a text of 1 to {LONGEST_TEXT} characters'
            raise Unfit(text, f"args.{name}")
    return args


def _key(headers: Mapping[str, str]) -> str:
    key = headers.get("Idempotency-Key", "")
    if key and not _KEY.fullmatch(key):
        raise Unfit(f"Idempotency-Key: 1 to {LONGEST_KEY} signs without a space", "Idempotency-Key")
    return key


def _rev(headers: Mapping[str, str]) -> int | None:
    written = headers.get("If-Match", "")
    if not written or written == "*":
        return None
    found = _REV.fullmatch(written.strip())
    if found is None:
        raise Unfit('If-Match: W/"REVISION" is wanted', "If-Match")
    return int(found[1])
