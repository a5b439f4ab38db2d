"""How much of the loudspeaker's sound comes back through the microphone: ``python -m bench echo``.

Speech-like sound is played into rooms that are calculated, and what they send back is cleaned; and
by the room's own streams through a sound server that leads it back, as a real loudspeaker would.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from bench.figures import Figure, into_page, table
from media.sound import SAMPLES
from tests.stage.sound import a_sound_server
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


def measure(folder: Path) -> list[Figure]:
    figures = [*(_of(room) for room in ROOMS), _looped(folder), _cost()]
    into_page(Path("docs/room.md"), "echo", table(figures))
    return figures


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


def _looped(folder: Path) -> Figure:
    """Through Qt and a sound server, whose clocks and buffers are real."""
    with a_sound_server(folder) as sound:
        environment = {**os.environ, **sound.environment, "QT_QPA_PLATFORM": "offscreen"}
        lead = ("source=loudspeaker.monitor", "sink=before_microphone", "latency_msec=40")
        loop = ["pactl", "load-module", "module-loopback", *lead]
        subprocess.run(loop, env=environment, check=True, capture_output=True)
        heard, left = (_levels(how, environment) for how in ("off", "on"))
    loss = 10 * math.log10(sum(a**2 for a in heard) / max(sum(a**2 for a in left), 1e-9))
    return Figure("echo return loss, Qt and PulseAudio in a loop", loss, "dB", at_least=LEAST_DB)


def _levels(how: str, environment: dict[str, str]) -> list[float]:
    program = [sys.executable, "-m", "bench.echo_loop", how, str(SECONDS)]
    done = subprocess.run(program, env=environment, check=True, capture_output=True, text=True)
    return [float(line) for line in done.stdout.splitlines()][round(KNOWN_S) :]


def _cost() -> Figure:
    played = speech(1, SECONDS)
    began = time.process_time()
    cleaned(played, np.roll(played, 4800), 0.1)
    each_us = (time.process_time() - began) / (len(played) / SAMPLES) * 1e6
    return Figure("cleaning of 20 ms of the microphone", each_us, "µs of CPU", at_most=1000)
