"""1 000 orders to the demo town's platform over a line that loses answers, from an outbox that is
killed at random moments: each is done once, and those of one case in their order."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

from bench.figures import Figure
from console.town.platform.desk import Bucket
from console.town.platform.server import Platform
from console.town.world.town import the_town
from tests.stage.order_rounds import Rounds, done_there, plan_of
from tests.stage.rude_proxy import RudeProxy

ORDERS, INTAKES, CASES, KILLS = 1000, 60, 40, 40


def measure(folder: Path) -> list[Figure]:
    seed = secrets.randbits(32)
    print(f"orders: seed {seed}")
    return asyncio.run(_measure(folder, seed))


async def _measure(folder: Path, seed: int) -> list[Figure]:
    platform = Platform(the_town(), 7)
    url = await platform.start()
    platform.story(False)
    assert platform._api is not None
    platform._api._bucket = Bucket(1e6, 1e6)  # its own limit is not what is measured here
    try:
        cases = [platform.case({"title": f"案件 {n}"}) for n in range(CASES)]
        plan = plan_of(cases, ORDERS, INTAKES, seed)
        async with RudeProxy(url, seed).standing() as proxy:
            rounds = Rounds(plan, folder / "outbox.db", proxy.url, platform.token, KILLS, seed)
            await rounds.run()
        did = done_there(list(platform._ledger.cases.values()), plan)
    finally:
        await platform.stop()
    rude = ", ".join(f"{count} {what}" for what, count in sorted(proxy.did.items()))
    note = f"{rounds.killed} kills; the line: {rude}"
    return [
        Figure("orders done once", sum(n == 1 for n in did.values()), "", at_least=ORDERS,
               note=note),
        Figure("orders lost", sum(n == 0 for n in did.values()), "", at_most=0),
        Figure("orders doubled or out of order", sum(n > 1 or n < 0 for n in did.values()), "",
               at_most=0),
        Figure("orders that the outbox calls done",
               sum(state == "done" for state in rounds.states.values()), "", at_least=ORDERS),
    ]  # fmt: skip
