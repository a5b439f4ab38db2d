"""``make bench``: measures what the README states and prints its table.

``python -m bench [NAME …]`` runs only those: opening, restoring, room, joining, cases, markers,
orders, calibration, echo, enlarging, operating, wall, switching, finder, conference,
map. A whole run writes its table into the README.
``cases``, ``wall``, ``switching`` and ``conference`` take options when they are run alone, see
``python -m bench wall --help``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import (
    calibration,
    cases,
    conference,
    echo,
    enlarging,
    finder,
    joining,
    markers,
    opening,
    operating,
    orders,
    restoring,
    room,
    switching,
    wall,
)
from bench import (
    map as the_map,
)
from bench.figures import Figure, into_readme, table

ALL: dict[str, Callable[[Path], list[Figure]]] = {
    "opening": opening.measure,
    "restoring": restoring.measure,
    "room": room.measure,
    "joining": joining.measure,
    "cases": cases.measure,
    "calibration": calibration.measure,
    "orders": orders.measure,
    "markers": markers.measure,
    "echo": echo.measure,
    "enlarging": enlarging.measure,
    "operating": operating.measure,
    "wall": wall.measure,
    "switching": switching.measure,
    "finder": finder.measure,
    "conference": conference.measure,
    "map": the_map.measure,
}
WITH_OPTIONS = {"cases": cases, "wall": wall, "switching": switching, "conference": conference}


def main(words: list[str]) -> int:
    figures: list[Figure] = []
    for name, measure in _wanted(words).items():
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            figures += measure(Path(folder))
    print(table(figures))
    if not words:
        into_readme(Path("README.md"), table(figures))
    return 0 if all(figure.met() for figure in figures) else 1


def _wanted(words: list[str]) -> dict[str, Callable[[Path], list[Figure]]]:
    if len(words) > 1 and words[0] in WITH_OPTIONS and words[1].startswith("-"):
        part = WITH_OPTIONS[words[0]]
        chosen = part.parse(words[1:])
        return {words[0]: lambda folder: part.run(folder, chosen)}
    if unknown := set(words) - set(ALL):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
    return {name: ALL[name] for name in words or ALL}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
