"""coturn of Debian on loopback, with one user."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.media.hub.conftest import PATIENCE_S

TURNSERVER = Path("/usr/bin/turnserver")
USER, PASSWORD = "room", "between-us"


class Relay:
    """Its entry for ``ice_servers``, and what it wrote so far."""

    def __init__(self, port: int) -> None:
        self.server = {
            "urls": f"turn:127.0.0.1:{port}",
            "username": USER,
            "credential": PASSWORD,
        }
        self.log = ""

    @property
    def allocations(self) -> int:
        return self.log.count("ALLOCATE processed, success")


@contextlib.asynccontextmanager
async def relaying(folder: Path) -> AsyncIterator[Relay]:
    port = _free_port()
    settings = folder / "turn.conf"
    settings.write_text(
        f"listening-ip=127.0.0.1\nrelay-ip=127.0.0.1\nlistening-port={port}\nrealm=room\n"
        f"lt-cred-mech\nuser={USER}:{PASSWORD}\nallow-loopback-peers\nno-cli\nno-tls\nno-dtls\n"
        f"no-multicast-peers\npidfile={folder / 'turn.pid'}\nlog-file=stdout\nverbose\n"
        f"userdb={folder / 'turn.db'}\nfingerprint\n"
    )
    process = await asyncio.create_subprocess_exec(
        str(TURNSERVER), "-c", str(settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, limit=1 << 20,
    )  # fmt: skip
    relay = Relay(port)
    reading = asyncio.ensure_future(_read(process, relay))
    try:
        async with asyncio.timeout(PATIENCE_S):
            await _answers(port)
        yield relay
    finally:
        process.kill()
        await process.wait()
        await reading


async def _read(process: Any, relay: Relay) -> None:
    while line := await process.stdout.readline():
        relay.log += line.decode(errors="replace")


async def _answers(port: int) -> None:
    """Until it listens; TURN is also spoken over TCP there."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
