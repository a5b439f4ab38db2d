"""One picture of an address that is in no list yet. Runs in the io thread's loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys

from media.reader.glance import Glance
from media.rtsp.outcome import RtspError
from media.secret import Secret
from media.source import Trouble

PATIENCE_S = 20.0  # of the whole: connect, log in, wait for a key picture
LARGEST = 2 * 1024 * 1024  # bytes of an answer


async def glance(address: str, user: str, password: Secret) -> Glance | RtspError:
    """The picture, or why there is none. Cancel it at any time."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "media.reader.glancing",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, limit=LARGEST,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    # on stdin: who lists processes sees no password
    told = {"address": address, "user": user, "password": password.reveal()}
    try:
        async with asyncio.timeout(PATIENCE_S):
            with contextlib.suppress(ConnectionError):
                process.stdin.write(json.dumps(told).encode() + b"\n")
                process.stdin.write_eof()
            answer = _read(await process.stdout.readline(), await process.stdout.read(LARGEST))
            await process.wait()
            return answer
    except (TimeoutError, ValueError):
        return RtspError(Trouble.SILENT, "it sends no picture")
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _read(line: bytes, picture: bytes) -> Glance | RtspError:
    try:
        head = json.loads(line)
    except ValueError:
        return RtspError(Trouble.PROCESS_GONE, "the reader ended")
    if "trouble" in head:
        return RtspError(Trouble(head["trouble"]), str(head["detail"])[:200])
    return Glance(str(head["codec"]), int(head["width"]), int(head["height"]), picture)
