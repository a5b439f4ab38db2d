"""The layouts of the program that the chair has kept, with who stands where, in
``state/program-layouts.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.site.kept_json import kept_json
from layouts.whole_file import write_whole
from media.hub.scene import LAYOUTS

FILE = Path("state") / "program-layouts.json"
FORMAT = 1
MOST = 50
LONGEST_NAME = 24
LONGEST_ID = 64
LARGEST = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class ProgramLayout:
    """``layout``: one of the hub's; ``places``: the ids of who stands there, None where it is as it
    comes."""

    name: str
    layout: str
    places: tuple[str | None, ...] = ()


def read_program_layouts(folder: Path) -> list[ProgramLayout]:
    """In the order in which they were kept; of a file that is none, nothing."""
    kept = kept_json(folder / FILE, LARGEST, _all, list[ProgramLayout]())
    return list({one.name: one for one in kept}.values())


def write_program_layouts(folder: Path, kept: Iterable[ProgramLayout]) -> None:
    """All of them; OSError when they cannot be written, and what was there before is there then."""
    rows = [
        {"name": one.name, "layout": one.layout, "places": list(one.places)}
        for one in list(kept)[:MOST]
    ]
    text = json.dumps({"format": FORMAT, "layouts": rows}, ensure_ascii=False, indent=1)
    write_whole(folder / FILE, text + "\n", 0o600)


def name_fault(name: str) -> str:
    """What is wrong with the name of one that is to be kept, in words; empty when nothing is."""
    if not 0 < len(name) <= LONGEST_NAME or name != name.strip() or not name.isprintable():
        return f"a name has 1 to {LONGEST_NAME} characters that can be seen"
    return "a layout that comes with the program has this name" if name in LAYOUTS else ""


def _all(told: Any) -> list[ProgramLayout]:
    if told["format"] != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    return [_read(one) for one in told["layouts"][:MOST]]


def _read(told: Any) -> ProgramLayout:
    """ValueError, KeyError or TypeError: it is none."""
    name, layout, places = told["name"], told["layout"], told["places"]
    if not isinstance(name, str) or name_fault(name) or layout not in LAYOUTS:
        raise ValueError(f"{str(name)[:LONGEST_NAME]!r} is no layout of the program")
    if not isinstance(places, list) or not all(_is_place(one) for one in places):
        raise ValueError(f"{name!r}: places: a list of ids and nulls")
    return ProgramLayout(name, layout, tuple(places[: LAYOUTS[layout]]))


def _is_place(one: object) -> bool:
    return one is None or (isinstance(one, str) and 0 < len(one) <= LONGEST_ID)
