"""What may be done to a case in which state, and what becomes of it. Pure; told the time.

A case is the contract's JSON object as a dict and is never changed in place: every decision
returns another one with ``rev`` one higher, so a snapshot may hold on to what it has seen.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from console.town.casework.codes import OPEN, STATUS_NAMES

Json = dict[str, Any]

LONGEST_TIMELINE = 200  # older entries but the first are dropped
LONGEST_TEXT = 2000
REOPENED_FOR = timedelta(hours=4)  # a reopened case's clocks start with so much


@dataclass(frozen=True, slots=True)
class Order:
    """Something to be done to a case. ``actor`` and ``unit`` sign the timeline."""

    type: str
    args: Mapping[str, Any] = field(default_factory=dict)
    actor: str = "值班员"
    unit: str = "综合信息指挥室"


@dataclass(frozen=True, slots=True)
class Refused:
    """The order is not carried out. ``reason`` is for the operator's eyes."""

    reason: str
    key: str = ""  # the argument at fault, when it is one


@dataclass(frozen=True, slots=True)
class _Move:
    name: str
    before: frozenset[str]
    after: str | None = None  # None: the status stays
    needs: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()  # the clocks that stop
    field_only: bool = False  # a responder's move: no command of the console


def _from(*statuses: str) -> frozenset[str]:
    return frozenset(statuses)


_ALL = frozenset(STATUS_NAMES)
_AFIELD = _from("dispatched", "acknowledged", "arrived", "handling")
_MOVES = {
    "accept": _Move("受理", _from("reported", "returned", "reopened"), "accepted"),
    "reject": _Move("不予受理", _from("reported", "accepted", "reopened"), "rejected", ("reason",)),
    "dispatch": _Move(
        "派单", _from("accepted", "returned", "reopened", "escalated"), "dispatched", ("unit",)
    ),
    "reassign": _Move("改派", _AFIELD | {"returned", "feedback"}, "dispatched", ("unit",)),
    "acknowledge": _Move("签收", _from("dispatched"), "acknowledged", ends=("respond",)),
    "arrive": _Move("到场", _from("dispatched", "acknowledged"), "arrived", ends=("arrive",)),
    "handle": _Move("处置", _from("acknowledged", "arrived"), "handling", field_only=True),
    "feedback": _Move(
        "反馈", _from("acknowledged", "arrived", "handling"), "feedback", ("text",), ("handle",)
    ),
    "return": _Move(
        "退单", _from("dispatched", "acknowledged"), "returned", ("reason",), field_only=True
    ),
    "escalate": _Move("上报", OPEN - {"suspended"}, "escalated", ("reason",), field_only=True),
    "duplicate": _Move("并案", OPEN, "duplicate", ("of",), field_only=True),
    "supervise": _Move("督办", OPEN),
    "suspend": _Move("挂起", _AFIELD | {"accepted"}, "suspended", ("reason",)),
    "resume": _Move("恢复", _from("suspended"), "accepted"),
    "verify": _Move("核查", _from("feedback"), "verified"),
    "close": _Move("结案", _from("verified"), "closed", ends=("close",)),
    "reopen": _Move("重开", _from("closed", "rejected", "duplicate"), "reopened", ("reason",)),
    "note": _Move("备注", _ALL, needs=("text",)),
    "attach": _Move("附件", _ALL, needs=("name", "url", "kind")),
    "consult": _Move("会商", OPEN),
}
COMMANDS = frozenset(kind for kind, move in _MOVES.items() if not move.field_only)


def decide(case: Json, order: Order, at: datetime) -> Json | Refused:
    """The case after ``order``, or why not. ``case`` stays as it is."""
    move = _MOVES.get(order.type)
    if move is None:
        return Refused(f"没有「{order.type[:40]}」这种指令", "type")
    status = str(case.get("status", ""))
    # a status nobody knows is not in the way of a remark
    if status not in move.before and not (move.after is None and status not in _ALL):
        return Refused(f"「{STATUS_NAMES.get(status, status)}」的案件不能{move.name}")
    for key in move.needs:
        value = order.args.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
            return Refused(f"{move.name}要写明 {key}（1 至 {LONGEST_TEXT} 字）", f"args.{key}")
    return _moved(case, move, order, at)


def _moved(case: Json, move: _Move, order: Order, at: datetime) -> Json:
    after = touched(case, at)
    if move.after is not None:
        after["status"] = move.after
    for clock in after.get("clocks", []):
        if clock["kind"] in move.ends and clock["done_at"] is None:
            clock["done_at"] = stamp(at)
    match order.type:
        case "dispatch" | "reassign":
            wanted = order.args
            after["assignee"] = {key: wanted.get(key) for key in ("unit", "person", "worker")}
        case "suspend":
            _pause(after, str(case["status"]), at)
        case "resume":
            _resume(after, at)
        case "reopen":
            _reopen(after, at)
        case "attach":
            wanted = order.args
            after["attachments"].append({key: wanted[key] for key in ("name", "url", "kind")})
        case "duplicate":
            after["duplicate_of"] = order.args["of"]
        case _:
            pass
    sign(after, at, order.actor, order.unit, order.type, _words(move, order))
    return after


def _pause(case: Json, before: str, at: datetime) -> None:
    case["suspended"] = {"from": before, "at": stamp(at)}
    for clock in case["clocks"]:
        clock["paused"] = clock["done_at"] is None


def _resume(case: Json, at: datetime) -> None:
    held = case.pop("suspended", None) or {}
    case["status"] = held.get("from", "accepted")
    paused_for = at - moment(held["at"]) if "at" in held else timedelta()
    for clock in case["clocks"]:
        if clock["paused"]:
            clock["paused"] = False
            clock["due_at"] = stamp(moment(clock["due_at"]) + paused_for)


def _reopen(case: Json, at: datetime) -> None:
    for clock in case["clocks"]:
        clock.update(done_at=None, paused=False, due_at=stamp(at + REOPENED_FOR))


def _words(move: _Move, order: Order) -> str:
    args = order.args
    for key in ("text", "reason", "name"):
        if isinstance(args.get(key), str):
            return str(args[key])
    if isinstance(args.get("unit"), str):
        return f"{move.name}：{args['unit']} {args.get('person') or ''}".rstrip()
    return move.name


def touched(case: Json, at: datetime) -> Json:
    """A copy one revision later."""
    after = copy.deepcopy(case)
    after["rev"] = int(case["rev"]) + 1
    after["updated_at"] = stamp(at)
    return after


def sign(case: Json, at: datetime, actor: str, unit: str, action: str, text: str) -> None:
    """One more line in the timeline of a case that is still being made."""
    timeline = case.setdefault("timeline", [])
    timeline.append(
        {
            "at": stamp(at),
            "actor": actor[:40],
            "unit": unit[:40],
            "action": action,
            "text": text[:LONGEST_TEXT],
        }
    )
    del timeline[1 : max(1, len(timeline) - LONGEST_TIMELINE + 1)]


def stamp(at: datetime) -> str:
    """RFC 3339, UTC, milliseconds."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The aware datetime of an RFC 3339 text; ValueError when it is none or has no offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"no time zone in {text!r}")
    return at
