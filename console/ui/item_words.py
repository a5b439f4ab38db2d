"""What the wall's files are called where one of them is in the way of what is wished."""

from __future__ import annotations

from collections.abc import Sequence

from console.ui.words import say
from layouts.folder import Item
from layouts.layout import Layout
from layouts.scene import Scene
from layouts.schedule import Schedule
from layouts.tour import Tour

MOST_NAMED = 4  # more do not fit into one line


def item_text(item: Item) -> str:
    """Its kind, and its title or else its name."""
    match item:
        case Layout():
            words = say("layout {name}")
        case Scene():
            words = say("scene {name}")
        case Tour():
            words = say("tour {name}")
        case Schedule():
            words = say("schedule {name}")
    return words.format(name=item.title or item.name)


def users_text(users: Sequence[str]) -> str:
    """The first of those who use something, and how many more do."""
    more = len(users) - MOST_NAMED
    named = [*users[:MOST_NAMED], *([say("+ {n} more").format(n=more)] if more > 0 else [])]
    return " · ".join(named)
