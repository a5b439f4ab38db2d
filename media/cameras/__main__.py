"""``python -m media.cameras --board FD``: see PROTOCOL.md."""

from __future__ import annotations

import argparse
import asyncio
import os

from media.board import FrameBoard
from media.cameras.worker import Worker
from media.parent import log_to_stderr


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m media.cameras", description=__doc__)
    parser.add_argument("--board", type=int, metavar="FD", help="a FrameBoard's descriptor")
    given = parser.parse_args()
    log_to_stderr(f"cameras[{os.getpid()}]")
    board = FrameBoard.create() if given.board is None else FrameBoard(given.board)
    asyncio.run(Worker(board).run())


if __name__ == "__main__":
    main()
