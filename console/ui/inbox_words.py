"""What filters, sorts and views of the inbox are called."""

from __future__ import annotations

from collections.abc import Mapping

from console.cases.views import LAMPS, LEVELS, PRESETS, SORTS, Filter, View
from console.ui.words import N, level_text, say

_PRESETS: Mapping[str, str] = {
    "all": N("All"),
    "urgent": N("Urgent"),
    "due_soon": N("Nearly due"),
    "overdue": N("Overdue"),
    "to_accept": N("To be accepted"),
    "supervised": N("Under supervision"),
}
_SORTS: Mapping[str, str] = {
    "urgency": N("By urgency"),
    "due": N("By time left"),
    "newest": N("Newest first"),
    "updated": N("Changed last first"),
    "level": N("By level"),
    "distance": N("By distance"),
    "unit": N("By unit"),
}
_LAMPS: Mapping[str, str] = {
    "green": N("In time"),
    "amber": N("Nearly due"),
    "red": N("Overdue"),
    "grey": N("No clock runs"),
}
_OWNS: Mapping[str, str] = {"mine": N("Mine"), "unacknowledged": N("Not acknowledged")}


def view_text(view: View) -> str:
    """A preset in the language spoken now, a saved view as it was named."""
    named = next((each for each in PRESETS if each.name == view.name), None)
    return say(_PRESETS[view.name]) if named is not None else view.name


def sort_text(sort: str) -> str:
    return say(_SORTS[sort])


def own_text(own: str) -> str:
    return say(_OWNS[own])


def lamp_choices() -> list[tuple[str, str]]:
    return [(lamp, say(_LAMPS[lamp])) for lamp in LAMPS]


def level_choices() -> list[tuple[str, str]]:
    return [(level, level_text(level) if level else say("Without a level")) for level in LEVELS]


def sort_choices() -> list[tuple[str, str]]:
    return [(sort, sort_text(sort)) for sort in SORTS]


def count(wanted: Filter) -> int:
    """How many parts of a filter leave something out, the platforms and the search apart."""
    sets = (
        wanted.lamps, wanted.levels, wanted.statuses, wanted.units, wanted.areas, wanted.channels,
    )  # fmt: skip
    return sum(map(bool, (*sets, wanted.supervised, wanted.own)))
