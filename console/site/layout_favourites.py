"""The layouts that operators want at hand, in ``state/layouts.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.site.kept_json import kept_json, table
from layouts.whole_file import write_whole

FILE = Path("state") / "layouts.json"
MOST = 100
LARGEST = 64 * 1024  # bytes


def read_favourites(folder: Path) -> list[str]:
    """Names of layouts in the order they were chosen; of a file that is none, nothing."""
    listed = kept_json(folder / FILE, LARGEST, table, dict[str, Any]()).get("favourites")
    names = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return list(dict.fromkeys(names))[:MOST]


def write_favourites(folder: Path, names: Sequence[str]) -> None:
    """OSError when it cannot be written; what was there before is there then."""
    text = json.dumps({"favourites": list(names)[:MOST]}, ensure_ascii=False)
    write_whole(folder / FILE, text, 0o600)
