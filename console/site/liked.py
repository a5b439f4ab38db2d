"""The operators' favourite cameras and those shown lately, in ``state/finder.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.site.kept_json import kept_json, table

FILE = Path("state") / "finder.json"
MOST_FAVOURITES = 200
MOST_RECENT = 12
LARGEST = 64 * 1024  # bytes


def read_liked(folder: Path) -> tuple[list[str], list[str]]:
    """(favourites, shown lately) as camera ids; of a file that is none, nothing."""
    told = kept_json(folder / FILE, LARGEST, table, dict[str, Any]())
    return _ids(told.get("favourites"), MOST_FAVOURITES), _ids(told.get("recent"), MOST_RECENT)


def write_liked(folder: Path, favourites: Sequence[str], recent: Sequence[str]) -> None:
    """All of it, or what was there before; OSError when it cannot be written."""
    path = folder / FILE
    told = {"favourites": list(favourites)[:MOST_FAVOURITES], "recent": list(recent)[:MOST_RECENT]}
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _ids(value: object, most: int) -> list[str]:
    listed = value if isinstance(value, list) else []
    return list(dict.fromkeys(each for each in listed if isinstance(each, str)))[:most]
