"""What is wrong in a file a person wrote, in words that say what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. ``line`` counts from 1, None where it cannot be told; ``key`` may be empty."""

    file: str
    line: int | None
    key: str
    text: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.text}" if self.key else f"{place}: {self.text}"


MOST_NAMES = 20  # more are no help in one line


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean "main"?``, or the names there are when nothing is near and they are few."""
    names = list(known)
    near = difflib.get_close_matches(word.lower(), {name.lower(): name for name in names}, 1)
    if near:
        meant = next(name for name in names if name.lower() == near[0])
        return f'; did you mean "{meant}"?'
    return f"; there are: {', '.join(names)}" if 0 < len(names) <= MOST_NAMES else ""
