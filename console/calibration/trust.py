"""Whether a camera's calibration still holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from console.calibration.record import Calibration

LEAST = "D"  # of this grade markers are only named at the edge


@dataclass
class Trust:
    """Which cameras look elsewhere than when they were calibrated.

    A scene that moved is not calibrated any more until it is calibrated anew, or fits its reference
    again by itself. An operator who calls the new picture right says nothing of where it looks.
    """

    moved: set[str] = field(default_factory=set)
    _kept: set[str] = field(default_factory=set)  # accepted as they are, and still elsewhere
    _fresh: set[str] = field(default_factory=set)  # calibrated anew: an old finding says nothing

    def found(self, cameras: Iterable[str]) -> set[str]:
        """The cameras whose scene moved, as they are found now; those whose trust changed."""
        told = set(cameras)
        self._fresh &= told
        now = (told - self._fresh) | self._kept
        changed = self.moved ^ now
        self.moved = now
        return changed

    def accepted(self, camera: str) -> None:
        """The operator calls the picture right: the finding will go, the shift will not."""
        if camera in self.moved:
            self._kept.add(camera)

    def renewed(self, camera: str) -> None:
        """There is a new fit. What is found of the picture before is waited out."""
        if camera in self.moved:
            self._fresh.add(camera)
        self._kept.discard(camera)
        self.moved.discard(camera)

    def kept(self) -> list[str]:
        return sorted(self._kept)

    def keep(self, cameras: Iterable[str]) -> None:
        """What ``kept`` told before the program ended."""
        self._kept = set(cameras)
        self.moved |= self._kept

    def holds(self, camera: str, calibrations: Mapping[str, Calibration]) -> bool:
        """Whether markers may stand at their places."""
        calibration = calibrations.get(camera)
        good = calibration is None or calibration.taken.grade != LEAST
        return good and camera not in self.moved

    def grade(self, camera: str, calibrations: Mapping[str, Calibration]) -> str:
        """The grade as it counts now; empty: not judged."""
        calibration = calibrations.get(camera)
        if calibration is None or camera not in self.moved:
            return calibration.taken.grade if calibration else ""
        return LEAST
