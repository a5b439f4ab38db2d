"""What the streams of a worker share."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from media.cameras.canvas import Canvas
from media.cameras.device import Device
from media.cameras.gate import Gate
from media.cameras.past import PastBudget
from media.cameras.pool import Pool


@dataclass(frozen=True)
class Means:
    """Of one worker."""

    pool: Pool
    canvas: Canvas
    gate: Gate
    tasks: asyncio.TaskGroup
    device: Device = field(default_factory=Device)
    pasts: PastBudget = field(default_factory=PastBudget)
    patience: float = 1.0  # a factor on how long a stream waits: for answers, pictures, new tries
    now: Callable[[], float] = time.monotonic
