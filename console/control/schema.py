"""JSON Schema (2020-12) in the few forms that the API's bodies and answers have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

ANY_TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
NULL: Schema = {"type": "null"}
A_CELL: Schema = {"type": "integer", "minimum": 0, "maximum": 9999}
MOMENT: Schema = {"type": "string", "format": "date-time"}

DAY = (  # of the years 1900 to 2199, as a pattern
    r"((19|20|21)\d\d-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)"
    r"|(0[13578]|1[02])-31)"
    r"|(2000|(19|20|21)(0[48]|[2468][048]|[13579][26]))-02-29)"
)


def text(longest: int, pattern: str = "") -> Schema:
    """A text that is not empty, as ``Fields.text`` reads one."""
    found: Schema = {"type": "string", "minLength": 1, "maxLength": longest}
    return {**found, "pattern": pattern} if pattern else found


def number(least: float, most: float) -> Schema:
    return {"type": "number", "minimum": least, "maximum": most}


def choice(values: Sequence[str | float]) -> Schema:
    return {"enum": list(values)}


def listing(items: Schema, most: int | None = None, least: int = 0, unlike: bool = False) -> Schema:
    """``unlike``: none of them twice."""
    found: Schema = {"type": "array", "items": items}
    found |= {"maxItems": most} if most is not None else {}
    found |= {"minItems": least} if least else {}
    return {**found, "uniqueItems": True} if unlike else found


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, NULL]}


def told(**fields: Schema) -> Schema:
    """An object of an answer: these fields are there, and others may be added."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def asked(needed: Mapping[str, Schema], free: Mapping[str, Schema] | None = None) -> Schema:
    """An object of a body: a field that nobody knows is refused."""
    found: Schema = {
        "type": "object",
        "properties": {**needed, **(free or {})},
        "additionalProperties": False,
    }
    return {**found, "required": list(needed)} if needed else found
