"""Between the loudspeakers and the microphone of this workstation: echo, noise and level."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from typing import TYPE_CHECKING

from media.voice_cleaning import Cleaning, Played, UnavailableError, VoiceCleaning

if TYPE_CHECKING:
    from media.sound import Samples

log = logging.getLogger(__name__)


class SoundTreatment:
    """Loudspeakers tell what they play, the microphone asks to have its sound cleaned of it. Lives
    in the Qt thread.

    ``trouble`` says why it cannot be done, empty while it can: the sound goes as it comes then.
    """

    def __init__(self) -> None:
        self.trouble = ""
        self._wished = Cleaning()
        self._cleaning: VoiceCleaning | None = None
        self._played = Played()
        self._ahead_s: dict[Hashable, float] = {}
        self._listens = False

    @property
    def wished(self) -> Cleaning:
        return self._wished

    def set_wished(self, wished: Cleaning) -> None:
        """From the next block on."""
        if wished != self._wished:
            self._wished, self._cleaning = wished, None
            if self._listens:
                self._load()

    def begin(self) -> None:
        """A microphone opens: its sound is to be cleaned from now on."""
        self._listens = True
        self._played.forget()
        if self._cleaning is None:
            self._load()

    def end(self) -> None:
        self._listens = False

    def play(self, who: Hashable, sound: bytes, ahead_s: float) -> None:
        """A loudspeaker was given a block, which is heard in ``ahead_s``."""
        if self._listens and self._cleaning is not None:
            import numpy as np

            self._played.put(who, np.frombuffer(sound, np.int16))
            self._ahead_s[who] = ahead_s

    def clean(self, heard: Samples) -> Samples:
        if self._cleaning is None:
            return heard
        played = self._played.take()
        delay_s = max(self._ahead_s.values(), default=0.0) + self._played.waiting_s()
        return self._cleaning.clean(heard, played, delay_s)

    def _load(self) -> None:
        if not self._wished.any:
            return
        try:
            self._cleaning, self.trouble = VoiceCleaning(self._wished), ""
        except UnavailableError as fault:
            self.trouble = str(fault)
            log.warning("the microphone's sound is not cleaned: %s", fault)
