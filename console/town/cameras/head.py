"""The head of a look-out: where it points, how it goes there, its presets. Pure: told the time.

Pan and tilt are -1 to 1 (right and up are positive), zoom 0 to 1, as ONVIF's generic spaces have
it. At full speed an axis takes ``ACROSS_S`` from one end to the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from console.town.film.gaze import AHEAD, Place

ACROSS_S = 6.0
ZOOM_ACROSS_S = 3.0
LONGEST_MOVE_S = 10.0  # a movement without a time-out ends by itself
MOST_PRESETS = 32

AXES = ((-1.0, 1.0, 2 / ACROSS_S), (-1.0, 1.0, 2 / ACROSS_S), (0.0, 1.0, 1 / ZOOM_ACROSS_S))


@dataclass
class Head:
    """``home`` is where it stands when the town opens."""

    home: Place = AHEAD
    presets: dict[str, tuple[str, Place]] = field(default_factory=dict)
    _at: Place = AHEAD
    _since: float = 0.0
    _speed: Place = (0.0, 0.0, 0.0)
    _until: float = 0.0
    _goal: Place | None = None

    def at(self, now: float) -> Place:
        """Where it points."""
        self._go_on(now)
        return self._at

    def moving(self, now: float) -> bool:
        self._go_on(now)
        return self._goal is not None or any(self._speed)

    def move(self, speed: Place, now: float, for_s: float | None = None) -> None:
        """Turn at shares of full speed until told otherwise, at most ``for_s``."""
        self._go_on(now)
        self._speed = (_cut(speed[0], -1, 1), _cut(speed[1], -1, 1), _cut(speed[2], -1, 1))
        lasts = LONGEST_MOVE_S if for_s is None else min(max(for_s, 0.0), LONGEST_MOVE_S)
        self._until, self._goal = now + lasts, None

    def stop(self, now: float) -> None:
        self._go_on(now)
        self._speed, self._goal = (0.0, 0.0, 0.0), None

    def go(self, place: Place, now: float) -> None:
        """Turn at full speed to a place."""
        self._go_on(now)
        cut = [_cut(v, low, high) for v, (low, high, _) in zip(place, AXES, strict=True)]
        self._goal, self._speed = (cut[0], cut[1], cut[2]), (0.0, 0.0, 0.0)

    def keep(self, token: str, name: str, now: float) -> str:
        """Keep where it points as a preset; an empty token makes a new one. KeyError: there is no
        such preset; ValueError: there are enough."""
        if token and token not in self.presets:
            raise KeyError(token)
        if not token and len(self.presets) >= MOST_PRESETS:
            raise ValueError("too many presets")
        if not token:
            token = str(next(n for n in range(1, MOST_PRESETS + 2) if str(n) not in self.presets))
        self.presets[token] = (name or token, self.at(now))
        return token

    def _go_on(self, now: float) -> None:
        passed = max(0.0, now - self._since)
        if self._goal is not None:
            steps = [
                _towards(a, goal, passed * full)
                for a, goal, (_, _, full) in zip(self._at, self._goal, AXES, strict=True)
            ]
            self._at = (steps[0], steps[1], steps[2])
            self._goal = None if self._at == self._goal else self._goal
        elif any(self._speed):
            lasted = max(0.0, min(now, self._until) - self._since)
            steps = [
                _cut(a + v * full * lasted, low, high)
                for a, v, (low, high, full) in zip(self._at, self._speed, AXES, strict=True)
            ]
            self._at = (steps[0], steps[1], steps[2])
            if now >= self._until:
                self._speed = (0.0, 0.0, 0.0)
        self._since = max(now, self._since)


def _cut(value: float, low: float, high: float) -> float:
    return min(max(value, low), high) if math.isfinite(value) else 0.0


def _towards(value: float, goal: float, step: float) -> float:
    return goal if abs(goal - value) <= step else value + math.copysign(step, goal - value)
