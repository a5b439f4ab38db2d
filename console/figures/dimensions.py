"""By what cases are told apart in a report. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from console.cases.record import CaseRecord
from console.figures.wording import PLATFORMS

DIMENSIONS = ("platform", "unit", "village", "grid", "category", "channel", "level")
LEVELS = ("red", "orange", "yellow", "blue", "")


@dataclass(frozen=True)
class Names:
    """What people call the codes; a code without a name is shown as it is. ``villages``: the
    village's name by the grid's id."""

    platforms: Mapping[str, str] = field(default_factory=dict)
    grids: Mapping[str, str] = field(default_factory=dict)
    villages: Mapping[str, str] = field(default_factory=dict)

    def label(self, dimension: str, key: str, records: Iterable[CaseRecord] = ()) -> str:
        """Of a group; ``records`` are those in it. Empty where nothing is known."""
        match dimension:
            case "platform":
                return self.platforms.get(key) or PLATFORMS.get(key, key)
            case "grid":
                village = self.villages.get(key, "")
                return f"{village}{self.grids.get(key, key)}"
            case "category":
                return next((one.category for one in records if one.category), key)
            case _:
                return key


def key_of(dimension: str, names: Names) -> Callable[[CaseRecord], str]:
    """Which group of a dimension a case is in; empty: it is in none."""
    match dimension:
        case "platform":
            return lambda record: record.platform
        case "unit":
            return lambda record: record.unit
        case "village":
            return lambda record: names.villages.get(record.grid, "")
        case "grid":
            return lambda record: record.grid
        case "category":
            return lambda record: record.category_code or record.category
        case "channel":
            return lambda record: record.channel
        case "level":
            return lambda record: record.level
        case _:
            raise ValueError(f'"{dimension}" is no dimension: {", ".join(DIMENSIONS)}')


def grouped(
    dimension: str, records: Iterable[CaseRecord], names: Names
) -> dict[str, list[CaseRecord]]:
    """Every case in exactly one group."""
    of, found = key_of(dimension, names), dict[str, list[CaseRecord]]()
    for record in records:
        found.setdefault(of(record), []).append(record)
    return found
