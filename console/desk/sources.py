"""The sources of this room: who writes their pictures, what is told of them, their names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.decoding import Decodings
from console.desk.reports import figures_in, replay_in, state_in, state_word
from console.desk.town_map import TownMap
from console.feeds import Feeds, Writer
from console.site.records import Site
from console.ui.feed import Feed
from media.source import Source, SourceKind, SourceState

log = logging.getLogger(__name__)


class Sources(QObject):
    """Opens feeds and hears what workers and hub say of them. Lives in the Qt thread.

    ``state_told`` carries a source and the word of its state; ``conference_told`` the hub's events
    that are not about pictures.
    """

    state_told = Signal(str, str)
    replay_told = Signal(object, object)  # Source, Replaying
    conference_told = Signal(dict)

    def __init__(
        self,
        site: Site,
        cameras: Mapping[str, Writer],
        hub: Writer,
        order: Callable[..., None],
        town_map: TownMap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.feeds = Feeds(self._writer_of, order, site.wall.rate)
        self.decoding = Decodings()
        self._cameras, self._order = cameras, order
        self._hub = hub
        self._map = town_map
        self.drawn: dict[SourceKind, Callable[[], Feed]] = {}  # what others draw here
        self._names: dict[str, str] = {}
        self.set_names(site)

    def set_names(self, site: Site) -> None:
        """What this room has, and what it is called."""
        self._names = {f"camera:{c.id}": c.name for c in site.cameras}
        self._names |= {f"node:{n.id}": n.name for n in site.nodes}

    def open(self, source: Source) -> Feed | None:
        """A feed for one tile; None when nobody serves the source."""
        if source.kind is SourceKind.MAP:
            return self._map.open()
        if source.kind in self.drawn:
            return self.drawn[source.kind]()
        return self.feeds.open(source)

    def reconnect(self, camera: str) -> None:
        """Close a camera's connection once, and try again at once: it has changed, or waits."""
        if (worker := self._cameras.get(camera)) is not None:
            self._order(worker.once, {"do": "drop", "camera": camera})

    def knows(self, source: Source) -> bool:
        """Whether this room has such a source."""
        if source.kind in (SourceKind.PROGRAM, SourceKind.MAP, SourceKind.LEADERS):
            return True
        if source.kind is SourceKind.REPLAY:
            return f"camera:{source.name}" in self._names
        return str(source) in self._names

    def title(self, source: Source) -> str:
        """What a tile calls it, in the operator's language."""
        written = str(source)
        match source.kind:
            case SourceKind.NODE:
                return self.tr("{name} · conference").format(name=self._names.get(written, written))
            case SourceKind.PROGRAM:
                return self.tr("Conference program")
            case SourceKind.MAP:
                return self.tr("Map")
            case SourceKind.LEADERS:
                return self.tr("Leaders' view")
            case SourceKind.REPLAY:
                return self._names.get(f"camera:{source.name}", source.name)
            case _:
                return self._names.get(written, written)

    def writer_gone(self, writer: str) -> None:
        """The process of this name ended, and is started anew."""
        self._tell_changed(self.feeds.tell_gone(writer))

    @Slot(str, dict)
    def take_from_cameras(self, worker: str, event: dict[str, Any]) -> None:
        match event.get("event"):
            case "state":
                self._take_state(Source(SourceKind.CAMERA, event["camera"]), state_in(event))
            case "figures":
                for camera, told in event["cameras"].items():
                    figures = figures_in(told, self.decoding.device(worker))
                    self.feeds.tell_figures(Source(SourceKind.CAMERA, camera), figures)
            case "replay":
                state = replay_in(event)
                source = self.feeds.tell_replay(worker, event["channel"], event["since"], state)
                if source is not None:
                    self.replay_told.emit(source, state)
            case "decoding":
                self._take_decoding(worker, event)
            case "ready":
                self._tell_changed(self.feeds.tell_back(worker))
            case "fault":
                log.error("%s refused an order: %s", worker, event.get("text"))
            case _:
                pass

    @Slot(dict)
    def take_from_hub(self, event: dict[str, Any]) -> None:
        match event.get("event"):
            case "state":
                self._take_state(Source.parse(event["source"]), state_in(event))
            case "figures":
                for written, told in (event.get("sources") or {}).items():
                    self.feeds.tell_figures(Source.parse(written), figures_in(told))
            case "ready":
                self._tell_changed(self.feeds.tell_back(self._hub.name))
            case "fault":
                log.error("the hub refused an order: %s", event.get("text"))
            case _:
                self.conference_told.emit(event)

    def _take_decoding(self, worker: str, event: dict[str, Any]) -> None:
        """Where pictures are not decoded by what the site asks for, it is said why."""
        told = self.decoding.take(worker, event)
        if told.reason:
            level = logging.WARNING if told.is_fault else logging.INFO
            log.log(level, "%s decodes by %s: %s", worker, told.kind, told.reason)

    def _take_state(self, source: Source, state: SourceState) -> None:
        self.feeds.tell_state(source, state)
        self.state_told.emit(str(source), state_word(state))

    def _tell_changed(self, sources: Iterable[Source]) -> None:
        for source in sources:
            self.state_told.emit(str(source), state_word(self.feeds.reported(source)))

    def _writer_of(self, source: Source) -> Writer | None:
        match source.kind:
            case SourceKind.CAMERA | SourceKind.REPLAY:
                return self._cameras.get(source.name)
            case SourceKind.NODE | SourceKind.PROGRAM:
                return self._hub
            case _:
                return None
