"""The rooms that were opened here before, the last one first: ``rooms.json`` of this account."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from console.site.kept_json import kept_json

MOST = 8
LARGEST = 64 * 1024  # bytes

log = logging.getLogger(__name__)


def rooms_file() -> Path:
    """By the XDG rules."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "command-room" / "rooms.json"


def read_rooms(path: Path) -> list[Path]:
    """Folders that still hold a room; of a file that is none, nothing."""
    listed = kept_json(path, LARGEST, _list, list[object]())
    folders = [Path(each) for each in listed if isinstance(each, str) and each]
    return [each for each in folders if (each / "site.toml").is_file()][:MOST]


def note_room(path: Path, folder: Path) -> None:
    """This one was opened last. What cannot be written is told in the log: nothing hangs on it."""
    folder = folder.absolute()
    others = [each for each in read_rooms(path) if each != folder]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        listed = [str(each) for each in [folder, *others][:MOST]]
        fresh.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError as fault:
        log.warning("%s cannot be written: %s", path, fault)


def _list(told: object) -> list[object]:
    return told if isinstance(told, list) else []
