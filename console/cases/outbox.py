"""The outbox: orders on disk until the platform has answered them. Runs in the io thread.

An order is on the disk before anybody is told that it is queued, and marked there before it goes
out: whatever ends the program, each is asked again with its own key until it has an answer. The
rules are those of ``console.cases.order``; this sends, waits and writes down.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from console.cases.case import Case
from console.cases.difference import differences
from console.cases.exchange import Answered, Deadlines, Exchange, PlatformError
from console.cases.order import (
    INTAKE,
    LATE_S,
    Order,
    Reply,
    again,
    answered,
    begun,
    caught_up,
    follow,
    given_up,
    looked_at,
    next_look_s,
    recalled,
    sendable,
    surplus,
    unsure,
)
from console.cases.order_shelf import Shelf
from console.cases.order_wire import case_path, read_case, read_reply, request_of
from media.backoff import BackOff
from media.secret import Secret

MOST_OPEN = 500  # orders that have not ended; one more is refused
MOST_ENDED = 2000  # the newest are kept
MOST_WISHES = 1000
AT_ONCE = 4  # orders on their way, each of another case
LADDER_S = (0.5, 1.0, 2.0, 5.0, 10.0)
PATIENCE_S = {"unauthorized": 30.0, "status_401": 30.0, "certificate": 15.0}
REOPEN_S = 10.0  # a disk that does not take the outbox is tried again
_NOT_SENT = frozenset({"refused", "unreachable", "certificate"})
# a platform that cannot take this order cannot take any: all wait
_NOBODY = frozenset({None, 401, 429, 503})

T = TypeVar("T")

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OutboxTold:
    """What changed: ``orders`` anew or otherwise, ``gone`` keys of those forgotten; ``trouble``:
    why nothing can be kept, empty when it can, None: as before. ``poor``: this platform was seen
    not to guard against overwriting."""

    orders: tuple[Order, ...] = ()
    gone: tuple[str, ...] = ()
    trouble: str | None = None
    poor: bool = False


class Outbox:
    """``run`` until cancelled; the other methods are called in its loop, at any time.

    ``tell`` hears of every change, after it is on the disk; ``tell_case`` gets cases as the
    platform answers them. ValueError when ``url`` or ``token`` cannot be used at all.
    """

    def __init__(
        self,
        path: Path,
        url: str,
        token: Secret | None,
        tell: Callable[[OutboxTold], None],
        tell_case: Callable[[Case], None],
        *,
        late_s: float = LATE_S,
        deadlines: Deadlines | None = None,
        back_off: BackOff | None = None,
        now: Callable[[], datetime] = utc_now,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._exchange = Exchange(url, token, deadlines)
        self._shelf = Shelf(path)
        self._tell, self._tell_case = tell, tell_case
        self._late_s = late_s
        self._back_off = back_off or BackOff(LADDER_S)
        self._now, self._dice = now, dice
        self._orders: dict[str, Order] = {}
        self._wishes: list[Callable[[], list[Order]]] = []
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._held_until: datetime | None = None
        self._poor: bool | None = None  # a platform without ETag: nobody knows what If-Match does
        self._wake = asyncio.Event()
        self._disk = ThreadPoolExecutor(1, "outbox")
        self._trouble = ""
        self._shut = False  # the disk did not let it be opened

    async def run(self) -> None:
        try:
            await self._open()
            async with self._exchange, asyncio.TaskGroup() as tasks:
                while True:
                    await self._work(tasks)
        finally:
            self._disk.submit(self._shelf.close)
            self._disk.shutdown(wait=True)  # what was begun to be written is written

    # -- wishes

    def put(self, order: Order) -> None:
        """Keep an order and send it. The same key again changes nothing."""
        if len(self._wishes) >= MOST_WISHES or self._shut:
            self._refuse(order, "not_kept" if self._shut else "full")
            return
        self._wish(lambda: self._put(order))

    def again(self, key: str) -> None:
        """A person's word on one that asks for it: send it, with its own key."""
        self._wish(lambda: self._each(key, lambda order: again(order, self._now())))

    def drop(self, key: str, reason: str) -> None:
        """A person does not want it any more."""
        self._wish(lambda: self._each(key, lambda order: given_up(order, reason, self._now())))

    def replace(self, key: str, by: Order) -> None:
        """An order that ended without being carried out is made anew, in one go."""
        self._wish(lambda: self._replace(key, by))

    def hurry(self) -> None:
        """The platform is there: try now what waits for it."""
        self._held_until = None
        self._wake.set()

    def _wish(self, wish: Callable[[], list[Order]]) -> None:
        self._wishes.append(wish)
        self._wake.set()

    def _put(self, order: Order) -> list[Order]:
        if order.key in self._orders:
            return []
        if sum(not each.ended for each in self._orders.values()) >= MOST_OPEN:
            self._refuse(order, "full")
            return []
        return [caught_up(self._orders.values(), order)]

    def _each(self, key: str, change: Callable[[Order], Order]) -> list[Order]:
        order = self._orders.get(key)
        changed = change(order) if order is not None else None
        return [changed] if changed is not None and changed != order else []

    def _replace(self, key: str, by: Order) -> list[Order]:
        order = self._orders.get(key)
        unknown = order is not None and (order.state, order.code) == ("ask", "unknown")
        if order is None or not (unknown or order.state in ("refused", "conflict")):
            return []
        before = replace(order, state="given_up", code="replaced", ended_at=self._now())
        return [before, by]

    # -- the loop

    async def _open(self) -> None:
        while True:
            try:
                orders = await self._on_disk(self._shelf.open)
                break
            except (sqlite3.Error, OSError) as fault:
                log.error("the outbox cannot be opened: %s", fault)
                self._shut = True
                self._say_trouble(str(fault))
                wishes, self._wishes = self._wishes, []
                for order in (each for wish in wishes for each in wish()):
                    self._refuse(order, "not_kept")
                await asyncio.sleep(REOPEN_S)
        self._shut = False
        self._say_trouble("")
        self._orders = {order.key: recalled(order) for order in orders}
        self._tell(OutboxTold(tuple(self._orders.values())))

    async def _work(self, tasks: asyncio.TaskGroup) -> None:
        self._wake.clear()
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            await self._keep(wish())
        now = self._now()
        late = [(order, looked_at(order, now, self._late_s)) for order in self._orders.values()]
        await self._keep([after for before, after in late if after is not before])
        await self._forget()
        held_s = self._held_s(now)
        if not held_s:
            free = AT_ONCE - len(self._sending)
            for order in sendable(self._orders.values(), now)[:free]:
                await self._begin(order, tasks)
        await self._rest(held_s)

    async def _rest(self, held_s: float) -> None:
        look_s = next_look_s(self._orders.values(), self._now(), self._late_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(look_s, held_s) if held_s else look_s):
                await self._wake.wait()

    def _held_s(self, now: datetime) -> float:
        if self._held_until is None:
            return 0.0
        left_s = (self._held_until - now).total_seconds()
        return min(max(left_s, 0.0), 60.0)

    async def _begin(self, order: Order, tasks: asyncio.TaskGroup) -> None:
        if await self._keep([begun(order)]):
            task = tasks.create_task(self._send(self._orders[order.key]), name="order")
            self._sending[order.key] = task

    async def _forget(self) -> None:
        gone = tuple(order.key for order in surplus(list(self._orders.values()), MOST_ENDED))
        if gone and await self._write(self._shelf.drop, gone):
            for key in gone:
                del self._orders[key]
            self._tell(OutboxTold(gone=gone))

    # -- one order

    async def _send(self, order: Order) -> None:
        try:
            after, case = await self._try(order)
            changed = [after, *follow(self._orders.values(), after)] if after.ended else [after]
            if case is not None:
                self._tell_case(case)  # before the order's end: who hears of that looks for it
            await self._keep(changed)
        finally:
            del self._sending[order.key]
            self._wake.set()

    async def _try(self, order: Order) -> tuple[Order, Case | None]:
        """The order as one try leaves it."""
        try:
            request = request_of(order)
        except ValueError as fault:
            return answered(order, Reply(404, "no_case", str(fault)), 0.0, self._now()), None
        try:
            stopped = await self._look_first(order)
        except PlatformError as trouble:
            return self._settle(order, Reply(None, trouble.code, arrived=False)), None
        if stopped is not None:
            return stopped
        try:
            answer = await self._exchange.ask("POST", request.path, request.body, request.headers)
        except PlatformError as trouble:
            arrived = trouble.code not in _NOT_SENT
            return self._settle(order, Reply(None, trouble.code, arrived=arrived)), None
        reply, case = read_reply(order, answer.status, answer.body, answer.retry_after_s)
        if answer.status == 412 and case is None:
            reply, case = await self._conflict(order, reply)
        if self._poor and case is not None and 0 < order.rev < case.rev - 1:
            reply = replace(reply, code="mixed")  # somebody else was at it at the same time
        return self._settle(order, reply), case

    def _settle(self, order: Order, reply: Reply) -> Order:
        if reply.status is not None and reply.status not in _NOBODY and reply.status < 500:
            self._back_off.succeeded()
            wait_s = 1.0
        else:
            wait_s = self._back_off.failed(self._dice())
        after = answered(order, reply, wait_s, self._now())
        patience_s = PATIENCE_S.get(after.code, 0.0)
        if after.state == "waiting" and reply.status in _NOBODY:
            hold_s = max(wait_s, reply.retry_after_s, patience_s)
            self._held_until = _later(self._now(), hold_s)
            after = replace(after, due_at=None)
        return after

    async def _look_first(self, order: Order) -> tuple[Order, Case | None] | None:
        """Before a platform that may not know If-Match: the case as it is, and whether it is still
        the one that was seen. None: go on."""
        if order.type == INTAKE and self._poor and order.doubt:
            return unsure(order, "unknown"), None
        if self._poor is False or order.type == INTAKE:
            return None
        looked = await self._exchange.ask("GET", case_path(order.case_id))
        if looked.status != 200:
            return None  # the order itself will be told why
        if self._poor is None and not looked.etag:
            log.warning("the platform knows no ETag: revisions are compared before each order")
            self._tell(OutboxTold(poor=True))
        self._poor = not looked.etag
        case = read_case(looked.body) if self._poor else None
        if case is None or case.rev == order.rev:
            return None
        if order.doubt:
            # it may be this order that changed it, and the key may mean nothing there
            return unsure(order, "unknown", differences(order.seen, case)), case
        reply = Reply(412, "no_match", told=differences(order.seen, case))
        return answered(order, reply, 0.0, self._now()), case

    async def _conflict(self, order: Order, reply: Reply) -> tuple[Reply, Case | None]:
        """Who changed it, of a platform that does not say so by itself."""
        try:
            looked: Answered = await self._exchange.ask("GET", case_path(order.case_id))
        except PlatformError:
            return reply, None
        case = read_case(looked.body) if looked.status == 200 else None
        if case is None:
            return reply, None
        return replace(reply, told=differences(order.seen, case)), case

    # -- the disk

    async def _keep(self, orders: Sequence[Order]) -> bool:
        """On the disk first, then told. What the disk does not take is refused where it is new;
        what is known goes on, for its key makes it harmless to ask again."""
        if not orders:
            return True
        new = [order.key for order in orders if order.key not in self._orders]
        self._orders.update({order.key: order for order in orders})
        kept = await self._write(self._shelf.put, *orders)
        if not kept:
            for key in new:
                self._refuse(self._orders.pop(key), "not_kept")
            orders = [order for order in orders if order.key not in new]
        self._tell(OutboxTold(tuple(orders)))
        return kept

    async def _write(self, write: Callable[..., None], *what: object) -> bool:
        try:
            await self._on_disk(write, *what)
        except sqlite3.Error as fault:
            log.error("the outbox cannot be written: %s", fault)
            self._say_trouble(str(fault))
            return False
        self._say_trouble("")
        return True

    async def _on_disk(self, work: Callable[..., T], *what: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._disk, work, *what)

    def _say_trouble(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._tell(OutboxTold(trouble=trouble))

    def _refuse(self, order: Order, code: str) -> None:
        refused = replace(order, state="refused", code=code, ended_at=self._now())
        self._tell(OutboxTold((refused,)))


def _later(now: datetime, seconds: float) -> datetime:
    return datetime.fromtimestamp(now.timestamp() + seconds, UTC)
