"""Several screens of different sizes, and the one area that they lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its name, and where it lies on the desktop, in device pixels."""

    name: str
    x: int
    y: int
    width: int
    height: int


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
