"""``make bench``: measures what the README states and prints its table.

``python -m bench [NAME …]`` runs only those: opening, wall, joining, cases. A whole run writes its
table into the README.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import cases, joining, opening, wall
from bench.figures import Figure, into_readme, table

ALL: dict[str, Callable[[Path], list[Figure]]] = {
    "opening": opening.measure,
    "wall": wall.measure,
    "joining": joining.measure,
    "cases": cases.measure,
}


def main(names: list[str]) -> int:
    figures: list[Figure] = []
    for name in names or ALL:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            figures += ALL[name](Path(folder))
    print(table(figures))
    if not names:
        into_readme(Path("README.md"), table(figures))
    return 0 if all(figure.met() for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
