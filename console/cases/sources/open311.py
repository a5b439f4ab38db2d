"""Open311 GeoReport v2 by polling: what was changed since, and from time to time all that is open.

Runs in the io thread. The specification has neither paging nor ``updated_after`` for everybody;
a server that does not know them gives the whole list each time, which does no harm.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.cases.book import MOST_CASES
from console.cases.case import About, Case, CaseEvent, Named
from console.cases.exchange import Exchange, PlatformError
from console.cases.fields import LONGEST_ID
from console.cases.sources.listing import Listing
from console.cases.sources.mapping import From, Mapped, is_told
from console.cases.sources.open311_wire import (
    USUAL,
    USUAL_STATUS,
    Record,
    parse_requests,
    parse_services,
)
from console.cases.sources.polling import Polled, read_in_turns
from console.cases.sources.settings import SourceSettings

MOST_PAGES = 500
OVERLAP = timedelta(seconds=120)  # a clock that is behind ours, a change that was written late
_ACCEPT = {"json": "application/json", "xml": "application/xml, text/xml"}


def mapped_of(settings: SourceSettings) -> Mapped:
    """The standard's own names, and over them what the site says."""
    mapped = settings.mapped
    values = {"status": USUAL_STATUS, **mapped.values}
    return replace(mapped, fields={**USUAL, **mapped.fields}, values=values)


class Open311Reader:
    """One endpoint: ``URL/services.json`` and ``URL/requests.json``."""

    def __init__(self, settings: SourceSettings) -> None:
        self._settings = settings
        self._mapped = mapped_of(settings)
        self._origin = From(settings.id, settings.fence, settings.simulated)
        self._listing = Listing(settings.id, has_revs=is_told(self._mapped, "rev"))
        self._full_at: float | None = None  # monotonic: when all was read
        self._newest: datetime | None = None  # of all updated_datetime seen

    async def poll(self, exchange: Exchange, now: float) -> Polled:
        if self._full_at is None or now - self._full_at >= self._settings.full_s:
            return await self._all(exchange, now)
        return await self._changed(exchange)

    async def _all(self, exchange: Exchange, now: float) -> Polled:
        """What was changed first, so that a case that was closed is told so, not only gone."""
        events: list[CaseEvent] = [await self._about(exchange)]
        if self._full_at is not None:
            events += (await self._changed(exchange)).events
        records, pages = await self._walk(exchange, {"status": "open"})
        cases, unreadable = await read_in_turns(records, self._mapped, self._origin)
        events += unreadable
        ids = frozenset(each.id for each in unreadable)
        snapshot = self._listing.snapshot(cases, _now_ms(), unreadable=ids, pages=pages)
        self._full_at = now
        return Polled((*events, snapshot), self._cursor(cases))

    async def _changed(self, exchange: Exchange) -> Polled:
        since = self._newest or datetime.now(UTC)
        query = {"updated_after": _stamp(since - OVERLAP)}
        records, _ = await self._walk(exchange, query)
        cases, unreadable = await read_in_turns(records, self._mapped, self._origin)
        told = self._listing.changes(cases, _now_ms(), time.monotonic())
        return Polled((*told, *unreadable), self._cursor(cases))

    async def _about(self, exchange: Exchange) -> About:
        body = await self._ask(exchange, "services", {})
        categories = parse_services(body, self._settings.form, self._mapped)
        name = self._settings.name or self._settings.id
        return About(
            name, self._settings.simulated, (), sources=(Named(self._settings.id, name),),
            categories=categories, feed=self._settings.id,
        )  # fmt: skip

    async def _walk(self, exchange: Exchange, query: dict[str, str]) -> tuple[list[Record], int]:
        """The records of all pages, each once, and how many pages they came in."""
        found: dict[str, Record] = {}
        for page in range(1, MOST_PAGES + 1):
            asked = {**query, "page": str(page), "page_size": str(self._settings.page)}
            records = parse_requests(
                await self._ask(exchange, "requests", asked), self._settings.form
            )
            before = len(found)
            for number, record in enumerate(records):
                found.setdefault(_key(record, f"{page}.{number}"), record)
            if len(found) > MOST_CASES:
                raise PlatformError("protocol", f"requests: more than {MOST_CASES} are open")
            # a server that knows no pages gives the same list, or more than was asked for
            if len(records) != self._settings.page or len(found) == before:
                return list(found.values()), page
        raise PlatformError("protocol", "requests: its pages do not end")

    async def _ask(self, exchange: Exchange, what: str, query: dict[str, str]) -> bytes:
        form = self._settings.form
        if self._settings.jurisdiction:
            query = {"jurisdiction_id": self._settings.jurisdiction, **query}
        answer = await exchange.get(f"{what}.{form}", query, {"Accept": _ACCEPT[form]})
        return answer.body

    def _cursor(self, cases: Iterable[Case]) -> str:
        times = [case.updated_at for case in cases if case.updated_at is not None]
        latest = datetime.now(UTC)  # a time in the future would hide what comes before it
        for at in times:
            if at <= latest and (self._newest is None or at > self._newest):
                self._newest = at
        return _stamp(self._newest) if self._newest else ""


def _key(record: Record, otherwise: str) -> str:
    native = record.get("service_request_id")
    return str(native)[:LONGEST_ID] if native is not None else otherwise


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
