"""Which decoded pictures are whole: what builds on a spoilt one is spoilt too. Pure.

A decoder goes on after damage and calls only the picture itself corrupt, if any. What follows looks
live and is not the present: a smear that moves, or an old picture that stands.
"""

from __future__ import annotations

from media.unit import Coded


class Spoilage:
    """Told of each unit that a decoder took or refused, and asked of each picture it gave."""

    def __init__(self) -> None:
        self._spoilt = False  # nothing but a key picture is worth decoding
        self._owed = True  # a key picture went in, and has to come out before any other counts
        self._prompt = False

    @property
    def spoilt(self) -> bool:
        """Since the newest key picture."""
        return self._spoilt

    def lets_in(self, unit: Coded) -> bool:
        """Whether the unit is worth decoding."""
        return unit.key or not self._spoilt

    def took(self, unit: Coded, prompt: bool) -> None:
        """The decoder took it. ``prompt``: each picture comes out with its own unit, so that what
        comes next is this one's."""
        self._prompt = prompt
        if unit.key:
            self._owed = self._owed or self._spoilt or prompt
            self._spoilt = False

    def refused(self, unit: Coded) -> None:
        """The decoder gave an error instead."""
        self._spoilt = self._spoilt or unit.reference

    def is_whole(self, unit: Coded, corrupt: bool, key: bool) -> bool:
        """Whether a picture that came out may be shown. ``unit`` is the one it was made of;
        ``corrupt`` and ``key`` are what the decoder says of it."""
        if self._owed:
            if not (unit.key or key):
                # a decoder that holds pictures back may still give some from before the damage
                self._spoilt = self._prompt
                return False
            self._owed = False
        if corrupt and unit.reference:
            self._spoilt = True
        return not corrupt
