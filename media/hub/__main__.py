"""``python -m media.hub --board FD --sound FD --state DIR``: see PROTOCOL.md.

Without ``--board`` and ``--sound``, as by hand in a terminal, it makes boards nobody looks at.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from media.board import FrameBoard
from media.hub.fair_selector import fair_loop
from media.hub.hub import Hub
from media.parent import log_to_stderr
from media.slow_gather import avoid_slow_gather
from media.sound import SoundBoard

YIELD_S = 0.001  # as long a thread may keep the loop's packets waiting; Python's own is 5 ms


def main() -> None:
    parser = argparse.ArgumentParser(prog="media.hub")
    parser.add_argument("--board", type=int, help="descriptor of a FrameBoard")
    parser.add_argument("--sound", type=int, help="descriptor of a SoundBoard")
    parser.add_argument("--share", type=int, help="descriptor of a FrameBoard that is read")
    parser.add_argument("--state", type=Path, required=True, help="the site's state folder")
    given = parser.parse_args()
    log_to_stderr("hub")
    sys.setswitchinterval(YIELD_S)
    avoid_slow_gather()
    for chatty in ("aioice", "aiortc"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    given.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    board = FrameBoard.create() if given.board is None else FrameBoard(given.board)
    sound = SoundBoard.create() if given.sound is None else SoundBoard(given.sound)
    share = None if given.share is None else FrameBoard(given.share)
    try:
        with asyncio.Runner(loop_factory=fair_loop) as runner:
            runner.run(_serve(board, sound, given.state, share))
    finally:
        board.close()
        sound.close()
        if share is not None:
            share.close()


async def _serve(
    board: FrameBoard, sound: SoundBoard, state: Path, share: FrameBoard | None
) -> None:
    await Hub(board, sound, state, share).serve()


if __name__ == "__main__":
    main()
