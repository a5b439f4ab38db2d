"""One entry of the audit, and its line in a chain of lines. Pure.

A line is JSON; it names the SHA-256 of the whole line before it, so that nothing can be changed,
taken out, put in or put elsewhere without every line after it saying so.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

FIRST = "0" * 64  # what the very first line names
LONGEST = {"who": 100, "seat": 100, "act": 60, "subject": 200, "detail": 2000, "result": 200}
LARGEST_LINE = 32 * 1024  # bytes
FIELDS = ("at", *LONGEST)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what. ``act`` is a code such as ``reveal``; ``subject`` what it was done to,
    ``case:ID``; ``detail`` the reason, in the words of who gave it; ``result`` what came of it."""

    at: datetime  # aware
    who: str
    seat: str
    act: str
    subject: str
    detail: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry at its place in the chain."""

    number: int  # from 1, over all months
    before: str  # the sum of the line before
    entry: Entry


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: its last line's number and sum."""

    number: int = 0
    sum: str = FIRST


def line_of(entry: Entry, head: Head) -> tuple[str, Head]:
    """The entry's line after ``head``, without a line feed, and the chain's end then. A text that
    is too long is cut."""
    told = asdict(entry)
    for name, longest in LONGEST.items():
        told[name] = told[name][:longest]
    told["at"] = entry.at.astimezone(UTC).isoformat(timespec="milliseconds")
    number = head.number + 1
    line = json.dumps({"n": number, **told, "before": head.sum}, ensure_ascii=False)
    line = line.encode(errors="replace").decode()  # a lone surrogate has no place in a file
    return line, Head(number, sum_of(line))


def sum_of(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def read_line(line: str) -> Link:
    """The entry of a line; ValueError says what is wrong with it."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise ValueError("is no JSON") from fault
    if not isinstance(told, dict) or set(told) != {"n", *FIELDS, "before"}:
        raise ValueError("has not the fields of an entry")
    if not isinstance(told["n"], int) or not all(
        isinstance(told[name], str) for name in (*FIELDS, "before")
    ):
        raise ValueError("has a field of another kind")
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError("at: has no offset")
    texts = {name: told[name] for name in LONGEST}
    return Link(told["n"], told["before"], Entry(at, **texts))


def follow(line: str, head: Head) -> tuple[Link, Head]:
    """The next line of a chain; ValueError says why it is not the one that followed ``head``."""
    link = read_line(line)
    if link.before != head.sum:
        raise ValueError("does not follow the line before it: one of the two is not as written")
    if link.number != head.number + 1:
        raise ValueError(f"is number {link.number}, and {head.number + 1} is due")
    return link, Head(link.number, sum_of(line))
