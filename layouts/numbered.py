"""Layouts as operators ask for them: by how many pictures there are to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layouts.layout import Layout

# all cells alike where there is such a division, else one large cell and the rest around it
NUMBERED = {
    1: "1x1", 4: "2x2", 6: "3x2", 8: "4x2", 9: "3x3", 10: "1+9", 13: "1+12", 16: "4x4", 20: "5x4",
    25: "5x5", 36: "6x6", 64: "8x8",
}  # fmt: skip
MOST_SHORT = 12
FAMILIAR = ("1x1", "2x2", "1+5", "1+7", "3x3", "4x4", "5x5", "6x6", "8x8")


def numbered(layouts: Mapping[str, Layout], pictures: int) -> Layout | None:
    """The layout of exactly so many pictures: the preset of that number, else any that has them."""
    preset = layouts.get(NUMBERED.get(pictures, ""))
    if preset is not None and len(preset.cells) == pictures:
        return preset
    return next((one for one in layouts.values() if len(one.cells) == pictures), None)


def room_for(layouts: Mapping[str, Layout], pictures: int) -> Layout | None:
    """The smallest layout of even cells that shows so many; the largest, when none is enough."""
    even = [one for n in NUMBERED.values() if (one := layouts.get(n)) is not None and _is_even(one)]
    enough = [one for one in even if len(one.cells) >= pictures]
    return min(enough or even[-1:], key=lambda one: len(one.cells), default=None)


def short_list(
    layouts: Mapping[str, Layout], current: str = "", favourites: Sequence[str] = ()
) -> list[Layout]:
    """Those that a line of buttons has room for, in the order of ``layouts``: the operators'
    favourites, or where they have none the familiar presets and a site's own; and the one that is
    on now."""
    liked = {name for name in favourites if name in layouts}
    found = [
        one
        for one in layouts.values()
        if (one.name in liked if liked else one.origin != "preset" or one.name in FAMILIAR)
        or one.name == current
    ]
    over = len(found) - MOST_SHORT
    for one in [one for one in reversed(found) if one.name != current][: max(over, 0)]:
        found.remove(one)
    return found


def _is_even(layout: Layout) -> bool:
    return len({(cell.columns, cell.rows) for cell in layout.cells}) == 1
