"""The platform as the console follows it: a snapshot, then the change stream.

Runs in the io thread. What arrives is told in batches through one callback, in order, and nothing
is left out. A cursor is taken over only after the events up to it were told, so a broken line never
costs an event; what is told twice does no harm to the book.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from console.cases.book import MOST_CASES
from console.cases.case import (
    Case,
    CaseChanged,
    CaseEvent,
    LinkState,
    Snapshot,
    Unreadable,
    WarningSnapshot,
    WorkerSnapshot,
)
from console.cases.exchange import Deadlines, EventStream, Exchange, PlatformError
from console.cases.fields import WireError
from console.cases.sse import SseError, SseEvent, SseParser
from console.cases.wire import (
    ABOUT,
    CASES,
    RESYNC,
    STREAM,
    WARNINGS,
    WORKERS,
    OpenedPage,
    Page,
    open_page,
    page_query,
    parse_about,
    parse_event,
    parse_warnings,
    parse_workers,
)
from media.backoff import BackOff
from media.secret import Secret

LADDER_S = (0.5, 1.0, 2.0, 5.0, 10.0)
SILENCE_S = 35.0  # two heartbeats of at most 15 s, and some
BATCH_S = 0.02  # so long events are gathered
BUSY, BUSY_S = 10, 0.06  # of so many, so long
LARGEST_BATCH = 1000
BEAT_S = 1.0  # a heartbeat is passed on at most so often
PAGE = 250  # cases; a page is parsed in one go, about 10 ms
MOST_PAGES = 2000
STEADY_S = 5.0  # a stream that lasted so long was a success
LONGEST_ASKED_S = 60.0  # of a server's retry:
# Asking again soon does not mend these, and may lock an account.
PATIENCE_S = {"unauthorized": 30.0, "forbidden": 30.0, "not_found": 15.0, "certificate": 15.0}
_CURSOR_REFUSED = frozenset({400, 404, 409, 410, 412, 416, 422})
_POOR = frozenset({"not_found", "failed", "protocol"})  # a platform without this part

T = TypeVar("T")

log = logging.getLogger(__name__)


class _Resync(Exception):  # noqa: N818  # the platform's word, not a failure
    """The cursor cannot be continued from: a snapshot is needed."""


class PlatformClient:
    """Follows one platform until its ``run`` is cancelled.

    ``tell`` is called in the io thread, with at least one event. ValueError when ``url`` or
    ``token`` cannot be used at all.
    """

    def __init__(
        self,
        url: str,
        token: Secret | None,
        tell: Callable[[list[CaseEvent]], None],
        *,
        deadlines: Deadlines | None = None,
        silence_s: float = SILENCE_S,
        page: int = PAGE,
        back_off: BackOff | None = None,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._exchange = Exchange(url, token, deadlines)
        self._tell = tell
        self._silence_s = silence_s
        self._page = page
        self._back_off = back_off or BackOff(LADDER_S)
        self._dice = dice
        self._cursor: str | None = None  # None: a snapshot comes first
        self._asked_s = 0.0  # the wait that the server's last retry: asked for
        self._link = LinkState("offline", detail="connecting", since=time.monotonic())
        self._hurried = asyncio.Event()

    @property
    def id(self) -> str:
        """As a case source: that of site.toml has no name."""
        return ""

    async def run(self) -> None:
        """Snapshot and stream, again and again, until cancelled."""
        self._tell([self._link])
        async with self._exchange as exchange:
            while True:
                try:
                    await self._follow(exchange)
                except _Resync as fault:
                    self._cursor = None
                    wait_s = self._back_off.failed(self._dice())
                    trouble = PlatformError("resync", str(fault))
                    wait_s = wait_s if self._back_off.failures > 1 else 0.0
                except PlatformError as fault:
                    trouble, wait_s = fault, self._wait_s(fault)
                await self._pause(trouble, wait_s)

    def hurry(self) -> None:
        """Try now instead of when the wait is over."""
        self._hurried.set()

    # -- one connection

    async def _follow(self, exchange: Exchange) -> None:
        if self._cursor is None:
            await self._read_all(exchange)
        assert self._cursor is not None
        try:
            async with exchange.stream(STREAM, self._cursor) as stream:
                await self._listen(stream)
        except PlatformError as fault:
            # a proxy that keeps the stream to itself: what it holds back, a snapshot tells
            if fault.status in _CURSOR_REFUSED or fault.code == "timeout":
                self._cursor = None
            raise

    async def _listen(self, stream: EventStream) -> None:
        began = time.monotonic()
        parser = SseParser()
        self._say("live", heard_at=began)
        try:
            await self._hear(stream, parser)
        except SseError as fault:
            raise PlatformError("protocol", f"{STREAM}: {fault}") from fault
        finally:
            if parser.retry_s is not None:
                self._asked_s = min(parser.retry_s, LONGEST_ASKED_S)
            if time.monotonic() - began >= STEADY_S:
                self._back_off.succeeded()

    async def _hear(self, stream: EventStream, parser: SseParser) -> None:
        """Read until the stream ends. Raises PlatformError, SseError, _Resync."""
        batch = _Batch()
        heard_at = told_at = time.monotonic()
        while True:
            until = told_at + batch.gather_s() if batch else heard_at + self._silence_s
            part = None
            try:
                part = await stream.read(until - time.monotonic())
                now = time.monotonic()
                for event in parser.feed(part or b""):
                    batch.add(event, now)
            except (PlatformError, SseError, _Resync):
                self._hand_over(batch)
                raise
            if part is not None:
                heard_at = now
                self._link = replace(self._link, heard_at=now)
            elif now - heard_at >= self._silence_s:
                self._hand_over(batch)
                self._cursor = None  # what was missed in the silence, a snapshot tells
                raise PlatformError("silent", f"{STREAM}: nothing for {self._silence_s:g} s")
            if batch.ready(now, told_at):
                self._hand_over(batch)
                batch, told_at = _Batch(), now
            elif not batch and now - told_at >= BEAT_S and part is not None:
                self._tell([self._link])  # a heartbeat: still there
                told_at = now

    def _hand_over(self, batch: _Batch) -> None:
        """Tell the batch, then take its cursor over: never the other way round."""
        if not batch:
            return
        cursor = batch.cursor or self._cursor or ""
        lag_s = self._lag_s(batch.events)
        if lag_s is None:
            lag_s = self._link.lag_s
        self._link = replace(self._link, cursor=cursor, lag_s=lag_s)
        self._tell([*batch.events, self._link])
        self._cursor = cursor

    # -- the snapshot

    async def _read_all(self, exchange: Exchange) -> None:
        """Everything as it is now, told as snapshots; then the cursor is that of the cases."""
        await self._read_about(exchange)
        snapshot = await self._walk(exchange)
        self._tell([snapshot, replace(self._link, cursor=snapshot.cursor)])
        self._link = replace(self._link, cursor=snapshot.cursor)
        self._cursor = snapshot.cursor
        # after the cases: a change between their moment and this one is in the stream again
        workers = await self._side(exchange, WORKERS, parse_workers)
        if workers is not None:
            self._tell([WorkerSnapshot(workers[0]), *workers[1]])
        warnings = await self._side(exchange, WARNINGS, parse_warnings)
        if warnings is not None:
            self._tell([WarningSnapshot(warnings[0]), *warnings[1]])

    async def _read_about(self, exchange: Exchange) -> None:
        try:
            about = parse_about(await exchange.read(ABOUT))
        except WireError as fault:
            log.warning("the platform's %s cannot be read: %s", ABOUT, fault)
            return
        except PlatformError as fault:
            if fault.code not in _POOR:
                raise
            log.warning("the platform does not say what it is: %s", fault)
            return
        skew_s = None
        if about.time is not None:
            skew_s = (about.time - datetime.now(UTC)).total_seconds()
        self._link = replace(self._link, skew_s=skew_s)
        self._tell([about])

    async def _walk(self, exchange: Exchange) -> Snapshot:
        """All pages of the open cases: while one is read the next is on its way. A long walk tells
        each page as it comes."""
        cases: list[Case] = []
        unreadable: list[Unreadable] = []
        pages: list[str] = []
        cursor = ""
        loop = asyncio.get_running_loop()
        coming = loop.create_task(self._page_of(exchange, None), name="page")
        try:
            while True:
                opened = await coming
                cursor = cursor or opened.cursor  # the oldest point: what is repeated does no harm
                if opened.next is not None:
                    if opened.next in pages or len(pages) >= MOST_PAGES:
                        raise PlatformError("protocol", f"{CASES}: its pages do not end")
                    pages.append(opened.next)
                    coming = loop.create_task(self._page_of(exchange, opened.next), name="page")
                    await asyncio.sleep(0)  # so that it is asked for before this one is read
                page = opened.read()
                cases += page.cases
                unreadable += page.unreadable
                self._tell_page(page, len(cases) + len(unreadable), bool(pages))
                if opened.next is None:
                    ids = frozenset(each.id for each in unreadable)
                    return Snapshot(tuple(cases), cursor, ids)
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)

    def _tell_page(self, page: Page, total: int, long: bool) -> None:
        if total > MOST_CASES:
            raise PlatformError("protocol", f"{CASES}: more than {MOST_CASES} cases are open")
        if page.unreadable:
            self._tell(list(page.unreadable))
        if page.cases and long:
            self._tell([CaseChanged(case) for case in page.cases])

    async def _page_of(self, exchange: Exchange, page: str | None) -> OpenedPage:
        body = await exchange.read(CASES, page_query(self._page, page))
        try:
            return open_page(body)
        except WireError as fault:
            raise PlatformError("protocol", f"{CASES}: {fault}") from fault

    async def _side(self, exchange: Exchange, path: str, parse: Callable[[bytes], T]) -> T | None:
        """A part without which the cases are still worth following."""
        try:
            return parse(await exchange.read(path))
        except (PlatformError, WireError) as fault:
            log.warning("the platform's %s cannot be read: %s", path, fault)
            return None

    # -- in between

    def _wait_s(self, fault: PlatformError) -> float:
        wait_s = self._back_off.failed(self._dice())
        asked_s = self._asked_s * (1 + self._back_off.jitter * self._dice())
        return max(wait_s, asked_s, fault.retry_after_s, PATIENCE_S.get(fault.code, 0.0))

    async def _pause(self, trouble: PlatformError, wait_s: float) -> None:
        # a stream that was open has ended: stale; one that could not be opened: offline
        state = "stale" if self._link.state == "live" else "offline"
        if wait_s == 0.0:
            self._say("stale", trouble)
            return
        log.info("the platform: %s; again in %.1f s", trouble, wait_s)
        self._say(state, trouble, retry_at=time.monotonic() + wait_s)
        self._hurried.clear()
        try:
            async with asyncio.timeout(wait_s):
                await self._hurried.wait()
        except TimeoutError:
            pass

    def _say(
        self,
        state: str,
        trouble: PlatformError | None = None,
        *,
        retry_at: float | None = None,
        heard_at: float | None = None,
    ) -> None:
        since = self._link.since if state == self._link.state else time.monotonic()
        self._link = replace(
            self._link,
            state=state,
            since=since,
            detail=trouble.code if trouble else "",
            explain=trouble.explain if trouble else "",
            retry_at=retry_at,
            heard_at=heard_at if heard_at is not None else self._link.heard_at,
        )
        self._tell([self._link])

    def _lag_s(self, events: list[CaseEvent]) -> float | None:
        """How late the newest case of a batch is, by the platform's own clock."""
        for event in reversed(events):
            if isinstance(event, CaseChanged) and event.case.updated_at is not None:
                age_s = (datetime.now(UTC) - event.case.updated_at).total_seconds()
                return max(0.0, age_s + (self._link.skew_s or 0.0))
        return None


class _Batch:
    """Events that were read and not told, and the cursor after the last of them."""

    def __init__(self) -> None:
        self.events: list[CaseEvent] = []
        self.cursor = ""

    def __bool__(self) -> bool:
        return bool(self.events or self.cursor)

    def ready(self, now: float, told_at: float) -> bool:
        due = now - told_at >= self.gather_s() or len(self.events) >= LARGEST_BATCH
        return bool(self) and due

    def gather_s(self) -> float:
        """A burst is handed over in few pieces; a lone event soon."""
        return BATCH_S if len(self.events) < BUSY else BUSY_S

    def add(self, event: SseEvent, arrived: float) -> None:
        told = parse_event(event.kind, event.data, arrived)
        if told == RESYNC:
            raise _Resync("the cursor is too old")
        if told is not None:
            self.events.append(told)
        self.cursor = event.id or self.cursor
