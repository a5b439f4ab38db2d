"""Several screens of different sizes, each with a layout of its own: every cell's rectangle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from layouts.grid import rects
from layouts.layout import Layout, Place, Rect


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its name, and where it lies on the desktop, in device pixels."""

    name: str
    x: int
    y: int
    width: int
    height: int


def place_rects(
    shown: Mapping[str, Layout], screens: Iterable[Screen], gap: int = 4
) -> dict[Place, Rect]:
    """The rectangle of every cell of every screen, on the desktop; ``shown``: layouts by screen.

    A screen without a layout has none. Screens that mirror each other have the same rectangles.
    """
    found: dict[Place, Rect] = {}
    for screen in screens:
        layout = shown.get(screen.name)
        if layout is None:
            continue
        for number, rect in enumerate(rects(layout, screen.width, screen.height, gap)):
            moved = Rect(rect.x + screen.x, rect.y + screen.y, rect.width, rect.height)
            found[Place(screen.name, number)] = moved
    return found


def united(screens: Iterable[Screen], name: str = "all") -> Screen:
    """The one area that all screens lie in: for one window over all. ValueError without a screen.

    Where screens are not equally high, parts of it are on none of them.
    """
    all_of_them = list(screens)
    if not all_of_them:
        raise ValueError("there is no screen")
    left, top = min(s.x for s in all_of_them), min(s.y for s in all_of_them)
    right = max(s.x + s.width for s in all_of_them)
    bottom = max(s.y + s.height for s in all_of_them)
    return Screen(name, left, top, right - left, bottom - top)


def place_at(rectangles: Mapping[Place, Rect], x: int, y: int) -> Place | None:
    """The cell at a point of the desktop; None between cells and beside the screens."""
    for place, rect in rectangles.items():
        if rect.x <= x < rect.x + rect.width and rect.y <= y < rect.y + rect.height:
            return place
    return None
