"""How much of a thread's time one kind of work may take. Pure: told the time."""

from __future__ import annotations


class Allowance:
    """``share`` of the time, and after a rest up to ``most_s`` seconds at a stretch."""

    def __init__(self, share: float, most_s: float) -> None:
        self._share, self._most_s = share, most_s
        self._left_s = most_s
        self._told_at = 0.0

    def spend(self, now: float, took_s: float) -> None:
        """Work took so long, until now. Whoever began it had waited."""
        self._left_s = max(self._by(now - took_s), 0.0) - took_s
        self._told_at = now

    def wait_s(self, now: float, hurry: float = 1.0) -> float:
        """Seconds until there is something left; 0 while there is. ``hurry`` times the share is
        given this once."""
        missing_s = -self._by(now)
        return max(missing_s, 0.0) / (self._share * hurry)

    def _by(self, now: float) -> float:
        return min(self._left_s + (now - self._told_at) * self._share, self._most_s)
