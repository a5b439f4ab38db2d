"""An outbox in a process of its own, to be killed: ``python -m tests.stage.order_clerk DB URL``.

The first line of its input is the token, every other one an order as JSON. It says ``KEY STATE CODE
REV`` for each order that is there and for each change, and ``has`` after the first ones.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from console.cases.order import Order
from console.cases.outbox import Outbox, OutboxTold
from media.backoff import BackOff
from media.secret import Secret


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Clerk:
    def __init__(self) -> None:
        self._opened = False

    def tell(self, told: OutboxTold) -> None:
        for order in told.orders:
            rev = order.told.get("rev", 0)
            say(f"{order.key} {order.state} {order.code or '-'} {rev}")
        if not self._opened:
            self._opened = True
            say("has")


def order_of(line: str) -> Order:
    wish, now = json.loads(line), datetime.now(UTC)
    return Order(
        wish["key"], wish["case"], wish["rev"], wish["type"], wish["args"], "张三", now, now
    )


async def main(path: Path, url: str) -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    token = Secret((await reader.readline()).decode().strip())
    outbox = Outbox(
        path, url, token, Clerk().tell, lambda _case: None, back_off=BackOff((0.01, 0.05))
    )
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(outbox.run())
        while line := await reader.readline():
            outbox.put(order_of(line.decode()))
        running.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
