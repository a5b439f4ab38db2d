"""Names in a site folder that are nearly those the program reads: a typing mistake, most likely."""

from __future__ import annotations

import difflib
from pathlib import Path

FILES = (
    "site.toml", "cameras.csv", "nodes.csv", "grids.geojson", "calendar.toml", "meetings.toml",
    "people.csv", "places.csv", "negative.csv", "limits.csv", "roster.csv",
)  # fmt: skip
FOLDERS = (
    "map", "calibrations", "layouts", "scenes", "schedules", "plans", "meetings.d",
    "sources", "past", "state",
)  # fmt: skip
NEAR = 0.75  # of difflib: plan and plans are, plants and plans too, notes and nodes.csv are not
MOST = 20

_BACKUPS = ("~", ".bak", ".old", ".orig", ".tmp", ".swp")


def strays(folder: Path) -> list[str]:
    """A sentence for each of them, in the order of their names, 20 at most."""
    found = []
    for place, files, folders in (
        (folder, FILES, FOLDERS),
        (folder / "state", ("secrets.toml",), ()),
    ):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            known = folders if path.is_dir() else files
            meant = _meant(path.name, known)
            if meant:
                end = "/" if path.is_dir() else ""
                name = path.relative_to(folder)
                found.append(f'{name}{end} is not read; did you mean "{meant}{end}"?')
    return found[:MOST]


def _meant(name: str, known: tuple[str, ...]) -> str:
    if name in known or name.startswith(".") or name.endswith(_BACKUPS):
        return ""
    return next(iter(difflib.get_close_matches(name.lower(), known, 1, NEAR)), "")
