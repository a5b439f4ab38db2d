"""Which commands make sense for a case as it stands, the likely one first. Pure.

The platform decides; this only keeps what it would surely refuse out of the operator's way. A
status that nobody knows leaves what is always possible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ALWAYS = ("note", "attach")
_OPEN = ("supervise", "consult", *ALWAYS)
_BY_STATUS: dict[str, tuple[str, ...]] = {
    "reported": ("accept", "reject", *_OPEN),
    "accepted": ("dispatch", "suspend", "reject", *_OPEN),
    "dispatched": ("acknowledge", "reassign", "arrive", "suspend", *_OPEN),
    "acknowledged": ("arrive", "feedback", "reassign", "suspend", *_OPEN),
    "arrived": ("feedback", "reassign", "suspend", *_OPEN),
    "handling": ("feedback", "reassign", "suspend", *_OPEN),
    "feedback": ("verify", "reassign", *_OPEN),
    "verified": ("close", *_OPEN),
    "returned": ("reassign", "accept", "dispatch", *_OPEN),
    "escalated": ("dispatch", *_OPEN),
    "suspended": ("resume", *_OPEN),
    "reopened": ("dispatch", "accept", "reject", *_OPEN),
    "closed": ("reopen", *ALWAYS),
    "rejected": ("reopen", *ALWAYS),
    "duplicate": ("reopen", *ALWAYS),
    "archived": ALWAYS,
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing that a command is told. ``kind``: unit | person | text | line | attachment."""

    name: str
    kind: str
    needed: bool = True


# the platform's limit on a text of an order
LONGEST_TEXT = 2000
_REASON = (Argument("reason", "text"),)
_UNIT = (Argument("unit", "unit"), Argument("person", "person", needed=False))
ARGUMENTS: dict[str, tuple[Argument, ...]] = {
    "accept": (),
    "reject": _REASON,
    "dispatch": (*_UNIT, Argument("text", "text", needed=False)),
    "reassign": (*_UNIT, Argument("reason", "text", needed=False)),
    "acknowledge": (),
    "arrive": (),
    "feedback": (Argument("text", "text"),),
    "supervise": (Argument("text", "text", needed=False),),
    "suspend": _REASON,
    "resume": (),
    "verify": (),
    "close": (),
    "reopen": _REASON,
    "note": (Argument("text", "text"),),
    "attach": (Argument("name", "line"), Argument("url", "line"), Argument("kind", "attachment")),
    "consult": (),
}
ATTACHMENTS = ("image", "video", "document")


def possible(status: str, may: Callable[[str], bool] = lambda _act: True) -> tuple[str, ...]:
    """The commands for a case of this status that somebody may give."""
    return tuple(each for each in _BY_STATUS.get(status, ALWAYS) if may(each))


def missing(command: str, args: dict[str, str]) -> tuple[str, ...]:
    """The arguments that a command needs and that are not there."""
    return tuple(
        each.name
        for each in ARGUMENTS.get(command, ())
        if each.needed and not args.get(each.name, "").strip()
    )
