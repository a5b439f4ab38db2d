"""Orders given to an outbox that is killed again and again, until each has come to its end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.stage.process import ROOT

Json = dict[str, Any]
LINES = 3  # that it says of an order that goes well
BLINK_S = 0.02  # between what was heard and the kill, at most
AHEAD = 60  # orders that are given and have not ended
PATIENCE_S = 30.0


@dataclass
class Rounds:
    """``plan`` is given in its order; ``ends`` by key. ``kills``: so many at random moments, then
    the clerk lives as long as it needs."""

    plan: list[Json]
    database: Path
    url: str
    token: str
    kills: int
    seed: int = 1
    killed: int = 0
    states: dict[str, str] = field(default_factory=dict)
    revs: dict[str, int] = field(default_factory=dict)  # of cases, as the ends told

    async def run(self) -> None:
        dice = random.Random(self.seed)
        longest = max(LINES * len(self.plan) // (self.kills + 1), 2)
        while len(self.ended()) < len(self.plan):
            lines = dice.randint(1, longest) if self.killed < self.kills else None
            await self._life(lines, dice.uniform(0, BLINK_S))

    def ended(self) -> list[str]:
        ends = ("done", "refused", "conflict", "given_up", "ask")
        return [key for key, state in self.states.items() if state in ends]

    async def _life(self, lines: int | None, blink_s: float) -> None:
        """Until it has said so many lines more than it began with; None: until all is done."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.stage.order_clerk", str(self.database), self.url,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(f"{self.token}\n".encode())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while (await self._hear(process)) != "has":
                    pass
            await self._work(process, lines)
            await asyncio.sleep(blink_s)
        finally:
            if len(self.ended()) < len(self.plan):
                self.killed += 1
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            await process.wait()
            process.stdin.close()

    async def _work(self, process: asyncio.subprocess.Process, lines: int | None) -> None:
        assert process.stdin is not None
        given: set[str] = set()
        heard = 0
        while (lines is None or heard < lines) and len(self.ended()) < len(self.plan):
            ended = set(self.ended())
            free = AHEAD - len(given - ended)
            # what it did not say that it has, it may have or not: the same key does no harm
            for wish in [w for w in self.plan if w["key"] not in given | ended][: max(free, 0)]:
                rev = self.revs.get(wish["case"], wish["rev"])
                process.stdin.write(json.dumps({**wish, "rev": rev}).encode() + b"\n")
                given.add(wish["key"])
            async with asyncio.timeout(PATIENCE_S):
                await self._hear(process)
            heard += 1

    async def _hear(self, process: asyncio.subprocess.Process) -> str:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode().strip()
        assert line, "the clerk ended by itself"
        if line != "has":
            key, state, _code, rev = line.split()
            self.states[key] = state
            case = next((w["case"] for w in self.plan if w["key"] == key), "")
            if state == "done" and case:
                self.revs[case] = max(int(rev), self.revs.get(case, 0))
        return line


def plan_of(cases: list[Json], orders: int, intakes: int, seed: int) -> list[Json]:
    """Remarks upon the cases in turn, and new cases between them; each can be told from all others
    on the platform: by its text, by its title."""
    dice = random.Random(seed)
    kinds = ["note"] * (orders - intakes) + ["intake"] * intakes
    dice.shuffle(kinds)
    plan: list[Json] = []
    for number, kind in enumerate(kinds):
        wish: Json = {"key": f"{dice.getrandbits(128):032x}", "case": "", "rev": 0, "type": kind}
        if kind == "intake":
            wish["args"] = {"title": f"接报 {number}", "category": {"code": "0113"}}
        else:
            case = cases[number % len(cases)]
            wish |= {"case": case["id"], "rev": case["rev"], "args": {"text": f"备注 {number}"}}
        plan.append(wish)
    return plan


def done_there(cases: list[Json], plan: list[Json]) -> dict[str, int]:
    """How often the platform has done each order, by key; -1 where a case's are out of order."""
    texts = [step["text"] for case in cases for step in case["timeline"]]
    titles = [case["title"] for case in cases]
    did: dict[str, int] = {}
    for wish in plan:
        found = titles if wish["type"] == "intake" else texts
        did[wish["key"]] = found.count(wish["args"].get("title") or wish["args"]["text"])
    place = {wish["args"].get("text"): n for n, wish in enumerate(plan)}
    for case in cases:
        turns = [place[s["text"]] for s in case["timeline"] if s["text"] in place]
        if turns != sorted(turns):
            did |= {w["key"]: -1 for w in plan if w["case"] == case["id"]}
    return did
