"""What the program says of itself while cameras misbehave, and what its processes weigh."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.trend import Wear, Worn, at_rest, wear_of
from tests.stage.process import Api

ASK_S = 0.25  # the control API
WEIGH_S = 5.0  # the processes
REST_S, REST_LOOKS = 0.05, 40  # between two looks at those at rest, and how many there are


@dataclass
class Asked:
    """What the control API says, asked in a thread of its own: the looks must not wait for it."""

    api: Api
    processes: dict[str, int]  # name -> pid, those that are weighed
    words: dict[int, tuple[str, float]] = field(default_factory=dict)  # tile -> word, when
    worn: dict[str, Worn] = field(default_factory=dict)
    rest: dict[str, list[Wear]] = field(default_factory=dict)  # process -> with all tiles live
    _stop: threading.Event = field(default_factory=threading.Event)
    weighing: bool = False  # each ``WEIGH_S``

    def run(self) -> None:
        weighed_at = 0.0
        while not self._stop.wait(ASK_S):
            at = time.monotonic()
            tiles = self.api.get("/v1/wall")["tiles"]
            self.words = {tile["cell"]: (_word(tile), at) for tile in tiles}
            if self.weighing and at - weighed_at >= WEIGH_S:
                weighed_at = at
                self._weigh(at)

    def stop(self) -> None:
        self._stop.set()

    def weigh_at_rest(self) -> None:
        looks: dict[str, list[Wear]] = {}
        for _ in range(REST_LOOKS):
            for name, wear in self._wears(time.monotonic(), {}):
                looks.setdefault(name, []).append(wear)
            self._stop.wait(REST_S)
        for name, found in looks.items():
            self.rest.setdefault(name, []).append(at_rest(found))

    def _weigh(self, at: float) -> None:
        told = self.api.get("/v1/health")["processes"]
        in_use = {each["name"]: each["in_use_mb"] for each in told}
        for name, wear in self._wears(at, in_use):
            self.worn.setdefault(name, Worn(name)).samples.append(wear)

    def _wears(
        self, at: float, in_use_mb: Mapping[str, float | None]
    ) -> Iterator[tuple[str, Wear]]:
        """Of the processes that there are, with what they say that they have in use."""
        for name, pid in self.processes.items():
            if wear := wear_of(pid, at, in_use_mb.get(name)):
                yield name, wear


def _word(tile: dict[str, Any]) -> str:
    reason = tile["reason"] or ""
    return str(reason.split(" (")[0] if tile["state"] == "lost" and reason else tile["state"])
