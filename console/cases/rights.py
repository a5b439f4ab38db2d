"""Who may do what: a table of roles and acts. What is not in it is denied. Pure.

Acts are the commands of ``docs/platform-api.md``, ``intake``, and what the console itself guards.
"""

from __future__ import annotations

COMMANDS = (
    "accept", "reject", "dispatch", "reassign", "acknowledge", "arrive", "feedback", "supervise",
    "suspend", "resume", "verify", "close", "reopen", "note", "attach", "consult",
)  # fmt: skip
ROLES = (
    "duty_chief", "operator", "coordinator", "leader", "assessor", "admin", "auditor",
)  # fmt: skip
SEAT = "seat"  # who sits in a room without a list of people
ROLE_NAMES = {
    "duty_chief": "值班长",
    "operator": "坐席",
    "coordinator": "执法协调",
    "leader": "领导",
    "assessor": "考核员",
    "admin": "管理员",
    "auditor": "审计员",
}

# besides commands: register a case; drop orders whoever may give them; see personal data with a
# reason; propose and merge duplicates; the duty log and the hand-over of a shift; figures and
# reports; the negative list; calibrations, sources and settings; read and export the audit
_DESK = ("intake", "orders", "reveal", "merge", "duty_log", "hand_over", "figures", "calibrate")
_RECORD = ("note", "attach", "consult")
_FIELD = ("dispatch", "reassign", "acknowledge", "arrive", "feedback", "suspend", "resume")
_OPERATOR = (
    "accept", "reject", *_FIELD, "verify", "close", *_RECORD, "intake", "reveal",
    "merge", "duty_log", "hand_over", "figures",
)  # fmt: skip

_TABLE: dict[str, frozenset[str]] = {
    SEAT: frozenset((*COMMANDS, *_DESK, "assess", "settings", "audit_read", "audit_export")),
    "duty_chief": frozenset((*COMMANDS, *_DESK, "assess", "audit_read")),
    "operator": frozenset(_OPERATOR),
    "coordinator": frozenset((*_FIELD, *_RECORD, "supervise", "reveal", "duty_log", "figures")),
    "leader": frozenset(("supervise", "note", "consult", "figures")),
    "assessor": frozenset(("figures", "assess")),
    "admin": frozenset(("calibrate", "settings")),
    "auditor": frozenset(("audit_read", "audit_export")),
}
ACTS = tuple(sorted(frozenset().union(*_TABLE.values())))


def may(role: str, act: str) -> bool:
    """Whether a role may do an act. A role or an act that nobody knows may not."""
    return act in _TABLE.get(role, frozenset())


def role_of(written: str) -> str | None:
    """The role that a list of people names, by its code or in Chinese; None when it is none."""
    text = written.strip()
    if text in ROLES:
        return text
    return next((role for role, name in ROLE_NAMES.items() if name == text), None)
