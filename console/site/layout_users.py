"""Who names a layout in a room's files: what a rename changes with it, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console.site.consulting import MOST_PLANS
from layouts.folder import WallFolder
from layouts.format import LARGEST_FILE
from layouts.references import naming_layout
from layouts.scene import Scene
from layouts.toml_file import TomlFile
from layouts.tour import Tour


@dataclass(frozen=True, slots=True)
class LayoutUsers:
    """``scenes`` and ``tours`` are files that the program writes itself. ``settings``: the room
    opens with the layout, as ``site.toml`` says; ``plans``: the titles of the room's own."""

    scenes: tuple[Scene, ...] = ()
    tours: tuple[Tour, ...] = ()
    settings: bool = False
    plans: tuple[str, ...] = ()


def layout_users(site: Path, layout: str) -> LayoutUsers:
    """As the files are now. A file that is no TOML names nothing."""
    naming = naming_layout(WallFolder(site).read(), layout)
    return LayoutUsers(
        tuple(each for each in naming if isinstance(each, Scene)),
        tuple(each for each in naming if isinstance(each, Tour)),
        _opening(site) == layout,
        tuple(_plans(site, layout)),
    )


def _opening(site: Path) -> str:
    root = TomlFile.read(site / "site.toml", "site.toml").root
    return root.table("wall").text("layout") if root is not None else ""


def _plans(site: Path, layout: str) -> Iterator[str]:
    for path in sorted((site / "plans").glob("*.toml"))[:MOST_PLANS]:
        root = TomlFile.read(path, f"plans/{path.name}", LARGEST_FILE).root
        if root is not None and root.text("layout") == layout:
            yield root.text("title", path.stem)
