"""What the calls about orders to the platform take and answer."""

from __future__ import annotations

from console.cases.possible import ARGUMENTS, LONGEST_TEXT
from console.cases.rights import COMMANDS
from console.control.call import Call, Key
from console.control.order_order import MOST_ARGS
from console.control.schema import (
    ANY_TEXT,
    COUNT,
    MOMENT,
    asked,
    choice,
    listing,
    nullable,
    text,
    told,
)

NOT_BLANK = r"[^\s\x1c-\x1f]"
STATES = ("waiting", "sending", "done", "refused", "conflict", "ask", "given_up")

_FREE = {
    name: text(LONGEST_TEXT)
    for name in sorted({each.name for every in ARGUMENTS.values() for each in every} | {"worker"})
}


def _body(command: str) -> dict[str, object]:
    needed = [each.name for each in ARGUMENTS[command] if each.needed]
    args = {**asked({}, _FREE), "maxProperties": MOST_ARGS}
    if needed:
        # what is asked for must not be blank
        args["required"] = needed
        args["properties"] = {
            **_FREE, **{name: text(LONGEST_TEXT, NOT_BLANK) for name in needed},
        }  # fmt: skip
        return asked({"type": {"const": command}, "args": args})
    return asked({"type": {"const": command}}, {"args": args})


_ORDER = told(
    key=ANY_TEXT, case=nullable(ANY_TEXT), type=ANY_TEXT, state=choice(STATES), code=ANY_TEXT,
    why=ANY_TEXT, who=ANY_TEXT, made_at=MOMENT, rev=COUNT,
)  # fmt: skip
_EXAMPLE = {
    "key": "5f0c7c2e4b1d4f0b9c0a", "case": "c-7", "type": "accept", "state": "done", "code": "",
    "why": "", "who": "张建国", "made_at": "2026-11-23T06:30:00+00:00", "rev": 2,
}  # fmt: skip

ORDERS: dict[Key, Call] = {
    ("POST", "/v1/cases/{id}/commands"): Call(
        "An order to the platform, through the outbox; the headers Idempotency-Key and If-Match "
        "may be left out",
        _ORDER, _EXAMPLE, {"anyOf": [_body(command) for command in COMMANDS]},
        {"type": "accept"}, problems=(403, 404, 409, 412),
    ),
    ("GET", "/v1/orders"): Call(
        "The orders of the outbox, the newest first", listing(_ORDER), [_EXAMPLE]
    ),
}  # fmt: skip
