"""The small JSON files that the program itself keeps: one that is damaged is as if it were not."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


def kept_json(path: Path, largest: int, read: Callable[[Any], T], none: T) -> T:
    """What ``read`` makes of a file of at most ``largest`` bytes; ``none`` where there is none, or
    it is no such file, which the log says. ``read`` may raise ValueError, KeyError, TypeError and
    AttributeError."""
    try:
        with path.open("rb") as file:
            return read(json.loads(file.read(largest)))
    except FileNotFoundError:
        return none
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        log.warning("%s: cannot be read: %s", path, fault)
        return none


def table(told: Any) -> dict[str, Any]:
    """The whole file as it is; TypeError when that is no JSON object."""
    if not isinstance(told, dict):
        raise TypeError("is no JSON object")
    return told
