"""An order as the platform reads it, and its answer as the outbox reads it.

``docs/platform-api.md`` is the contract; nothing here waits or sends. What the platform's answer is
not made of is left out, and a refusal without words says its status.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from console.cases.case import Case
from console.cases.difference import differences
from console.cases.fields import WireError, load_json, text_of
from console.cases.order import INTAKE, Order, Reply
from console.cases.wire import parse_case

LONGEST_WHY = 500
_NO_WAY = ("", ".", "..")  # as a part of an address these lead elsewhere


@dataclass(frozen=True, slots=True)
class Request:
    """``POST path`` with these headers and this body; ``path`` is percent-encoded."""

    path: str
    headers: Mapping[str, str]
    body: bytes


def request_of(order: Order) -> Request:
    """ValueError when the case's id cannot be part of an address."""
    headers = {"Idempotency-Key": order.key}
    if order.type == INTAKE:
        body: dict[str, Any] = {**order.args, "registered_by": order.who}
        return Request("cases", headers, _dump(body))
    headers["If-Match"] = f'W/"{order.rev}"'
    body = {"type": order.type, "args": {**order.args, "actor": order.who}}
    return Request(f"{case_path(order.case_id)}/commands", headers, _dump(body))


def case_path(case_id: str) -> str:
    if case_id in _NO_WAY:
        raise ValueError(f"{case_id!r} cannot be part of an address")
    return f"cases/{quote(case_id, safe='')}"


def read_reply(
    order: Order, status: int, body: bytes, retry_after_s: float
) -> tuple[Reply, Case | None]:
    """The reply, and the case as it is now where the answer carries it. Never raises."""
    raw = _object(body)
    case = _case(raw if "rev" in raw else raw.get("case"))
    if 200 <= status < 300:
        told = {"rev": case.rev, "id": str(case.id)} if case is not None else {}
        return Reply(status, told=told), case
    told = {}
    if status == 412 and case is not None:
        told = differences(order.seen, case)
    return Reply(status, why=_why(raw), retry_after_s=retry_after_s, told=told), case


def read_case(body: bytes) -> Case | None:
    """A case as ``GET /cases/{id}`` brings it; None when it cannot be read."""
    return _case(_object(body))


def _object(body: bytes) -> dict[str, Any]:
    try:
        raw = load_json(body)
    except WireError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _case(raw: object) -> Case | None:
    try:
        return parse_case(raw)
    except WireError:
        return None


def _why(raw: Mapping[str, Any]) -> str:
    for key in ("detail", "title", "message", "error"):
        text = raw.get(key)
        if isinstance(text, str) and text.strip():
            return text_of(text.strip(), LONGEST_WHY)
    return ""


def _dump(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
