"""Whether a camera's pose is known while its head turns and rests. Pure: told the time."""

from __future__ import annotations

import enum

from media.calibration import Pose
from media.onvif.turned import HeadScale, measured_at, same, turned
from media.onvif.words import Motion

STALE_S = 6.0  # a position that is older says nothing: others may turn the head
REST_S = 0.3  # a head that is still so long rests
EACH_S = 2.0  # a head that rests is asked so often


class Unknown(enum.Enum):
    """Why there is no pose."""

    TURNING = "the picture moves, or its head is being looked for"
    NOT_KNOWN = "nobody says how it looks now"


Aim = Pose | Unknown


class Whereabouts:
    """One camera's. ``scale`` None: nobody wrote down what the head's positions mean; then the pose
    holds where the head rests when it is first heard of, and until it is."""

    def __init__(self, pose: Pose, scale: HeadScale | None, now: float) -> None:
        self._pose, self._scale = pose, scale
        self._turning = scale is not None  # not to show what the first answer will put elsewhere
        self._heard_at: float | None = now if scale is not None else None
        self._still: tuple[Motion, float] | None = None
        self._rests_at: Motion | None = None
        self._lost = False  # turned before it was heard where the pose holds

    def looked_for(self, now: float) -> None:
        """It is asked again after a while, and its answer is waited for."""
        if self._heard_at is not None and now - self._heard_at > STALE_S:
            self._turning, self._still, self._heard_at = True, None, now

    def steered(self, now: float) -> None:
        """Somebody turns it."""
        self._turning, self._still = True, None
        self._heard_at = now
        self._lost = self._lost or self._scale is None

    def told(self, position: Motion | None, moving: bool, now: float) -> None:
        """What the device says; ``position`` None: it does not say where it points."""
        if position is None:
            return
        self._heard_at = now
        if moving:
            self._turning, self._still = True, None
        elif self._still is None or not same(self._still[0], position):
            self._turning = self._turning or self._still is not None
            self._still = (position, now)
        elif now - self._still[1] >= REST_S:
            self._turning, self._rests_at = False, position
            if self._scale is None and not self._lost:
                self._scale = measured_at(position)

    def aim(self, now: float) -> Aim:
        """The camera's pose as it is now."""
        if self._heard_at is None:
            return self._pose
        if now - self._heard_at > STALE_S:
            return Unknown.NOT_KNOWN
        if self._turning:
            return Unknown.TURNING
        if self._lost:
            return Unknown.NOT_KNOWN
        if self._rests_at is None or self._scale is None:
            return self._pose
        return turned(self._pose, self._scale, self._rests_at) or Unknown.NOT_KNOWN

    def wait_s(self) -> float:
        """How long after one answer it is to be asked again."""
        return EACH_S if self._rests_at is not None and not self._turning else REST_S
