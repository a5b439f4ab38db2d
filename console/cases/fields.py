"""Reading JSON that others wrote, field by field. Knows no names; every length has a limit."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

LONGEST_ID = 128
LONGEST_LINE = 500  # characters of a title or a name
LONGEST_TEXT = 20_000
MOST_FAULTS = 20  # noted per message
LARGEST_WHOLE = 2**63

# control characters but tab and line feed, lone surrogates, and the marks that turn a line round
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class WireError(Exception):
    """A message that is not what the contract says. ``field`` is where, ``problem`` what."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}" if field else problem)
        self.field = field
        self.problem = problem


def load_json(body: bytes | str) -> Any:
    """The value of a JSON text. NaN and Infinity are read as null. Raises WireError."""
    try:
        return json.loads(body, parse_constant=_nothing)
    except RecursionError as fault:
        raise WireError("", "JSON is nested too deeply") from fault
    except ValueError as fault:
        raise WireError("", f"no JSON: {str(fault)[:100]}") from fault


def _nothing(_constant: str) -> None:
    return None


def text_of(value: str, longest: int) -> str:
    """A text that can be shown and encoded, cut to ``longest``; a short one in a single line."""
    if not value.isprintable():
        value = _UNSHOWN.sub("", value[: 2 * longest])
        if longest <= LONGEST_LINE:
            value = " ".join(value.split())
    return value[:longest]


def time_of(text: str) -> datetime | None:
    """An RFC 3339 time in UTC, or None when it is none."""
    # fromisoformat reads other forms of ISO 8601 too, these places tell them apart
    places = text[4:5] + text[7:8] + text[13:14] + text[16:17]
    if places != "--::" or text[10] not in "Tt " or not 20 <= len(text) <= 40:
        return None
    try:
        found = datetime.fromisoformat(text.upper())
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class Fields:
    """One JSON object. ``need_…`` raises WireError; the others note a fault and give nothing.

    A field that is absent or null is no fault.
    """

    def __init__(self, raw: object, path: str = "", faults: list[str] | None = None) -> None:
        if not isinstance(raw, dict):
            raise WireError(path, f"an object is wanted, not {_kind(raw)}")
        self.raw: Mapping[str, Any] = raw
        self.path = path
        self.faults: list[str] = [] if faults is None else faults

    def fault(self, key: str, problem: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{self.at(key)}: {problem}")

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    # what a message cannot be without

    def need_id(self, key: str) -> str:
        """A text of 1 to ``LONGEST_ID`` characters, as it came."""
        value = self.raw.get(key)
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
            raise WireError(self.at(key), f"a text of 1 to {LONGEST_ID} characters is wanted")
        if not value.isprintable():
            raise WireError(self.at(key), "has a character that cannot be shown")
        return value

    def need_whole(self, key: str) -> int:
        value = self.raw.get(key)
        if type(value) is not int or not 0 <= value < LARGEST_WHOLE:
            raise WireError(self.at(key), f"a whole number from 0 is wanted, not {_kind(value)}")
        return value

    # what it can be without

    def text(self, key: str, longest: int = LONGEST_LINE) -> str:
        value = self.raw.get(key)
        if isinstance(value, str):
            if len(value) > longest:
                self.fault(key, f"longer than {longest} characters, cut")
            return text_of(value, longest)
        if type(value) in (int, float):  # a code that was written as a number
            return str(value)[:longest]
        if value is not None:
            self.fault(key, f"a text is wanted, not {_kind(value)}")
        return ""

    def number(self, key: str) -> float | None:
        value = self.raw.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            if abs(value) < LARGEST_WHOLE and math.isfinite(value):
                return float(value)
            self.fault(key, "the number is too large")
            return None
        self.fault(key, f"a number is wanted, not {_kind(value)}")
        return None

    def flag(self, key: str) -> bool:
        value = self.raw.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"true or false is wanted, not {_kind(value)}")
        return value is True

    def time(self, key: str) -> datetime | None:
        value = self.raw.get(key)
        if value is None:
            return None
        found = time_of(value) if isinstance(value, str) else None
        if found is None:
            self.fault(key, "an RFC 3339 time with its offset is wanted")
        return found

    def below(self, key: str) -> Fields | None:
        """The object in a field."""
        value = self.raw.get(key)
        if isinstance(value, dict):
            return Fields(value, self.at(key), self.faults)
        if value is not None:
            self.fault(key, f"an object is wanted, not {_kind(value)}")
        return None

    def each(self, key: str, most: int) -> list[Fields]:
        """The objects of a list; of more than ``most`` the last ones."""
        found = []
        for index, value in self._items(key, most):
            if isinstance(value, dict):
                found.append(Fields(value, f"{self.at(key)}[{index}]", self.faults))
            else:
                self.fault(f"{key}[{index}]", f"an object is wanted, not {_kind(value)}")
        return found

    def texts(self, key: str, most: int, longest: int = LONGEST_ID) -> tuple[str, ...]:
        """The texts of a list, none of them empty."""
        found = []
        for index, value in self._items(key, most):
            if isinstance(value, str) and (text := text_of(value, longest)):
                found.append(text)
            else:
                self.fault(f"{key}[{index}]", "a text is wanted")
        return tuple(found)

    def _items(self, key: str, most: int) -> list[tuple[int, Any]]:
        value = self.raw.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, f"a list is wanted, not {_kind(value)}")
            return []
        if len(value) > most:
            self.fault(key, f"{len(value)} entries, the last {most} are read")
        first = max(0, len(value) - most)
        return list(enumerate(value[first:], first))


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "something else")
