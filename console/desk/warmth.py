"""Which cameras are kept warm besides those the list says, so that they are live at once.

Pure, and told the time (monotonic seconds). Those that tours and alarms show next come first, in up
to half of the places, then those that open cases name, then those that tours show later, and those
that were on the wall last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

MOST_WARM = 128
SEEN_FOR_S = 600.0  # so long after it left the wall


def in_turns(lists: Iterable[Sequence[str]]) -> list[str]:
    """The first camera of each list, then the second of each, and so on."""
    return [camera for turn in zip_longest(*lists) for camera in turn if camera]


class Warmth:
    """Remembers what was seen."""

    def __init__(self, most: int = MOST_WARM) -> None:
        self._most = most
        self._seen_at: dict[str, float] = {}  # camera -> when it was last on the wall

    def note(self, shown: Iterable[str], now: float) -> None:
        """These cameras are on the wall now."""
        for camera in shown:
            self._seen_at.pop(camera, None)
            self._seen_at[camera] = now
        gone = [camera for camera, at in self._seen_at.items() if now - at > SEEN_FOR_S]
        for camera in gone:
            del self._seen_at[camera]

    def cameras(self, named: Iterable[str], coming: Iterable[str] = ()) -> frozenset[str]:
        """The cameras to keep warm; ``named``: by open cases, the most pressing case first;
        ``coming``: those that a tour or an alarm shows next, the soonest first."""
        first = list(dict.fromkeys(coming))
        half = (self._most + 1) // 2
        chosen: dict[str, None] = {}
        for camera in (*first[:half], *named, *first[half:], *reversed(self._seen_at)):
            if len(chosen) == self._most:
                break
            chosen[camera] = None
        return frozenset(chosen)
