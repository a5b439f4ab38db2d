"""The hub: carries out what the room orders, and tells the room what happens.

It decides nothing about who may speak or be seen (``room.py``), reads no JSON (``message.py``,
``orders.py``) and touches no packet (``flow.py``). Everything here runs in one asyncio loop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiortc import RTCIceServer

from media.board import FrameBoard
from media.hub import chairing, conduct_report, host_addresses, message, orders, reports
from media.hub import happening as h
from media.hub.chair_acts import ChairActs
from media.hub.chair_line import ChairWord
from media.hub.collector import collect
from media.hub.door import Line
from media.hub.entrance import Entrance
from media.hub.film_retention import keep_short
from media.hub.flow import Flow, Heard
from media.hub.hearing import happening, in_turn
from media.hub.links import WATCH, Links
from media.hub.message import Hello, Reason
from media.hub.offer import Reach
from media.hub.orders import Relink, SiteOrder
from media.hub.peer import Peer
from media.hub.picture_orders import PictureOrders
from media.hub.program_words import said
from media.hub.room import Room
from media.hub.site import Media, Site, measure_all
from media.hub.telling import Telling
from media.hub.token import TokenError
from media.hub.voice import Voice
from media.hub.whep import Whep, watcher
from media.hub.whip import Whip
from media.parent import Message, Parent
from media.sound import SoundBoard

REPAIR_EVERY_S = 0.04
SILENT_S = 4.5  # aiortc takes half a minute to notice
HANDSHAKES = 4  # at a time: 27 sites that come at once must not stall those who are there
log = logging.getLogger(__name__)


class Hub:
    """Made in the running loop; ``serve`` until the parent goes. Implements ``door.Visitors``."""

    def __init__(
        self, board: FrameBoard, sound: SoundBoard, state: Path, share: FrameBoard | None = None
    ) -> None:
        self._parent = Parent()
        self._room = Room(datetime.now(UTC).timestamp() - time.monotonic())
        self._deadline: asyncio.TimerHandle | None = None
        self._kept = state / "recordings"  # where the order ``site`` names no folder
        self._links = Links.kept_in(state)
        self._flow = Flow(board, sound, Heard(self._spoke, self._happened), share)
        self._whip = Whip(self, self._run)
        self._whep = Whep(
            self._known, self._flow.audience, self._watched, self._happened, self._run
        )
        routes = [*self._whip.routes(), *self._whep.routes()]
        self._entrance = Entrance(state, self._links, self, self._parent.tell, routes)
        self._sites: dict[str, Site] = {}
        self._order: SiteOrder | None = None
        self._media: Media | None = None
        self._tasks: asyncio.TaskGroup | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._any_peer = asyncio.Event()
        self._speaking: tuple[str, ...] = ()  # who does, the newest last
        self._telling = Telling(
            self._parent.tell, self._room, self._flow, self._sites, self._entrance
        )
        self._chair = ChairActs(
            self._room, self._flow.recorder, self._carry_out, self._happened,
            self._telling.may_chair,
        )  # fmt: skip
        pictures = PictureOrders(
            board, self._flow, self._room, self._sites, self._happen, self._happened, self._refuse
        )
        self._orders: dict[str, Callable[[Message], None]] = {
            "site": lambda order: self._settle(orders.site(order)),
            "conference": self._chair.of_console,
            "restore": self._restore,
            "link": lambda order: self._relink(orders.relink(order)),
            "mark": lambda order: self._flow.recorder.mark(orders.mark(order)),
            **pictures.by_name(),
        }

    async def serve(self) -> None:
        """Run until the parent says stop or is gone."""
        self._flow.start()
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._run(self._each_second(), "each-second", vital=True)
                self._run(self._repair(), "repair", vital=True)
                self._run(keep_short(self._limits), "film-retention")
                self._run(self._telling.lag.watch(), "loop-lag")
                self._run(collect(lambda: [s.peer for s in self._sites.values()]), "collector")
                await self._parent.serve(self._obey)
                await self._close()
        finally:
            self._flow.stop()

    # -- orders of the console

    def _obey(self, order: Message) -> None:
        carry_out = self._orders.get(order["do"])
        if carry_out is None:
            raise ValueError(f"do: {order['do']!r} is no order of a hub")
        try:
            carry_out(order)
        finally:
            if self._telling.held and order["do"] != "site":
                self._telling.held = False
                self._happened()

    def _restore(self, order: Message) -> None:
        self._telling.held = True  # until it records again too
        self._happen(orders.restore(order["conference"]))
        for act in orders.recorded(order["conference"]):
            self._chair.record(act)

    def _settle(self, order: SiteOrder) -> None:
        """Take over the site's list; the first time, open the door."""
        self._flow.recorder.folder = Path(order.recordings) if order.recordings else self._kept
        first, self._order = self._order is None, order
        self._telling.held = self._telling.held or (first and order.restores)
        for seat in order.seats:
            if seat.id not in self._sites:
                self._sites[seat.id] = self._new_site(seat.id)
        self._telling.kinds = {seat.id: seat.kind for seat in order.seats}
        self._happen(h.Roster(order.seats))
        known = {seat.id for seat in order.seats}
        for gone in [id_ for id_ in self._sites if id_ not in known]:
            self._drop(self._sites.pop(gone), Reason.REMOVED)
        if first:
            self._media = self._common(order)
            self._whip.servers = self._whep.servers = order.ice_servers
            self._run(self._entrance.keep(order), "entrance")
        else:
            self._entrance.tell_links(order)

    def _limits(self) -> tuple[Path | None, float]:
        return self._flow.recorder.folder, self._order.keep_days if self._order else 0.0

    def _relink(self, wish: Relink) -> None:
        """Void a node's links; whoever is here by one of them has to go."""
        if wish.node not in (*self._sites, WATCH):
            self._refuse(h.Refuse("link", wish.node, "no such node"))
            return
        try:
            (self._links.renew if wish.renew else self._links.withdraw)(wish.node)
        except OSError as fault:
            log.error("%s: its link cannot be changed: %s", wish.node, fault)
            self._refuse(h.Refuse("link", wish.node, "the links cannot be written to the disk"))
            return
        if wish.node == WATCH:
            self._whep.end_all()
        elif (line := self._sites[wish.node].line) is not None:
            line.bye(Reason.UNAUTHORIZED, "withdrawn")
        if self._order is not None:
            self._entrance.tell_links(self._order)

    def _new_site(self, node: str) -> Site:
        def ask_key() -> None:
            site = self._sites.get(node)
            if site is not None and site.peer is not None:
                self._run(site.peer.ask_key(time.monotonic()), "ask-key")

        return Site(node, self._flow.pictures(node, ask_key), Voice(node))

    def _common(self, order: SiteOrder) -> Media:
        return Media(
            ice_servers=[
                RTCIceServer(s["urls"], s.get("username"), s.get("credential"))
                for s in order.ice_servers
            ],
            reach=Reach(
                loopback=order.loopback or not host_addresses.found(),
                beyond=bool(order.ice_servers),
            ),
            handshakes=asyncio.Semaphore(HANDSHAKES),
            offered=lambda site: self._happen(h.Offered(site.node)),
            changed=self._media_changed,
            lost=self._media_lost,
            see=self._flow.see,
            wish=self._flow.wish_key,
        )

    # -- visitors of the door

    def check(self, token: str) -> str:
        node = self._known(token)
        if node not in self._sites:
            raise TokenError(f"of {node!r}, who is not in the list", "withdrawn")
        return node

    def _known(self, token: str) -> str:
        return self._links.check(token, datetime.now(UTC))

    def arrived(self, line: Line, hello: Hello) -> None:
        site, order = self._sites[line.node], self._order
        assert order is not None
        assert self._media is not None
        if site.line is not None and hello.if_free:
            line.bye(Reason.TAKEN)
            return
        if site.line is not None:
            site.line.bye(Reason.REPLACED)
        self._run(site.hang_up(), "hang-up")
        site.attach(line)
        name = next(seat.name for seat in order.seats if seat.id == line.node)
        greeted = line.node, name, order.name, order.language, order.simulated, order.ice_servers
        line.say(message.welcome(*greeted))
        self._run(site.work(line, self._media), f"work:{line.node}")
        self._happen(h.Arrived(line.node, hello.standby, hello.page))

    def said(self, line: Line, word: message.FromSite) -> None:
        site = self._sites.get(line.node)
        if site is None or site.line is not line:
            return
        if isinstance(word, message.Offer | message.Candidate):
            site.take(word)
        elif isinstance(word, ChairWord):
            self._chair.of_site(site, word.order)
        elif (what := happening(line.node, word)) is not None:
            self._happen(what)

    def gone(self, line: Line, by_itself: bool) -> None:
        site = self._sites.get(line.node)
        if site is None or site.line is not line:
            return
        site.line = None
        self._run(site.hang_up(), "hang-up")
        self._happen(h.Gone(line.node, by_itself))

    # -- media

    def _media_changed(self, site: Site) -> None:
        if site.peer is not None and site.peer.state in ("failed", "closed"):
            self._media_lost(site)
        else:
            self._happened()

    def _media_lost(self, site: Site) -> None:
        log.info("%s: its media connection is lost", site.node)
        self._run(site.hang_up(), "hang-up")
        self._happen(h.MediaLost(site.node))

    def _spoke(self, speaking: frozenset[str]) -> None:
        self._speaking = in_turn(self._speaking, speaking)
        for node in self._speaking:
            self._room.apply(h.Spoke(node), time.monotonic())
        self._happened()

    def _watched(self, changed: Callable[[Peer], None]) -> Peer:
        assert self._media is not None
        return watcher(self._media, self._flow.program.wish_key, changed)

    # -- the room

    def _happen(self, happening: h.Happening) -> None:
        for order in self._room.apply(happening, time.monotonic()):
            self._carry_out(order)
        if isinstance(happening, h.Offered):
            self._see_through(self._sites[happening.node])
        self._happened()

    def _see_through(self, site: Site) -> None:
        if site.peer is not None and self._media is not None:
            self._run(site.give_time(site.peer, self._media), "give-time")

    def _carry_out(self, order: h.Order) -> None:
        match order:
            case h.Ring(node):
                self._sites[node].say(message.call())
            case h.AskMic(node):
                self._sites[node].say(message.ask_mic())
            case h.Dismiss(node, farewell):
                site = self._sites[node]
                if farewell is not None and site.line is not None:
                    site.line.bye(Reason(farewell.value))
                self._run(site.hang_up(), "hang-up")
            case h.Refuse():
                self._refuse(order)
            case chairing.Deliver(node, text, at):
                self._sites[node].say(message.written(text, conduct_report.moment(at)))
            case chairing.Keep(node, text, at):
                self._sites[node].say(message.kept(text, conduct_report.moment(at)))
            case chairing.Recall(node, letters):
                self._sites[node].say(message.recalled(conduct_report.written(letters)))
            case chairing.Ding(node):
                self._sites[node].say(message.bell())

    def _refuse(self, refusal: h.Refuse) -> None:
        self._parent.tell(reports.refused(refusal))

    def _drop(self, site: Site, reason: Reason) -> None:
        line, site.line = site.line, None
        if line is not None:
            line.bye(reason)
        site.pictures.want(False)
        self._run(site.hang_up(), "hang-up")

    def _happened(self) -> None:
        """Bring everything in line with the room as it is now."""
        order, view = self._order, self._room.view()
        if order is None:
            return
        recorder = self._flow.recorder
        recorder.follow(view.id)
        around = said(order, view.conduct, recorder.on)
        self._flow.arrange(view, self._sites, around)
        self._telling.told(view)
        self._wait_for_deadline()
        if any(site.peer for site in self._sites.values()):
            self._any_peer.set()
        else:
            self._any_peer.clear()

    # -- time

    def _wait_for_deadline(self) -> None:
        """Let the room know in time when something is due by itself."""
        if self._deadline is not None:
            self._deadline.cancel()
        due = self._room.next_deadline()
        loop = asyncio.get_running_loop()
        self._deadline = None if due is None else loop.call_at(due, self._tick)

    def _tick(self) -> None:
        self._room.tick(time.monotonic())
        self._happened()

    async def _each_second(self) -> None:
        due = time.monotonic()
        while True:
            due = max(due + 1.0, time.monotonic())
            await asyncio.sleep(due - time.monotonic())
            await measure_all(self._sites.values(), self._room.apply)
            now = time.monotonic()
            await self._whep.look(now)
            self._flow.ask_sizes(self._sites.values(), now)
            self._room.tick(now)
            if self._room.live or self._any_peer.is_set():
                self._happened()
            self._telling.figures()

    async def _repair(self) -> None:
        while True:
            await self._any_peer.wait()
            await asyncio.sleep(REPAIR_EVERY_S)
            for site in list(self._sites.values()):
                if (peer := site.peer) is None:
                    continue
                peer.listen(now := time.monotonic())
                if peer.silent_s(now) > SILENT_S:
                    self._media_lost(site)
                elif await peer.repair(time.monotonic()):
                    site.pictures.start_over()
                elif site.pictures.waits:  # the wish for a key picture may have been lost
                    await peer.ask_key(time.monotonic())

    # -- tasks

    def _run(self, work: Coroutine[Any, Any, None], name: str, vital: bool = False) -> None:
        """``vital``: when it fails the hub ends, and is started anew."""
        if self._tasks is None:
            work.close()
            return
        task = self._tasks.create_task(work if vital else _guarded(work, name), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _close(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        for site in self._sites.values():
            await site.hang_up()
        await self._flow.audience.close()
        self._tasks = None
        for task in self._running:
            task.cancel()


async def _guarded(work: Coroutine[Any, Any, None], name: str) -> None:
    """A task that fails is logged and must not take the others with it."""
    try:
        await work
    except Exception:
        log.exception("%s failed", name)
