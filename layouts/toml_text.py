"""Values written as TOML, which Python only reads."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written_value(value: Any) -> str:
    """A value as it stands in a TOML file, on one line; whatever ``tomllib`` gives is possible.

    TypeError for anything else.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # a JSON string is a TOML one, except for DEL
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case int():
            return str(value)
        case float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(written_value, value))}]"
        case Mapping():
            return inline_table(value)
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def written_key(key: str) -> str:
    """A key, in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else written_value(key)


def inline_table(values: Mapping[str, Any]) -> str:
    """``{ a = 1, b = "x" }``."""
    if not values:
        return "{}"
    return f"{{ {', '.join(_pairs(values))} }}"


def written_lines(values: Mapping[str, Any]) -> list[str]:
    """``a = 1``, a line for each."""
    return _pairs(values)


def _pairs(values: Mapping[str, Any]) -> list[str]:
    return [f"{written_key(key)} = {written_value(value)}" for key, value in values.items()]
