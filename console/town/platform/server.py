"""The four platforms' server of the demo town: a ledger, a story that goes on, an HTTP face.

Runs in the town's event loop. When the server is taken away the story goes on, and whoever comes
back with a cursor hears what happened meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from console.town.casework.form import changed_case, check_intake, new_case, reported_case
from console.town.casework.rules import Order, Refused, decide, stamp
from console.town.platform.desk import Desk
from console.town.platform.http import PREFIX, Api
from console.town.platform.ledger import RING, Ledger
from console.town.platform.stream import BEAT_S, Bell
from console.town.story.clock import Clock
from console.town.story.telling import Happening, Story
from console.town.world.town import Town

Json = dict[str, Any]

TICK_S = 0.5  # how often the story is asked what has happened
FAREWELL_S = 0.2  # connections get so long to end when the server goes away
REBIND_TRIES = 50
FIRST_OWN_NUMBER = 8001  # what is registered here; the story counts from 1

log = logging.getLogger(__name__)


class Platform:
    """``start``, then ``stop``; between them everything the town's orders ask of the platform."""

    def __init__(
        self,
        town: Town,
        seed: int,
        speed: float = 1.0,
        token: str | None = None,
        ring: int = RING,
        beat_s: float = BEAT_S,
    ) -> None:
        self.token = token or secrets.token_urlsafe(24)
        self.port = 0
        self._beat_s = beat_s
        self._bell = Bell()
        self._ledger = Ledger(ring, changed=lambda: self._bell.ring())
        self._desk = Desk()
        self._clock = Clock(speed)
        self._began = datetime.now(UTC)
        self._story = Story(town, seed, self._began.astimezone().date())
        self._own_number = FIRST_OWN_NUMBER
        self._refused_moves = 0
        self._runner: web.AppRunner | None = None
        self._api: Api | None = None
        self._telling: asyncio.Task[None] | None = None

    async def start(self, port: int = 0) -> str:
        """Open the server (0: any free port), begin the story; the URL with its prefix."""
        self.port = port
        self._clock.run(True)
        self._tell(0.0)
        await self._open()
        # kept and ended by stop
        self._telling = asyncio.get_running_loop().create_task(self._go_on(), name="platform:story")
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    async def stop(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._telling
            self._telling = None
        await self._close()

    async def set_up(self, up: bool) -> None:
        """Take the server away, connections and all, or bring it back on the same port."""
        if up and self._runner is None:
            await self._open()
        elif not up:
            await self._close()

    def story(self, running: bool) -> None:
        """Hold the story, or let it go on."""
        self._clock.run(running)

    def case(self, partial: Json) -> Json:
        """Make a case, or change the one whose ``id`` is given; the whole Case. Raises FormError.

        The story lets go of a case that is changed so.
        """
        at = datetime.now(UTC)
        known = self._ledger.cases.get(str(partial.get("id", "")))
        if known is None:
            case = self._fresh(partial, at)
        else:
            case = changed_case(known, partial, at)
            self._story.let_go(case["id"])
        self._ledger.put_case(case)
        return case

    def figures(self) -> dict[str, Any]:
        """For the heartbeat."""
        return {
            "up": self._runner is not None,
            "open": self._ledger.open_cases(),
            "cases": len(self._ledger.cases),
            "events": self._ledger.newest,
            "streams": self._api.readers if self._api else 0,
            "story_s": round(self._clock.read(), 1),
            "refused_moves": self._refused_moves,
        }

    # what the counter asks of the office

    def now(self) -> str:
        return stamp(datetime.now(UTC))

    def order(self, case_id: str, order: Order) -> Json | Refused:
        after = decide(self._ledger.cases[case_id], order, datetime.now(UTC))
        if not isinstance(after, Refused):
            self._ledger.put_case(after)
            self._story.ordered(case_id, after["status"], order.type, self._clock.read())
        return after

    def intake(self, form: Json) -> Json:
        check_intake(form)
        case = self._fresh(form, datetime.now(UTC))
        self._ledger.put_case(case)
        return case

    def _fresh(self, form: Json, at: datetime) -> Json:
        number = f"{at.astimezone():%Y-%m%d}-{self._own_number:04d}"
        case_id = str(form.get("id") or f"c-{number.replace('-', '', 1)}")
        case = new_case(form, case_id, str(form.get("number") or number), at)
        self._own_number += 1
        return case

    # the story

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            try:
                self._tell(self._clock.read())
            except Exception:
                # one bad happening does not end the story
                log.exception("the story stumbled")

    def _tell(self, until_s: float) -> None:
        now = datetime.now(UTC)
        for happening in self._story.until(until_s):
            # what happened before the doors opened keeps its own time
            at = self._began + timedelta(seconds=happening.at_s) if happening.at_s < 0 else now
            self._happen(happening, at)

    def _happen(self, happening: Happening, at: datetime) -> None:
        ledger = self._ledger
        match happening.kind:
            case "reported":
                ledger.put_case(reported_case(happening.body, at))
            case "moved" if happening.id in ledger.cases:
                assert happening.order is not None
                after = decide(ledger.cases[happening.id], happening.order, at)
                if isinstance(after, Refused):
                    self._refused_moves += 1  # somebody in the room was quicker than the story
                else:
                    ledger.put_case(after)
            case "filed":
                ledger.drop_case(happening.id)
            case "walked":
                ledger.put_worker({**happening.body, "seen_at": stamp(at)})
            case "warned":
                lasts = timedelta(seconds=happening.body["lasts_s"])
                ledger.put_warning(_warning(happening.body, at, at + lasts))
            case "calmed":
                ledger.drop_warning(happening.id)
            case _:
                pass  # a move of a case that is gone

    # the server

    async def _open(self) -> None:
        self._bell = Bell()
        self._api = Api(self._ledger, self._desk, self, self.token, self._bell, self._beat_s)
        runner = web.AppRunner(
            self._api.application(), access_log=None, shutdown_timeout=FAREWELL_S
        )
        await runner.setup()
        for tries in range(REBIND_TRIES):
            try:
                await web.TCPSite(runner, "127.0.0.1", self.port).start()
                break
            except OSError as trouble:
                # a client's port may sit on ours for a moment while the server is away
                if trouble.errno != errno.EADDRINUSE or tries == REBIND_TRIES - 1:
                    await runner.cleanup()
                    raise
                await asyncio.sleep(0.1)
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def _close(self) -> None:
        runner, self._runner, self._api = self._runner, None, None
        if runner is not None:
            self._bell.close()
            await runner.cleanup()


def _warning(body: Json, effective: datetime, expires: datetime) -> Json:
    kept = {key: value for key, value in body.items() if key != "lasts_s"}
    return {**kept, "effective": stamp(effective), "expires": stamp(expires)}
