"""Which camera a typed number means. Pure."""

from __future__ import annotations

from collections.abc import Sequence

MOST_DIGITS = 6


class CameraNumbers:
    """The digits of an id where only one camera has them (``c07`` is 7), else the place in the
    list, from 1."""

    def __init__(self, cameras: Sequence[str]) -> None:
        self._cameras = tuple(cameras)
        by_digits: dict[int, list[str]] = {}
        for camera in cameras:
            digits = "".join(sign for sign in camera if "0" <= sign <= "9")
            if digits:
                by_digits.setdefault(int(digits), []).append(camera)
        self._by_digits = {n: each[0] for n, each in by_digits.items() if len(each) == 1}
        self._numbers = {camera: place for place, camera in enumerate(cameras, 1)}
        self._numbers |= {camera: number for number, camera in self._by_digits.items()}

    def number_of(self, camera: str) -> str:
        """What to type for it; empty where only its place would be it and that is another's."""
        typed = str(self._numbers.get(camera, 0))
        return typed if self.find(typed) == camera else ""

    def find(self, typed: str) -> str | None:
        """The camera's id; None when no camera has this number, or what is typed is none."""
        if not typed.isdecimal() or not 1 <= len(typed) <= MOST_DIGITS:
            return None
        number = int(typed)
        if number in self._by_digits:
            return self._by_digits[number]
        return self._cameras[number - 1] if 0 < number <= len(self._cameras) else None
