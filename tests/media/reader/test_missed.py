from __future__ import annotations

import logging
import queue
import threading
from logging.handlers import QueueHandler

import pytest
from av import logging as av_logging

from media.reader.missed import Missed


def say(message: str, name: str = "rtsp", level: int = av_logging.WARNING) -> None:
    """As FFmpeg does, in this thread."""
    av_logging.log(level, name, message)


def in_a_thread(work: object) -> None:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    thread.join()


def test_missed_packets_are_counted_however_often_ffmpeg_says_the_same() -> None:
    with Missed() as missed:
        for _ in range(3):
            say("RTP: missed 2 packets\n")
        say("RTP: missed 65534 packets\n", "rtp")
        assert missed.take() == 6 + 65534
        assert missed.take() == 0
        say("RTP: PT=60: bad cseq 0e57 expected=8ea5\n", level=av_logging.ERROR)
        assert missed.take() == 1


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("max delay reached. need to consume packet\n", "rtsp"),
        ("RTP: dropping old packet received too late\n", "rtsp"),
        ("RTP: missed no packets\n", "rtsp"),
        ("RTP: missed 3 packets\n", "h264"),
    ],
)
def test_nothing_else_counts(message: str, name: str) -> None:
    with Missed() as missed:
        say(message, name)
        assert missed.take() == 0


def test_each_thread_hears_its_own() -> None:
    other = Missed()

    def work() -> None:
        say("RTP: missed 1 packets\n")
        with other:
            say("RTP: missed 7 packets\n")

    with Missed() as mine:
        say("RTP: missed 2 packets\n")
        in_a_thread(work)
        say("RTP: missed 3 packets\n")
        assert (mine.take(), other.take()) == (5, 7)


def test_it_goes_into_no_log_and_nothing_is_listened_to_afterwards() -> None:
    logged = queue.Queue[logging.LogRecord]()
    handler, missed = QueueHandler(logged), Missed()
    logging.getLogger().addHandler(handler)
    try:
        with missed:
            for name in ("rtsp", "rtp", "h264", "tcp"):
                say("rtsp://admin:geheim@10.0.0.1/1 is strange\n", name, av_logging.ERROR)
        assert av_logging.get_level() is None
        say("RTP: missed 3 packets\n")
    finally:
        logging.getLogger().removeHandler(handler)
    assert missed.take() == 0
    assert logged.empty()
