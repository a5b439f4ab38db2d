"""The platform API as a case source among others: its ids get the source's name in front.

Runs in the io thread. The platform of site.toml has no id, and its events pass as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from console.cases.case import (
    About,
    CaseChanged,
    CaseEvent,
    CaseGone,
    LinkState,
    Snapshot,
    SnapshotEnd,
    SnapshotPart,
    Unreadable,
    WarningChanged,
    WarningGone,
    WarningSnapshot,
    WorkerMoved,
    WorkerSnapshot,
)
from console.cases.client import PlatformClient
from console.cases.sources.mapping import case_id
from console.cases.sources.source import Tell
from media.secret import Secret


class PlatformSource:
    """Keywords are those of ``PlatformClient``. ValueError when url or token cannot be used."""

    def __init__(
        self, feed: str, url: str, token: Secret | None, tell: Tell, **client: Any
    ) -> None:
        self._feed = feed
        told = partial(_tell_as, feed, tell) if feed else tell
        self._client = PlatformClient(url, token, told, **client)

    @property
    def id(self) -> str:
        return self._feed

    async def run(self) -> None:
        await self._client.run()

    def hurry(self) -> None:
        self._client.hurry()


def _tell_as(feed: str, tell: Tell, events: list[CaseEvent]) -> None:
    tell([of_feed(feed, event) for event in events])


def of_feed(feed: str, event: CaseEvent) -> CaseEvent:
    """The event as that source's: no id of it can be one of another's."""
    own: Callable[[Any], Any] = partial(_own, feed)
    match event:
        case CaseChanged(case=case):
            return replace(event, case=own(case))
        case CaseGone() | WarningGone() | Unreadable():
            return own(event) if event.id else event
        case Snapshot():
            unread = frozenset(case_id(feed, each) for each in event.unreadable)
            cases = tuple(own(case) for case in event.cases)
            return replace(event, cases=cases, unreadable=unread, feed=feed)
        case SnapshotPart() | SnapshotEnd():
            raise TypeError("a source tells a snapshot whole")
        case WarningChanged(warning=warning):
            return replace(event, warning=own(warning))
        case WarningSnapshot():
            return replace(event, warnings=tuple(own(each) for each in event.warnings), feed=feed)
        case WorkerMoved(worker=worker):
            return replace(event, worker=own(worker))
        case WorkerSnapshot():
            return replace(event, workers=tuple(own(each) for each in event.workers), feed=feed)
        case About() | LinkState():
            return replace(event, feed=feed)


def _own(feed: str, thing: Any) -> Any:
    """A value with an id, and with a feed where it has one."""
    named: dict[str, str] = {"id": case_id(feed, thing.id)}
    if hasattr(thing, "feed"):
        named["feed"] = feed
    if getattr(thing, "worker", ""):
        named["worker"] = case_id(feed, thing.worker)
    return replace(thing, **named)
