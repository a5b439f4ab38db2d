"""When the join cards end that were printed for the sites, in ``state/join-cards.json``: paper that
hangs in a village's meeting room tells nobody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from console.site.kept_json import kept_json
from layouts.whole_file import write_whole

FILE = Path("state") / "join-cards.json"
FORMAT = 1
LARGEST = 1024 * 1024  # bytes
SOON = timedelta(days=14)


def read_card_dates(folder: Path) -> dict[str, date]:
    """The day on which the newest card of a site ends, by the site's id; of a file that is none,
    nothing."""
    return kept_json(folder / FILE, LARGEST, _dates, dict[str, date]())


def note_cards(folder: Path, nodes: Iterable[str], until: date) -> None:
    """Cards were printed for these sites; OSError when that cannot be written."""
    dates = {**read_card_dates(folder), **dict.fromkeys(nodes, until)}
    rows = {node: day.isoformat() for node, day in dates.items()}
    text = json.dumps({"format": FORMAT, "until": rows}, ensure_ascii=False, indent=1)
    write_whole(folder / FILE, text + "\n", 0o600)


def ending(dates: Mapping[str, date], nodes: Iterable[str], today: date) -> list[str]:
    """Of these sites those whose card ends soon, or has ended; the first to end first."""
    soon = [node for node in nodes if node in dates and dates[node] - today <= SOON]
    return sorted(soon, key=lambda node: dates[node])


def _dates(told: Any) -> dict[str, date]:
    if told["format"] != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    return {str(node): date.fromisoformat(day) for node, day in told["until"].items()}
