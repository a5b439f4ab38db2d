"""One call of the control API as ``/v1/openapi.json`` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.control.schema import Schema


@dataclass(frozen=True, slots=True)
class Call:
    """``says``: one line. ``answer``: the schema of what ``example`` is an example of; None where
    the answer is no JSON and ``media`` tells its type.

    ``body``: None where the call takes none; ``body_free``: it may be left out. ``problems``: the
    statuses a caller has to reckon with besides those that every call can have. ``query``: what may
    be asked for after the ``?``, by its name; all of it may be left out.
    """

    says: str
    answer: Schema | None = None
    example: Any = None
    body: Schema | None = None
    asks: Mapping[str, Any] = field(default_factory=dict)  # an example of the body
    body_free: bool = False
    query: Mapping[str, Schema] = field(default_factory=dict)
    problems: tuple[int, ...] = ()
    media: str = "application/json"
    open: bool = False  # without a token


Key = tuple[str, str]  # method, path as in the documentation
