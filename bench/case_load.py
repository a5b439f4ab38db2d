"""``python -m bench.case_load``: the demo town's platform with a great many cases, as a program.

Orders are JSON lines: ``{"do": "up", "on": bool}``; ``{"do": "burst", "per_s", "for_s"}``;
``{"do": "revs"}``. Events: ``ready`` (url, token, cases), ``burst`` (sent), ``revs`` (by id, open
cases).
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.breaks import LEVELS, _new
from console.town.casework.codes import is_open
from console.town.platform.server import Platform
from console.town.world.town import the_town

RING = 200_000
TICK_S = 0.02


class Load:
    def __init__(self, cases: int, token: str) -> None:
        self._cases = cases
        self._dice = random.Random(5)
        self._platform = Platform(the_town(), 7, token=token, ring=RING)
        self._ids: list[str] = []

    async def run(self) -> None:
        url = await self._platform.start()
        self._platform.story(False)
        self._ids = [_new(self._platform, self._dice) for _ in range(self._cases)]
        self._age()
        await self._platform.set_up(False)
        _tell("ready", url=url, cases=self._platform._ledger.open_cases())
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            await self._obey(json.loads(line))
        await self._platform.stop()

    def _age(self) -> None:
        """What is open was reported over the last month, and nothing of it is news."""
        now = datetime.now(UTC)
        for case in self._platform._ledger.cases.values():
            at = now - timedelta(minutes=self._dice.randrange(60, 43_000))
            case["reported_at"] = case["updated_at"] = at.isoformat()

    async def _obey(self, order: dict[str, Any]) -> None:
        match order["do"]:
            case "up":
                await self._platform.set_up(order["on"])
            case "burst":
                _tell("burst", sent=await self._burst(order["per_s"], order["for_s"]))
            case "revs":
                cases = self._platform._ledger.cases.values()
                revs = {case["id"]: case["rev"] for case in cases if is_open(case["status"])}
                _tell("revs", revs=revs, cursor=self._platform._ledger.cursor())

    async def _burst(self, per_s: float, for_s: float) -> int:
        loop = asyncio.get_running_loop()
        began, sent = loop.time(), 0
        while (passed := loop.time() - began) < for_s:
            while sent < min(passed + TICK_S, for_s) * per_s:
                self._change()
                sent += 1
            await asyncio.sleep(TICK_S)
        return sent

    def _change(self) -> None:
        """Levels, states and places change; one in fifty ends and another begins."""
        dice, at = self._dice, self._dice.randrange(len(self._ids))
        if dice.random() < 0.02:
            self._platform._ledger.drop_case(self._ids[at])
            self._ids[at] = _new(self._platform, dice)
            return
        status = dice.choice(("handling", "feedback", "arrived"))
        told = {"id": self._ids[at], "level": dice.choice(LEVELS), "status": status}
        self._platform.case(told)


def _tell(event: str, **what: Any) -> None:
    print(json.dumps({"event": event, **what}), flush=True)


if __name__ == "__main__":
    os.nice(10)  # a platform is another machine
    asyncio.run(Load(int(sys.argv[1]), sys.argv[2]).run())
