"""A movement that lasts as long as somebody holds it, and always ends. Pure: told the time.

Three ends: who holds it lets go; who holds it is not heard for ``PATIENCE_S`` (the window hangs);
this process is gone, and the device's own time-out of ``LEASE_S`` runs out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from media.onvif.words import Motion

LEASE_S = 1.0  # the device goes on so long without a renewal
RENEW_S = 0.4
PATIENCE_S = 1.0
GAP_S = 0.08  # between two speeds: devices answer in tens of milliseconds
STOP_AGAIN_S = 0.25
MOST_STOPS = 8  # a device that cannot be told to stop stops by itself


@dataclass(frozen=True, slots=True)
class Move:
    speed: Motion
    timeout_s: float


@dataclass(frozen=True, slots=True)
class Stop:
    pass


Act = Move | Stop


@dataclass
class Held:
    """One head. ``due`` says what is to be sent now, ``next_at`` when to ask again."""

    _wish: Motion | None = field(default=None, init=False)
    _heard_at: float = field(default=0.0, init=False)
    _until: float | None = field(default=None, init=False)
    _sent: Motion | None = field(default=None, init=False)  # None: it stands, as far as is known
    _sent_at: float = field(default=-1e9, init=False)
    _stops: int = field(default=0, init=False)

    @property
    def moving(self) -> bool:
        """Whether it moves or still has to be told to stop."""
        return self._sent is not None or self._wish is not None

    def hold(self, speed: Motion, now: float, for_s: float | None = None) -> None:
        """Go on at this speed. With ``for_s`` nobody has to be heard until then."""
        if speed in (Motion(), Motion(zoom=None)):
            self._wish = None
            return
        self._wish, self._heard_at = speed, now
        self._until = now + for_s if for_s is not None else None

    def release(self) -> None:
        self._wish = None

    def due(self, now: float) -> Act | None:
        """What is to be sent now. Tell ``sent`` what became of it."""
        self._expire(now)
        if self._wish is None:
            return Stop() if self._sent is not None and now >= self._stop_at() else None
        waits = RENEW_S if self._wish == self._sent else GAP_S
        if now < self._sent_at + waits:
            return None
        lease = LEASE_S if self._until is None else min(LEASE_S, self._until - now)
        return Move(self._wish, round(max(lease, 0.05), 3))

    def sent(self, act: Act, arrived: bool, now: float) -> None:
        """``act`` went out at ``now``; ``arrived``: the device has said yes."""
        self._sent_at = now
        match act:
            case Move(speed=speed):
                self._sent, self._stops = speed, 0  # also when unanswered: it may have been heard
            case Stop():
                self._stops += 1
                if arrived or self._stops >= MOST_STOPS:
                    self._sent, self._stops = None, 0

    def next_at(self, now: float) -> float | None:
        """When ``due`` may have something to say again; None while nothing is wished."""
        if self._wish is None:
            return max(now, self._stop_at()) if self._sent is not None else None
        ends = self._until if self._until is not None else self._heard_at + PATIENCE_S
        waits = RENEW_S if self._wish == self._sent else GAP_S
        return max(now, min(ends, self._sent_at + waits))

    def _stop_at(self) -> float:
        return self._sent_at + STOP_AGAIN_S if self._stops else 0.0

    def _expire(self, now: float) -> None:
        ends = self._until if self._until is not None else self._heard_at + PATIENCE_S
        if self._wish is not None and now >= ends:
            self._wish = None
