"""``python -m media.cameras --board FD``: see PROTOCOL.md."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import socket

from media import cradle
from media.board import FrameBoard
from media.cameras.gate import Gate
from media.cameras.hardware import AUTO, probe
from media.cameras.past import MOST_MB_IN_ALL
from media.cameras.places import MOST_OPENS, CommonPlaces, OwnPlaces
from media.cameras.worker import Terms, Worker
from media.freed_memory import keep_large_apart
from media.parent import log_to_stderr
from media.precedence import give_precedence
from media.slow_gather import avoid_slow_gather
from media.sound import SoundBoard

NICENESS = 10  # the window is painted, and the conference heard, before the next picture is decoded


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m media.cameras", description=__doc__)
    parser.add_argument("--board", type=int, metavar="FD", help="a FrameBoard's descriptor")
    parser.add_argument("--cradle", type=int, metavar="FD", help="a socket: see media.cradle")
    parser.add_argument("--sound", type=int, metavar="FD", help="a SoundBoard's descriptor")
    parser.add_argument("--share", type=int, metavar="FD", help="a FrameBoard that the hub reads")
    parser.add_argument(
        "--decode", default=AUTO, metavar="KIND", help="auto, software, or a device such as cuda"
    )
    parser.add_argument("--threads", type=int, default=0, help="that decode; 0: the loop does")
    parser.add_argument("--opens", type=int, default=MOST_OPENS, help="connections opened at once")
    parser.add_argument(
        "--places", type=int, metavar="FD", help="a file: all workers with it open so many in all"
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="that share what all of them may hold"
    )
    parser.add_argument(
        "--past",
        type=int,
        default=MOST_MB_IN_ALL,
        metavar="MB",
        help="of the last seconds of streams, all workers together",
    )
    parser.add_argument(
        "--patience", type=_factor, default=1.0, help="a factor on every wait, for tests"
    )
    given = parser.parse_args()
    avoid_slow_gather()
    if given.cradle is not None:
        import media.cameras.examiner  # noqa: F401  # with numpy, for all workers at once

        arguments = cradle.serve(socket.socket(fileno=given.cradle))
        if arguments is None:
            return
        given = parser.parse_args(arguments)
    log_to_stderr(f"cameras[{os.getpid()}]")
    give_precedence(NICENESS)
    keep_large_apart()
    board = FrameBoard.create() if given.board is None else FrameBoard(given.board)
    gc.collect()
    gc.freeze()  # what exists now stays; the collector need not look at it again and again
    threads, opens, workers = max(given.threads, 0), max(given.opens, 1), max(given.workers, 1)
    gate = Gate(OwnPlaces(opens))
    if given.places is not None:
        gate = Gate(CommonPlaces(given.places, opens), opens // workers)
    past_mb = max(given.past, 1)
    terms = Terms(probe(given.decode), gate, threads, workers, given.patience, past_mb)
    sound = None if given.sound is None else SoundBoard(given.sound)
    share = None if given.share is None else FrameBoard(given.share)
    asyncio.run(Worker(board, terms, sound, share).run())


def _factor(written: str) -> float:
    factor = float(written)
    if not 0.01 <= factor <= 100:
        raise ValueError("from 0.01 to 100")
    return factor


if __name__ == "__main__":
    main()
