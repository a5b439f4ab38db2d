"""The layouts that operators want at hand, in ``state/layouts.json``."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from layouts.whole_file import write_whole

FILE = Path("state") / "layouts.json"
MOST = 100
LARGEST = 64 * 1024  # bytes

log = logging.getLogger(__name__)


def read_favourites(folder: Path) -> list[str]:
    """Names of layouts in the order they were chosen; of a file that is none, nothing."""
    try:
        with (folder / FILE).open("rb") as file:
            told = json.loads(file.read(LARGEST))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as fault:
        log.warning("%s: cannot be read: %s", FILE, fault)
        return []
    listed = told.get("favourites") if isinstance(told, dict) else None
    names = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return list(dict.fromkeys(names))[:MOST]


def write_favourites(folder: Path, names: Sequence[str]) -> None:
    """OSError when it cannot be written; what was there before is there then."""
    text = json.dumps({"favourites": list(names)[:MOST]}, ensure_ascii=False)
    write_whole(folder / FILE, text, 0o600)
