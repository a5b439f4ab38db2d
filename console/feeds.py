"""Feeds: the pictures that tiles fetch, by source. Lives in the Qt thread.

Each shown source has one channel on the board of the process that reads it, however many tiles show
it; the channel's size is the largest that any of them wishes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from console.ui.feed import Figures
from media.board import FrameBoard, Mark, Picture
from media.cameras.play_clock import MOST_REPLAYS, PlayClock
from media.parent import Message
from media.source import (
    Connecting,
    Live,
    Lost,
    Off,
    Replaying,
    Source,
    SourceKind,
    SourceState,
    Stale,
    Trouble,
    judge,
    stale_after_s,
)

NOT_TOLD = Figures()
TOLD_EACH_S = 1.5  # figures come each second, of sockets that are read four times a second
PROCESS_GONE = Lost(Trouble.PROCESS_GONE)


class Writer(Protocol):
    """Who writes a source's pictures: a camera worker or the hub."""

    @property
    def name(self) -> str: ...

    @property
    def board(self) -> FrameBoard: ...

    def show(self, order: Message) -> None: ...

    def hide(self, channel: int) -> None: ...

    def once(self, order: Message) -> None:
        """An order that a restarted writer is not told again."""


@dataclass
class _Showing:
    """One source on one channel, and the wishes of the tiles that look at it."""

    source: Source
    writer: Writer
    channel: int
    epoch: int
    handles: set[int] = field(default_factory=set)
    wishes: dict[int, tuple[int, int]] = field(default_factory=dict)
    ordered: tuple[int, int] = (0, 0)
    clock: PlayClock | None = None  # of a replay
    skip_gaps: bool = False


class Feeds:
    """Opens feeds, and knows what was last said of every source.

    ``writer_of`` names who serves a source (None: nobody, such as the map); ``order`` runs a
    function in the io thread.
    """

    def __init__(
        self,
        writer_of: Callable[[Source], Writer | None],
        order: Callable[..., None],
        rate: int = 25,
    ) -> None:
        self._writer_of = writer_of
        self._order = order
        self._rate = rate
        self._showing: dict[Source, _Showing] = {}
        self._busy: dict[int, set[int]] = {}  # id of a writer -> its channels in use
        self._epoch = 0
        self._handle = 0
        self._states: dict[Source, SourceState] = {}
        self._figures: dict[Source, Figures] = {}
        self._newest_at: dict[Source, float] = {}  # when their readers got the newest picture
        self._findings: Mapping[str, tuple[str, ...]] = {}

    def open(self, source: Source) -> SourceFeed | None:
        """A feed for one tile; None when nobody serves such a source or all channels are busy."""
        showing = self._showing.get(source) or self._begin(source)
        if showing is None:
            return None
        self._handle += 1
        showing.handles.add(self._handle)
        return SourceFeed(self, showing, self._handle)

    def tell_state(self, source: Source, state: SourceState) -> None:
        self._states[source] = state
        self._newest_at.pop(source, None)  # of the connection before

    def tell_gone(self, writer: str) -> list[Source]:
        """The process of this name ended: what it read, shown or not, comes from nobody until it is
        back. Those whose state is another by that."""
        told = {source for source, state in self._states.items() if not isinstance(state, Off)}
        gone = [source for source in {*told, *self._showing} if self._is_of(source, writer)]
        return self._all_become(PROCESS_GONE, gone)

    def tell_back(self, writer: str) -> list[Source]:
        """It is there again, and speaks of what it reads from now on: nobody reads the rest. Those
        whose state is another by that."""
        gone = [source for source, state in self._states.items() if state == PROCESS_GONE]
        return self._all_become(Off(), [each for each in gone if self._is_of(each, writer)])

    def tell_figures(self, source: Source, figures: Figures) -> None:
        self._figures[source] = figures
        if figures.newest_at is not None:
            self._newest_at[source] = figures.newest_at

    def tell_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        """What is wrong with the pictures of cameras, as codes by id."""
        self._findings = findings

    def tell_replay(
        self, writer: str, channel: int, since: float, state: Replaying
    ) -> Source | None:
        """What a worker says of a replay; the source, None when it is shown no more or has another
        clock by now than the one that began ``since``."""
        for source, showing in self._showing.items():
            mine = (showing.writer.name, showing.channel) == (writer, channel)
            if mine and showing.clock is not None and showing.clock.since == since:
                self._states[source] = state
                return source
        return None

    # -- replays

    def clock(self, source: Source) -> PlayClock | None:
        """The clock of a replay that is shown."""
        showing = self._showing.get(source)
        return showing.clock if showing is not None else None

    def set_clock(self, source: Source, clock: PlayClock, skip_gaps: bool | None = None) -> None:
        """Seek, pause or change the pace of a replay that is shown."""
        showing = self._showing.get(source)
        if showing is None or showing.clock is None:
            return
        showing.clock = clock
        showing.skip_gaps = showing.skip_gaps if skip_gaps is None else skip_gaps
        if 0 not in showing.ordered:
            self._order_show(showing)

    def in_step(self, source: Source) -> list[Source]:
        """The replays whose clock is the same."""
        clock = self.clock(source)
        return [each for each, showing in self._showing.items() if showing.clock == clock]

    def step(self, source: Source, pictures: int) -> None:
        """One picture on or back in a replay that is paused."""
        if (showing := self._showing.get(source)) is not None:
            order = {"do": "step", "channel": showing.channel, "pictures": pictures}
            self._order(showing.writer.once, order)

    def reported(self, source: Source) -> SourceState:
        return self._states.get(source, Off())

    def seen(self, source: Source, now: float) -> SourceState:
        """The state of a source as a tile shows it; where none does as last told, unless its reader
        has told of nothing new for too long."""
        showing = self._showing.get(source)
        if showing is None:
            return self._unshown(source, now)
        picture = showing.writer.board.picture(showing.channel, showing.epoch)
        reported = self.reported(source)
        if showing.clock is not None:
            return _replayed(reported, showing.clock, now)
        if isinstance(reported, Off):
            reported = Connecting()  # asked for, and not yet spoken of
        limit_s = stale_after_s(self.figures(source).interval_s)
        return judge(reported, _newest_at(picture), now, limit_s)

    def figures(self, source: Source) -> Figures:
        figures = self._figures.get(source, NOT_TOLD)
        if source.kind is SourceKind.CAMERA and (found := self._findings.get(source.name)):
            return replace(figures, findings=found)
        return figures

    def _unshown(self, source: Source, now: float) -> SourceState:
        reported, newest_at = self.reported(source), self._newest_at.get(source)
        if newest_at is None or not isinstance(reported, Live):
            return reported
        limit_s = stale_after_s(self._figures[source].interval_s) + TOLD_EACH_S
        seen = judge(reported, newest_at, now, limit_s)
        return seen if isinstance(seen, Stale) else reported  # the same as long as it is well

    def _is_of(self, source: Source, writer: str) -> bool:
        showing = self._showing.get(source)
        served = showing.writer if showing is not None else self._writer_of(source)
        return served is not None and served.name == writer

    def _all_become(self, state: SourceState, sources: list[Source]) -> list[Source]:
        changed = [source for source in sources if self.reported(source) != state]
        self._states.update(dict.fromkeys(changed, state))
        return changed

    def _begin(self, source: Source) -> _Showing | None:
        writer = self._writer_of(source)
        if writer is None:
            return None
        try:
            clock = _clock_of(source)
        except ValueError:
            return None
        if clock is not None and self._replays(writer) >= MOST_REPLAYS:
            return None
        busy = self._busy.setdefault(id(writer), set())
        channel = next((n for n in range(writer.board.channels) if n not in busy), None)
        if channel is None:
            return None
        busy.add(channel)
        self._epoch += 1
        showing = _Showing(source, writer, channel, self._epoch, clock=clock)
        self._showing[source] = showing
        return showing

    def _replays(self, writer: Writer) -> int:
        shown = self._showing.values()
        return sum(each.writer is writer and each.clock is not None for each in shown)

    def wish(self, showing: _Showing, handle: int, width: int, height: int) -> None:
        showing.wishes[handle] = (width, height)
        self._arrange(showing)

    def leave(self, showing: _Showing, handle: int) -> None:
        showing.handles.discard(handle)
        showing.wishes.pop(handle, None)
        if showing.handles:
            self._arrange(showing)
        elif self._showing.pop(showing.source, None) is showing:
            if showing.clock is not None:
                self._states.pop(showing.source, None)  # there are as many as there are moments
            self._busy[id(showing.writer)].discard(showing.channel)
            self._order(showing.writer.hide, showing.channel)

    def _arrange(self, showing: _Showing) -> None:
        sizes = showing.wishes.values()
        largest = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
        if largest == showing.ordered or 0 in largest:
            return
        showing.ordered = largest
        self._order_show(showing)

    def _order_show(self, showing: _Showing) -> None:
        kind, clock = showing.source.kind, showing.clock
        order: Message = {
            "do": "show" if clock is None else "replay", "source": str(showing.source),
            "channel": showing.channel, "epoch": showing.epoch,
            "width": showing.ordered[0], "height": showing.ordered[1], "rate": self._rate,
        }  # fmt: skip
        if kind in (SourceKind.CAMERA, SourceKind.REPLAY):
            order["camera"] = showing.source.name
        if clock is not None:
            order["clock"] = {"at": clock.at, "since": clock.since, "rate": clock.rate}
            order["skip_gaps"] = showing.skip_gaps
        self._order(showing.writer.show, order)


def _clock_of(source: Source) -> PlayClock | None:
    """The clock a replay begins with, None for what is not one. ValueError: no time."""
    if source.kind is not SourceKind.REPLAY:
        return None
    return PlayClock(source.starts_at(), time.monotonic())


def _newest_at(picture: Picture | None) -> float | None:
    """From when a source has had nothing newer. A preview is as old as its key picture, and says
    so: the source is judged by how long it then leaves the tile with it."""
    if picture is None:
        return None
    return picture.decoded_at if picture.marks & Mark.PREVIEW else picture.received_at


def _replayed(reported: SourceState, clock: PlayClock, now: float) -> SourceState:
    """A replay is judged by what its worker says, never by the age of its picture."""
    match reported:
        case Replaying(word="paused"):
            return replace(reported, rate=0.0)
        case Replaying():
            return replace(reported, at=clock.now(now), rate=clock.rate)
        case Lost():
            return reported
        case _:
            return Connecting()


class SourceFeed:
    """One source on its way to one tile: the ``Feed`` of ``console.ui.feed``."""

    def __init__(self, feeds: Feeds, showing: _Showing, handle: int) -> None:
        self._feeds = feeds
        self._showing = showing
        self._handle = handle
        self._open = True

    @property
    def source(self) -> Source:
        return self._showing.source

    def turn(self) -> int:
        return self._showing.writer.board.turn(self._showing.channel) if self._open else 0

    def place(self) -> tuple[FrameBoard, int] | None:
        return (self._showing.writer.board, self._showing.channel) if self._open else None

    def picture(self) -> Picture | None:
        if not self._open:
            return None
        return self._showing.writer.board.picture(self._showing.channel, self._showing.epoch)

    def state(self, now: float) -> SourceState:
        return self._feeds.seen(self.source, now) if self._open else Off()

    def figures(self) -> Figures:
        return self._feeds.figures(self.source)

    def wish(self, width: int, height: int) -> None:
        if self._open:
            self._feeds.wish(self._showing, self._handle, width, height)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._feeds.leave(self._showing, self._handle)
