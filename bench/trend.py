"""What grows: the wear of processes, sampled, and the straight line through the samples."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

HOUR_S = 3600.0
WARM_PART = 0.2  # of a run: caches fill and allocators settle


@dataclass(frozen=True)
class Wear:
    """What a process held at a moment, monotonic seconds. ``own_mb``: memory that is no file's,
    counted whole. A share (PSS) grows when another process that has the same pages ends, and the
    camera workers are born with the same ones. ``in_use_mb``: as the process says, nan where it
    says nothing."""

    at: float
    own_mb: float
    threads: int
    descriptors: int
    in_use_mb: float = math.nan


@dataclass(frozen=True)
class Slope:
    """Growth an hour; the truth lies within ``error`` of it with about 95 %. What goes up and stays
    there for a while is no growth either: samples that go on as the last one did count for less."""

    an_hour: float
    error: float


@dataclass
class Worn:
    """The samples of one process."""

    name: str
    samples: list[Wear] = field(default_factory=list)

    def slope(self, what: str) -> Slope:
        """Of ``own_mb``, ``in_use_mb``, ``threads`` or ``descriptors``, without the warm-up."""
        kept = self.samples[int(len(self.samples) * WARM_PART) :]
        return slope([each.at for each in kept], [float(getattr(each, what)) for each in kept])

    def says(self, what: str) -> bool:
        """Whether all its samples tell it."""
        return all(not math.isnan(getattr(each, what)) for each in self.samples)

    def fifths(self, what: str) -> list[float]:
        """Its median in each fifth of the run: what settles is told from what goes on growing."""
        values, parts = [float(getattr(each, what)) for each in self.samples], 5
        cuts = [len(values) * part // parts for part in range(parts + 1)]
        return [median(values[a:b]) for a, b in itertools.pairwise(cuts) if b > a]


def slope(times_s: Sequence[float], values: Sequence[float]) -> Slope:
    """The straight line of least squares; of fewer than three samples nothing is known."""
    count = len(times_s)
    if count < 3:
        return Slope(0.0, math.inf)
    hours = [at / HOUR_S for at in times_s]
    middle, mean = sum(hours) / count, sum(values) / count
    spread = sum((hour - middle) ** 2 for hour in hours)
    pairs = list(zip(hours, values, strict=True))
    rise = sum((hour - middle) * (value - mean) for hour, value in pairs) / spread
    rests = [value - mean - rise * (hour - middle) for hour, value in pairs]
    variance = sum(rest**2 for rest in rests) / (count - 2)
    return Slope(rise, 1.96 * math.sqrt(variance * lasting(rests) / spread))


def lasting(rests: Sequence[float]) -> float:
    """How many samples go by until one is as good as independent: 1 where each is. The sum of the
    autocorrelation until it is gone, both ways."""
    power = sum(rest**2 for rest in rests)
    found = 1.0
    for lag in range(1, len(rests) // 2):
        together = sum(one * later for one, later in zip(rests, rests[lag:], strict=False))
        if together <= 0 or power <= 0:
            break
        found += 2 * together / power
    return found


def at_rest(looks: Sequence[Wear]) -> Wear:
    """The threads and descriptors that were there in all looks, and of the last one all else: a
    program has a descriptor more while it answers a question or reads a file."""
    threads, descriptors = (
        min(getattr(each, what) for each in looks) for what in ("threads", "descriptors")
    )
    return replace(looks[-1], threads=threads, descriptors=descriptors)


def wear_of(pid: int, at: float, in_use_mb: float | None = None) -> Wear | None:
    """None when the process is gone."""
    process = Path(f"/proc/{pid}")
    try:
        status = (process / "status").read_text()
        descriptors = len(list((process / "fd").iterdir()))
    except OSError:
        return None
    own = [int(size) for size in re.findall(r"\nRss(?:Anon|Shmem):\s+(\d+)", status)]
    threads = re.search(r"\nThreads:\s+(\d+)", status)
    if not own or threads is None:
        return None
    said = math.nan if in_use_mb is None else in_use_mb
    return Wear(at, sum(own) / 1000, int(threads[1]), descriptors, said)
