"""The language that the operators chose in the window, in ``state/language``."""

from __future__ import annotations

from pathlib import Path

from layouts.whole_file import write_whole

FILE = Path("state") / "language"
LANGUAGES = ("zh", "en")
LARGEST = 64  # bytes


def read_language(folder: Path) -> str:
    """``zh`` or ``en``; empty where nobody has chosen, or the file holds something else."""
    try:
        with (folder / FILE).open("rb") as file:
            written = file.read(LARGEST).decode().strip()
    except (OSError, ValueError):
        return ""
    return written if written in LANGUAGES else ""


def write_language(folder: Path, language: str) -> None:
    """OSError when it cannot be written; what was there before is there then."""
    write_whole(folder / FILE, language + "\n", 0o600)
