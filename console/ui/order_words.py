"""The words of orders: commands, what became of them and why, roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from console.cases.order import Order
from console.ui.words import N, action_text, level_text, platform_text, say, status_text

COMMANDS: Mapping[str, str] = {
    "accept": N("Accept"),
    "reject": N("Reject"),
    "dispatch": N("Dispatch"),
    "reassign": N("Reassign"),
    "acknowledge": N("Acknowledge"),
    "arrive": N("On site"),
    "feedback": N("Report back"),
    "supervise": N("Supervise"),
    "suspend": N("Suspend"),
    "resume": N("Resume"),
    "verify": N("Verify"),
    "close": N("Close the case"),
    "reopen": N("Reopen"),
    "note": N("Note"),
    "attach": N("Attach"),
    "consult": N("Note a consultation"),
    "intake": N("Register a case"),
}
ROLES: Mapping[str, str] = {
    "duty_chief": N("duty chief"),
    "operator": N("seat operator"),
    "coordinator": N("enforcement coordinator"),
    "leader": N("leader"),
    "assessor": N("assessor"),
    "admin": N("administrator"),
    "auditor": N("auditor"),
}
STATES: Mapping[str, str] = {
    "waiting": N("submitting …"),
    "sending": N("submitting …"),
    "done": N("done"),
    "refused": N("refused"),
    "conflict": N("somebody else changed the case"),
    "ask": N("not delivered: say what is to be done"),
    "given_up": N("dropped"),
}
_WHYS: Mapping[str, str] = {
    "late": N("It could not be delivered in time; send it now?"),
    "old": N("It may have arrived long ago; look at the case before you send it again"),
    "unknown": N("It may have arrived, and this platform cannot tell; look at the case"),
    "before": N("The order before it was refused"),
    "full": N("Too many orders wait already"),
    "not_kept": N("This computer's disk does not take it"),
    "no_case": N("This case cannot be addressed"),
    "replaced": N("sent again on the new state"),
    "mixed": N("somebody else changed the case at the same time: look at it"),
    "no_match": N("this platform does not guard against overwriting, so it was not sent"),
    "refused": N("the platform refuses the connection"),
    "unreachable": N("the platform cannot be reached"),
    "certificate": N("the platform's certificate is not trusted"),
    "timeout": N("the platform does not answer"),
    "closed": N("the line to the platform broke"),
    "protocol": N("the platform's answer makes no sense"),
    "status_401": N("the platform does not accept our token: tell the administrator"),
    "status_403": N("the platform does not allow this to this room"),
    "status_404": N("the platform does not know this case"),
    "status_409": N("the platform is working on it"),
    "status_428": N("the revision got lost on the way: tell the administrator"),
    "status_429": N("the platform asks to wait"),
    "status_503": N("the platform asks to wait"),
}
FIELDS: Mapping[str, str] = {
    "status": N("Status"),
    "level": N("Level"),
    "title": N("Title"),
    "unit": N("Unit"),
    "person": N("Person"),
    "address": N("Address"),
    "platform": N("Platform"),
    "reason": N("Reason"),
    "text": N("Text"),
    "name": N("Name"),
    "url": N("File or address"),
    "kind": N("Kind"),
}
KINDS: Mapping[str, str] = {
    "image": N("picture"),
    "video": N("film"),
    "document": N("document"),
}


def _said(table: Mapping[str, str], code: str) -> str:
    return say(table[code]) if code in table else code


def command_text(command: str) -> str:
    return _said(COMMANDS, command)


def role_text(role: str) -> str:
    return _said(ROLES, role)


def order_state_text(order: Order) -> str:
    return _said(STATES, order.state)


def field_text(field: str) -> str:
    return _said(FIELDS, field)


def kind_text(kind: str) -> str:
    return _said(KINDS, kind)


def why_text(order: Order) -> str:
    """Why it is as it is: the platform's own words first, of a conflict who changed what. Empty
    where there is nothing to say."""
    if order.state == "conflict" and (lines := conflict_lines(order.told)):
        return lines[0]
    if order.code == "dropped" or not order.code:
        return order.why
    said = _said(_WHYS, order.code)
    if order.why:
        return order.why
    return (
        say("the platform answers {status}").format(status=said.removeprefix("status_"))
        if said.startswith("status_")
        else said
    )


def conflict_lines(told: Mapping[str, Any]) -> list[str]:
    """Who changed what, a line each."""
    lines = []
    for step in told.get("steps", ()):
        who = " ".join(part for part in (step.get("unit"), step.get("actor")) if part)
        what = action_text(str(step.get("action", "")))
        said = f"{_clock(step.get('at'))}  {who or '?'}: {what}"
        lines.append(f"{said} · {step['text']}" if step.get("text") else said)
    for change in told.get("changes", ()):
        field = str(change.get("field"))
        before, after = (_value(field, str(change.get(side) or "")) for side in ("before", "after"))
        lines.append(f"{field_text(field)}: {before or '–'} → {after or '–'}")
    return lines


def _value(field: str, code: str) -> str:
    table = {"status": status_text, "level": level_text, "platform": platform_text}
    return table[field](code) if field in table else code


def _clock(written: object) -> str:
    try:
        return datetime.fromisoformat(str(written)).astimezone().strftime("%H:%M:%S")
    except ValueError:
        return ""
