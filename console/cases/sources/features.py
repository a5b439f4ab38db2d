"""OGC API - Features by polling: GeoJSON items of one collection, page by page.

Runs in the io thread. The standard has no deletions and no revisions, and many servers no ETag
either: what changed and what is gone is found by comparing with what was listed before.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from console.cases.book import MOST_CASES
from console.cases.case import About, Case, CaseEvent, Category, Named
from console.cases.exchange import Answer, Exchange, PlatformError
from console.cases.fields import WireError, load_json
from console.cases.sources.listing import Listing
from console.cases.sources.mapping import FIELDS, From, Mapped, is_told
from console.cases.sources.polling import Polled, read_in_turns
from console.cases.sources.settings import SourceSettings

ITEMS = "items"
MOST_PAGES = 2000
OVERLAP = timedelta(seconds=5)
NO_ETAG = "the answers carry no ETag: everything is read and compared at each poll"
# what is left out or has another place than its name among the properties
USUAL = {
    **{name: ("properties", name) for name in FIELDS if name not in ("rev", "accuracy_m")},
    "id": ("id",), "point": ("geometry",), "accuracy_m": ("properties", "accuracy_m"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    features: list[object]
    following: str | None  # the address of the next page, as it came
    matched: int | None  # how many features there are in all, where it is told


def mapped_of(settings: SourceSettings) -> Mapped:
    """Properties by our names, and over them what the site says."""
    mapped = settings.mapped
    return replace(mapped, fields={**USUAL, **mapped.fields})


class FeaturesReader:
    """One collection: ``URL/items``, where ``URL`` ends in ``/collections/NAME``."""

    def __init__(self, settings: SourceSettings) -> None:
        self._settings = settings
        self._mapped = mapped_of(settings)
        self._origin = From(settings.id, settings.fence, settings.simulated)
        self._listing = Listing(settings.id, has_revs=is_told(self._mapped, "rev"))
        self._full_at: float | None = None  # monotonic: when all was read
        self._newest: datetime | None = None  # of all update times seen
        self._etag = ""  # of a listing that came in one page
        self._note = ""

    async def poll(self, exchange: Exchange, now: float) -> Polled:
        by_time = self._settings.changes_by == "datetime" and self._newest is not None
        due = self._full_at is None or now - self._full_at >= self._settings.full_s
        if by_time and not due:
            return await self._changed(exchange)
        return await self._all(exchange, now)

    async def _all(self, exchange: Exchange, now: float) -> Polled:
        headers = {"If-None-Match": self._etag} if self._etag else {}
        answer = await self._ask(exchange, self._first(), headers)
        if answer.status == 304:
            self._full_at = now
            return Polled(cursor=self._cursor(), note=self._note)
        etag = answer.headers.get("etag", "")
        self._note = "" if etag else NO_ETAG
        features, pages = await self._walk(exchange, answer)
        cases, unreadable = await read_in_turns(features, self._mapped, self._origin)
        ids = frozenset(each.id for each in unreadable)
        snapshot = self._listing.snapshot(cases, _now_ms(), unreadable=ids, pages=pages)
        self._see(cases)
        told: list[CaseEvent] = [] if self._full_at is not None else [self._about()]
        # only now: a poll that failed half-way has to read all again
        self._etag, self._full_at = etag if pages == 1 else "", now
        return Polled((*told, *unreadable, snapshot), self._cursor(), self._note)

    async def _changed(self, exchange: Exchange) -> Polled:
        assert self._newest is not None
        query = {**self._first(), "datetime": f"{_stamp(self._newest - OVERLAP)}/.."}
        features, _ = await self._walk(exchange, await self._ask(exchange, query, {}))
        cases, unreadable = await read_in_turns(features, self._mapped, self._origin)
        changed = self._listing.changes(cases, _now_ms(), time.monotonic())
        self._see(cases)
        return Polled((*changed, *unreadable), self._cursor(), self._note)

    def _first(self) -> dict[str, str]:
        query = {"f": "json", "limit": str(self._settings.page)}
        if self._settings.bbox is not None:
            query["bbox"] = ",".join(f"{edge:.7f}" for edge in self._settings.bbox)
        return query

    async def _ask(
        self, exchange: Exchange, query: dict[str, str], headers: dict[str, str]
    ) -> Answer:
        accept = {"Accept": "application/geo+json, application/json"}
        return await exchange.get(ITEMS, query, {**accept, **headers})

    async def _walk(self, exchange: Exchange, answer: Answer) -> tuple[list[object], int]:
        """The features of all pages, and how many pages they came in."""
        found: list[object] = []
        seen: set[str] = set()
        while True:
            page = parse_page(answer.body)
            found += page.features
            if len(found) > MOST_CASES:
                raise PlatformError("protocol", f"{ITEMS}: more than {MOST_CASES} features")
            # some servers name a next page after the last one
            whole = page.matched is not None and len(found) >= page.matched
            if page.following is None or whole or not page.features:
                return found, len(seen) + 1
            if page.following in seen or len(seen) >= MOST_PAGES:
                raise PlatformError("protocol", f"{ITEMS}: its pages do not end")
            seen.add(page.following)
            answer = await self._follow(exchange, page.following)

    async def _follow(self, exchange: Exchange, address: str) -> Answer:
        """The next page. An address of another host is that of a server behind a proxy which does
        not know its own name: its query is asked of the address that we know."""
        within = exchange.within(address)
        if within is not None and within[0]:
            path, query = within
            return await exchange.get(path, query, {"Accept": "application/geo+json"})
        query = dict(parse_qsl(urlsplit(address).query))
        return await self._ask(exchange, {"f": "json", **query}, {})

    def _about(self) -> About:
        name = self._settings.name or self._settings.id
        rows = self._mapped.categories.values()
        categories = tuple(
            Category(row.category or row.code, row.description, row.platform) for row in rows
        )
        return About(
            name, self._settings.simulated, (), sources=(Named(self._settings.id, name),),
            categories=categories, feed=self._settings.id,
        )  # fmt: skip

    def _see(self, cases: list[Case]) -> None:
        latest = datetime.now(UTC)  # a time in the future would hide what comes before it
        times = [case.updated_at for case in cases if case.updated_at and case.updated_at <= latest]
        self._newest = max([*times, *([self._newest] if self._newest else [])], default=None)

    def _cursor(self) -> str:
        return _stamp(self._newest) if self._newest else ""


def parse_page(body: bytes) -> _Page:
    """A FeatureCollection. WireError where it is none."""
    whole = load_json(body)
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise WireError("features", "a list is wanted")
    links, matched = whole.get("links"), whole.get("numberMatched")
    matched = matched if type(matched) is int else None
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "next":
            address = link.get("href")
            if not isinstance(address, str) or not 0 < len(address) <= 4096:
                raise WireError("links", "the next page has no address")
            return _Page(features, address, matched)
    return _Page(features, None, matched)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
