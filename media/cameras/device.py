"""The device that decodes for a worker's cameras, for as long as it does."""

from __future__ import annotations

from typing import Literal

from av.codec.hwaccel import HWAccel

MOST_REFUSALS = 3  # in a row, of one stream: it is decoded by software then
MOST_REFUSALS_OF_ALL = 8  # in a row, whoever's: the device has failed

Trouble = Literal["", "refuses", "failed"]


class Device:
    """``settings`` for one more decoder; None for software. It is for pictures of ``least_lines``
    and more, and for those whose size is not known. Any thread that decodes tells it of
    what it took and refused; counts that two of them race for need not be exact."""

    def __init__(self, settings: HWAccel | None = None, least_lines: int = 0) -> None:
        self.settings = settings
        self._least_lines = least_lines
        self.trouble: Trouble = ""
        self._refusals = 0

    def settings_for(self, lines: int | None) -> HWAccel | None:
        """For pictures of so many lines, None: nobody knows; None for software."""
        small = lines is not None and lines < self._least_lines
        return None if small else self.settings

    def took(self) -> None:
        """A picture came out of it."""
        self._refusals = 0

    def refused(self, in_a_row: int) -> bool:
        """It gave an error instead, to one stream so often in a row; whether that one is better
        decoded by software."""
        self._refusals += 1
        if self._refusals >= MOST_REFUSALS_OF_ALL:
            self.settings, self.trouble = None, "failed"
        if in_a_row < MOST_REFUSALS:
            return False
        self.trouble = self.trouble or "refuses"
        return True
