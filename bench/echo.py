"""How much of the loudspeaker's sound comes back through the microphone: ``python -m bench echo``.

Speech-like sound is played into rooms that are calculated, and what they send back is cleaned. Not
timed but for what it costs.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import numpy as np

from bench.figures import Figure
from media.sound import SAMPLES
from tests.stage.speech import EchoRoom, cleaned, return_loss_db, speech

SEEDS = (1, 2, 3, 4, 5)
SECONDS, KNOWN_S = 20.0, 8.0
LEAST_DB = 30.0
ROOMS = (
    EchoRoom("the signal itself", 0.02, 0.08, 0.0, 40.0),
    EchoRoom("furnished, 0.15 s", 0.15, 0.06),
    EchoRoom("office, 0.3 s", 0.3, 0.09),
    EchoRoom("office, loud", 0.3, 0.09, 0.0),
    EchoRoom("office, 250 ms late", 0.3, 0.25),
    EchoRoom("bare hall, 0.6 s", 0.6, 0.12),
)


def measure(_folder: Path) -> list[Figure]:
    figures = [_of(room) for room in ROOMS]
    return [*figures, _cost()]


def _of(room: EchoRoom) -> Figure:
    losses = []
    for seed in SEEDS:
        played = speech(seed, SECONDS)
        heard = room.echo(played)
        losses.append(return_loss_db(heard, cleaned(played, heard, room.delay_s), KNOWN_S))
    return Figure(
        f"echo return loss, {room.name}", statistics.median(losses), "dB", at_least=LEAST_DB,
        note=f"median of {len(SEEDS)} voices, least {min(losses):.0f}",
    )  # fmt: skip


def _cost() -> Figure:
    played = speech(1, SECONDS)
    began = time.process_time()
    cleaned(played, np.roll(played, 4800), 0.1)
    each_us = (time.process_time() - began) / (len(played) / SAMPLES) * 1e6
    return Figure("cleaning of 20 ms of the microphone", each_us, "µs of CPU", at_most=1000)
