"""Feeds: the pictures that tiles fetch, by source. Lives in the Qt thread.

Each shown source has one channel on the board of the process that reads it, however many tiles show
it; the channel's size is the largest that any of them wishes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from console.ui.feed import Figures
from media.board import FrameBoard, Picture
from media.parent import Message
from media.source import (
    STALE_AFTER_S,
    Connecting,
    Lost,
    Off,
    Source,
    SourceState,
    Trouble,
    judge,
)

NOT_TOLD = Figures()


class Writer(Protocol):
    """Who writes a source's pictures: a camera worker or the hub."""

    @property
    def name(self) -> str: ...

    @property
    def board(self) -> FrameBoard: ...

    def show(self, order: Message) -> None: ...

    def hide(self, channel: int) -> None: ...


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

    def tell_gone(self, writer: str) -> None:
        """The process of this name ended: what it wrote comes from nobody until it is back."""
        for source, showing in self._showing.items():
            if showing.writer.name == writer:
                self._states[source] = Lost(Trouble.PROCESS_GONE)

    def tell_figures(self, source: Source, figures: Figures) -> None:
        self._figures[source] = figures

    def reported(self, source: Source) -> SourceState:
        return self._states.get(source, Off())

    def seen(self, source: Source, now: float) -> SourceState:
        """The state of a source as a tile shows it; as last told where none does."""
        showing = self._showing.get(source)
        if showing is None:
            return self.reported(source)
        picture = showing.writer.board.picture(showing.channel, showing.epoch)
        reported = self.reported(source)
        if isinstance(reported, Off):
            reported = Connecting()  # asked for, and not yet spoken of
        stale_after_s = max(STALE_AFTER_S, 2 * self.figures(source).interval_s)
        return judge(reported, picture.received_at if picture else None, now, stale_after_s)

    def figures(self, source: Source) -> Figures:
        return self._figures.get(source, NOT_TOLD)

    def _begin(self, source: Source) -> _Showing | None:
        writer = self._writer_of(source)
        if writer is None:
            return None
        busy = self._busy.setdefault(id(writer), set())
        channel = next((n for n in range(writer.board.channels) if n not in busy), None)
        if channel is None:
            return None
        busy.add(channel)
        self._epoch += 1
        showing = _Showing(source, writer, channel, self._epoch)
        self._showing[source] = showing
        return showing

    def wish(self, showing: _Showing, handle: int, width: int, height: int) -> None:
        showing.wishes[handle] = (width, height)
        self._arrange(showing)

    def leave(self, showing: _Showing, handle: int) -> None:
        showing.handles.discard(handle)
        showing.wishes.pop(handle, None)
        if showing.handles:
            self._arrange(showing)
        elif self._showing.pop(showing.source, None) is showing:
            self._busy[id(showing.writer)].discard(showing.channel)
            self._order(showing.writer.hide, showing.channel)

    def _arrange(self, showing: _Showing) -> None:
        sizes = showing.wishes.values()
        largest = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
        if largest == showing.ordered or 0 in largest:
            return
        showing.ordered = largest
        kind = showing.source.kind.value
        named = {"camera": showing.source.name} if kind == "camera" else {}
        self._order(
            showing.writer.show,
            {
                "do": "show", "source": str(showing.source), **named,
                "channel": showing.channel, "epoch": showing.epoch,
                "width": largest[0], "height": largest[1], "rate": self._rate,
            },
        )  # fmt: skip


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
