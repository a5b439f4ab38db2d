"""RTP packets that FFmpeg missed on the way: it says so in its log alone.

The log belongs to the whole process and names addresses with their logins. So it is listened to
only while somebody reads RTP, a line counts for the thread that it was said in, and none is kept.
"""

from __future__ import annotations

import logging
import re
import threading

from av import logging as av_logging

_SPEAKERS = ("libav.rtsp", "libav.rtp")  # FFmpeg's names of who reads RTP, as PyAV gives them
_OTHERS = "libav"
_SAID = re.compile(r"RTP: (?:missed (\d{1,6}) packets|PT=\w+: bad cseq)")
_MUTE = logging.CRITICAL + 1


class Missed:
    """``with`` it in the thread that reads; ``take`` is that thread's too."""

    def __init__(self) -> None:
        self._packets = 0

    def __enter__(self) -> Missed:
        _ear.begin(threading.get_ident(), self)
        return self

    def __exit__(self, *_: object) -> None:
        _ear.end(threading.get_ident())

    def take(self) -> int:
        """Packets missed since it was asked last."""
        packets, self._packets = self._packets, 0
        return packets

    def add(self, packets: int) -> None:
        self._packets += packets


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self._listening: dict[int, Missed] = {}
        self._turn = threading.Lock()

    def begin(self, thread: int, missed: Missed) -> None:
        with self._turn:
            self._listening[thread] = missed
            if len(self._listening) == 1:
                self._open()

    def end(self, thread: int) -> None:
        with self._turn:
            del self._listening[thread]
            if not self._listening:
                self._close()

    def emit(self, record: logging.LogRecord) -> None:
        missed = self._listening.get(threading.get_ident())
        if missed is not None and (said := _SAID.match(record.getMessage())):
            missed.add(int(said[1] or 1))

    def _open(self) -> None:
        logging.getLogger(_OTHERS).setLevel(_MUTE)
        for name in _SPEAKERS:
            speaker = logging.getLogger(name)
            speaker.setLevel(logging.WARNING)
            speaker.propagate = False
            speaker.addHandler(self)
        av_logging.set_skip_repeated(False)
        av_logging.set_level(av_logging.WARNING)

    def _close(self) -> None:
        av_logging.set_level(None)
        for name in _SPEAKERS:
            logging.getLogger(name).removeHandler(self)


_ear = _Ear()
