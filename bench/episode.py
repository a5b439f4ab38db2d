"""What happens to one tile from the beginning of a fault until it is live again. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.figures import percentile

CALM_S = 1.0  # a tile that moves and is called live for so long is back


@dataclass
class Episode:
    """Told of everything with its time, monotonic seconds."""

    tile: int
    fault: str
    begun_at: float
    seconds: float  # how long it is left; infinite where the program itself has to mend it
    mended_at: float | None = None
    tried_at: float | None = None  # the first connection after the fault's end
    noticed_at: float | None = None  # the first word other than live
    back_at: float | None = None  # the first picture that came after the fault, and went on
    said: list[str] = field(default_factory=list)
    over: bool = False
    longest_s: float = 0.0  # without another picture
    longest_until: float = 0.0  # when that ended
    lied_s: float = 0.0  # the longest it was called live without another picture
    _moved_at: float = 0.0
    _live_since: float | None = None  # called so without a break

    def __post_init__(self) -> None:
        self._live_since = self.begun_at

    def says(self, word: str, at: float) -> None:
        """What the wall calls the tile: ``live``, ``stale``, or why it is lost."""
        if word == "live":
            if self._live_since is None:
                self._live_since = at
            self.lied_s = max(self.lied_s, at - max(self._moved_at, self._live_since))
        if word != "live":
            self.back_at = self._live_since = None
            self.noticed_at = self.noticed_at or at
        elif self.back_at is not None and at - self.back_at >= CALM_S:
            self.over = True
        if not self.said or self.said[-1] != word:
            self.said.append(word)

    def moves(self, at: float) -> None:
        """Another picture is on the screen."""
        still_s = at - (self._moved_at or self.begun_at)
        if still_s > self.longest_s:
            self.longest_s, self.longest_until = still_s, at
        self._moved_at = at
        if self.mended_at is not None and self.back_at is None:
            self.back_at = at

    def connects(self, at: float) -> None:
        if self.mended_at is not None and self.tried_at is None:
            self.tried_at = at

    def ends(self) -> None:
        """Nobody told when the fault ended: the tile is back since the end of its longest pause."""
        self.mended_at, self.back_at, self.over = self.begun_at, self.longest_until, True

    @property
    def noticed_s(self) -> float | None:
        return None if self.noticed_at is None else self.noticed_at - self.begun_at

    @property
    def back_s(self) -> float | None:
        """From the fault's end to live; None when it was never interrupted, or is not yet over."""
        if not self.over or self.noticed_at is None or self.back_at is None:
            return None
        return self.back_at - (self.mended_at or 0.0)

    @property
    def tried_s(self) -> float | None:
        """From the first try after the fault's end to live: without the wait for that try."""
        if self.back_s is None or self.back_at is None or self.tried_at is None:
            return None if self.seconds == math.inf else self.back_s
        return self.back_at - max(self.tried_at, self.mended_at or 0.0)


def by_fault(episodes: Sequence[Episode]) -> str:
    """The table of the faults, in Markdown."""
    lines = [
        "| fault | times | the tile says | noticed after, p50 / p95 | longest without a picture "
        "| live after its end, p50 / p95 | of that after the first try, p95 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(each.fault for each in episodes):
        of = [each for each in episodes if each.fault == name and each.over]
        if not of:
            continue
        words = Counter(" → ".join(_short(each.said)) for each in of)
        lines.append(
            f"| {name} | {len(of)} | {words.most_common(1)[0][0]} "
            f"| {_pair([e.noticed_s for e in of])} | {max(e.longest_s for e in of):.1f} s "
            f"| {_pair([e.back_s for e in of])} | {_last([e.tried_s for e in of])} |"
        )
    return "\n".join(lines)


def _short(said: Sequence[str]) -> list[str]:
    """Each word once, in the order of its first time; live only where nothing else was said."""
    return list(dict.fromkeys(w for w in said if w not in ("connecting", "live"))) or ["live"]


def _pair(values: Sequence[float | None]) -> str:
    told = [value for value in values if value is not None]
    if not told:
        return "–"
    return f"{percentile(told, 0.5):.1f} / {percentile(told, 0.95):.1f} s"


def _last(values: Sequence[float | None]) -> str:
    told = [value for value in values if value is not None]
    return f"{percentile(told, 0.95):.2f} s" if told else "–"
