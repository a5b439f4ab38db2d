"""A site folder for a new room, without a camera yet."""

from __future__ import annotations

import json
from pathlib import Path

from console.site.additions import WRITTEN

LONGEST_NAME = 64  # characters


def make_room(folder: Path, name: str, language: str) -> None:
    """Write ``site.toml`` and an empty ``cameras.csv``; ``language`` is zh or en.

    FileExistsError: there is a room already; other OSError: it cannot be written. Files that are
    there stay as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "state").mkdir(mode=0o700, exist_ok=True)
    cameras = folder / "cameras.csv"
    written = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
    with (folder / "site.toml").open("x", encoding="utf-8") as file:
        file.write(f"name = {written}\nlanguage = {json.dumps(language)}\n")
    if not cameras.exists():
        cameras.write_text(",".join(WRITTEN) + "\n", encoding="utf-8")
