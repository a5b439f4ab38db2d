"""What the operator made of the map, in ``state/map.json``: layers, and the ground below them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layouts.whole_file import write_whole

FILE = Path("state") / "map.json"
LARGEST = 64 * 1024  # bytes

log = logging.getLogger(__name__)


def read_map_state(folder: Path) -> dict[str, Any]:
    """Of a file that is none, nothing."""
    try:
        with (folder / FILE).open("rb") as file:
            told = json.loads(file.read(LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        log.warning("%s: cannot be read: %s", FILE, fault)
        return {}
    return told if isinstance(told, dict) else {}


def write_map_state(folder: Path, state: Mapping[str, Any]) -> None:
    """OSError when it cannot be written; what was there before is there then."""
    write_whole(folder / FILE, json.dumps(dict(state), ensure_ascii=False), 0o600)
