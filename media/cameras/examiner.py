"""The diagnosis of a worker's cameras: decodes, measures, judges, keeps what is usual of each.

Everything here belongs to one thread, which is not the loop's.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av

from media.cameras.glimpse import Copier, Glimpse, decoded
from media.cameras.shrinker import Shrinker
from media.diagnosis.finding import Finding
from media.diagnosis.judge import Judge
from media.diagnosis.measure import Measures, measure
from media.diagnosis.thresholds import Thresholds

SAVE_EACH_S = 600.0
LARGEST_FILE = 256 * 1024
LAST_SAVE_S = 1.5  # at the end: whoever waits for the worker does so for 3 s

Said = Mapping[str, tuple[Finding, ...]]
Standing = Literal["accepted", "away", "back", "anew"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``findings``: what is said now; ``suspected``: whether the look itself was bad; ``cost_s`` of
    a core; ``standing``: how the camera stands to its references since, where that has changed."""

    findings: tuple[Finding, ...]
    suspected: bool
    cost_s: float
    standing: Standing | None = None


@dataclass(slots=True)
class _Known:
    judge: Judge
    saved_at: float
    fresh: bool = False  # looked at since it was saved


class Examiner:
    """``folder``: where baselines lie, None where none are kept. ``said``: before it began."""

    def __init__(self, limits: Thresholds, folder: Path | None, said: Said) -> None:
        self._limits = limits
        self._folder = folder
        self._said = said
        self._known: dict[str, _Known] = {}
        self._copier = Copier()
        self._shrinker = Shrinker()
        self._unwritable = False

    def look(
        self, camera: str, glimpses: Sequence[Glimpse], at: float, live: bool
    ) -> Verdict | None:
        """One look, oldest picture first; None when a live camera's picture cannot be decoded."""
        begun_at = time.thread_time()
        frames = [frame for each in glimpses if (frame := decoded(each)) is not None]
        burst = [seen for frame in frames if (seen := self._measured(frame)) is not None]
        if live and not burst:
            return None
        known = self._of(camera, at)
        judge = known.judge
        accepting, away = judge.accepting, judge.away
        if glimpses:
            newest = glimpses[-1]
            findings = judge.look(burst, newest.received_at, live, newest.stream)
        else:
            findings = judge.look(burst, at, live)
        known.fresh |= live
        standing: Standing | None = None
        if accepting and not judge.accepting:
            standing = "accepted"
        elif away and not judge.away:
            standing = "back"
        if standing or (known.fresh and at - known.saved_at >= SAVE_EACH_S):
            self._save(camera, known, at)
        suspected = any(judge.signs.values())
        return Verdict(findings, suspected, time.thread_time() - begun_at, standing)

    def accept(self, camera: str, at: float) -> None:
        """The picture of the next look is how the camera has to look."""
        self._of(camera, at).judge.accept()

    def turned(self, camera: str, until: float, at: float) -> Standing:
        """The camera turns until about then. ``away``: it is not judged by its reference until it
        shows that again; ``anew``: it had none yet, and is learned where it is then."""
        known = self._of(camera, at)
        was_away = known.judge.away
        known.judge.turned(until)
        if known.judge.away and not was_away:
            self._save(camera, known, at)  # else a restart would take it for turned by a stranger
        return "away" if known.judge.away else "anew"

    def unwanted(self, camera: str) -> None:
        """Nobody asks the camera for pictures any more."""
        if camera in self._known:
            self._known[camera].judge.unwanted()

    def forget(self, camera: str) -> None:
        """The worker serves it no more; what is usual of it stays on the disk."""
        if (known := self._known.pop(camera, None)) is not None and known.fresh:
            self._save(camera, known, 0.0)

    def close(self) -> None:
        until = time.monotonic() + LAST_SAVE_S
        for camera, known in self._known.items():
            if known.fresh and time.monotonic() < until:
                self._save(camera, known, 0.0)

    def _measured(self, frame: av.VideoFrame) -> Measures | None:
        small = self._shrinker.shrink(self._copier.picture(frame))
        return None if small is None else measure(*small)

    def _of(self, camera: str, at: float) -> _Known:
        known = self._known.get(camera)
        if known is None:
            known = self._known[camera] = _Known(self._begun(camera), at)
        return known

    def _begun(self, camera: str) -> Judge:
        said = self._said.get(camera, ())
        if self._folder is None:
            return Judge(self._limits, said=said)
        path = self._folder / f"{camera}.json"
        try:
            with path.open("rb") as file:
                told = json.loads(file.read(LARGEST_FILE))
            if not isinstance(told, dict):
                raise ValueError("no object")
            return Judge.parse(self._limits, told, said)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, RecursionError) as fault:
            log.warning("%s: %s; its picture is learned anew", path, fault)
        return Judge(self._limits, said=said)

    def _save(self, camera: str, known: _Known, at: float) -> None:
        known.saved_at, known.fresh = at, False
        if self._folder is None:
            return
        part = self._folder / f".{camera}.json.part"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_text(json.dumps(known.judge.dump()), "utf-8")
            os.replace(part, self._folder / f"{camera}.json")
        except OSError as fault:
            if not self._unwritable:
                log.warning("what is usual of the cameras cannot be kept: %s", fault)
            self._unwritable = True
