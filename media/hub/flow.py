"""Who hears and sees whom: the room's view turned into mixing, decoding, composing and sending.

Lives in the hub's loop. The mixer, the program and the decoders work in threads of their own; what
they bring comes back into the loop here, and goes to the sites' peers or onto the console's boards.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av

from media.board import FrameBoard
from media.hub import message, screens, shared_screen
from media.hub.audience import Audience
from media.hub.canvas import Frameless, Large, Shot
from media.hub.chairing import Route
from media.hub.clip import Clip
from media.hub.encoding import VideoPacket
from media.hub.happening import ROOM, NodeView, Place, RoomView, Shared
from media.hub.loop_turn import LoopTurn
from media.hub.mixer import AudioPacket, Mixed, Mixer
from media.hub.peer import Peer
from media.hub.pictures import DecodePool, SitePictures
from media.hub.posted import Posted, picture
from media.hub.program import Direction, Program, nothing_shared
from media.hub.recorder import CODEC, Recorder
from media.hub.reports import node_state
from media.hub.room_picture import RoomPicture
from media.hub.rungs import Rung
from media.hub.shared import Newest, SharedPictures
from media.hub.showing import Showing, Showings
from media.hub.site import Site
from media.hub.uplink import USUAL
from media.sound import SoundBoard
from media.source import FILE

PROGRAM = "program"
AT_ONCE = 12  # sites to which a picture goes in one turn of the loop
MOST_WAITING = 12  # turns: what a loop that is behind has beyond that goes at once
RESTS = 2  # bytes of a voice packet that only says that silence goes on

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the flow tells the hub, in the loop."""

    spoke: Callable[[frozenset[str]], None]  # who is speaking now
    pictured: Callable[[], None]  # a first picture is there


class Flow:
    """Started and stopped by the hub; ``arrange`` after everything that happens."""

    def __init__(
        self, board: FrameBoard, sound: SoundBoard, heard: Heard, share: FrameBoard | None = None
    ) -> None:
        self.showings = Showings(board)
        self.shared = SharedPictures(share)
        self.room_picture = RoomPicture(share)
        self.audience = Audience()
        self._screen: Site | None = None  # whose screen is shared
        self._clip: Clip | None = None
        self.speaking: frozenset[str] = frozenset()
        self._heard = heard
        self._loop = asyncio.get_running_loop()
        self._sound = sound
        self._live: dict[str, Site] = {}
        self._to_send: deque[tuple[list[Peer], str, Posted, Rung]] = deque()
        self._shots: tuple[tuple[Site | None, str], ...] = ()  # None: the room itself
        self.mixer = Mixer(sound, self._from_mixer, LoopTurn(self._loop).wait)
        self.program = Program(self._from_program, self._paint_program)
        self.recorder = Recorder(heard.pictured)
        self._pool = DecodePool(max(1, min(2, (os.cpu_count() or 1) // 2)))

    def start(self) -> None:
        self.mixer.start()
        self.program.start()

    def stop(self) -> None:
        """End the threads; what they still bring is let go."""
        self._live = {}
        self._end_clip()
        self.mixer.stop()
        self.program.stop()
        self.recorder.close()
        self._pool.close()

    def pictures(self, node: str, ask_key: Callable[[], None]) -> SitePictures:
        """A place for a site's pictures; ``ask_key`` is called in the loop."""

        def ask() -> None:
            self._loop.call_soon_threadsafe(ask_key)

        return SitePictures(node, ask, self._paint_node, self._begin_node)

    def see(self, site: Site, codec: str, data: bytes, received_at: float) -> None:
        """One coded picture of a site."""
        if site.pictures.put(codec, data, received_at):
            self._pool.kick(site.pictures)

    def play(self, source: str, path: Path, failed: Callable[[str], None]) -> None:
        """A file that is shared. ``failed`` is called in the loop with why it cannot be played."""

        def tell(reason: str) -> None:
            self._loop.call_soon_threadsafe(failed, reason)

        self._end_clip()
        self._clip = Clip(source, path, tell)
        self.mixer.set_clip(self._clip.take)

    def wish_key(self, site: Site) -> None:
        """A site cannot go on without a key picture of the program."""
        if site.peer is not None and site.peer.codec is not None:
            for rung in site.peer.served.needs():
                self.program.wish_key(site.peer.codec, rung)

    def arrange(self, view: RoomView, sites: Mapping[str, Site], around: Frameless) -> None:
        """Let everything flow as the room says."""
        here = {n.id: n for n in view.nodes if n.place in (Place.LIVE, Place.WAITING)}
        connected = {id_: sites[id_] for id_ in here if sites[id_].connected}
        live = {id_: s for id_, s in connected.items() if here[id_].place is Place.LIVE}
        self._give_voices(here, live, view.conduct.private)
        direction = self._direct(view, live, sites, here, around)
        on_air = set(view.on_air) if direction.watched else set()
        shown = self.showings.sources()
        for id_, site in sites.items():
            seen = id_ in connected and site.sends_video and here[id_].camera
            looked_at = id_ in on_air or f"node:{id_}" in shown or site is self._screen
            if seen and looked_at and not site.pictures.wanted:
                self._ask_size(site, self._loop.time(), on_air=id_ in on_air)
            site.pictures.want(seen and looked_at)
        for site in live.values():
            if site.node not in self._live:
                self.wish_key(site)
        self._live = live

    def states(
        self, view: RoomView, sites: Mapping[str, Site]
    ) -> dict[str, tuple[str, str | None]]:
        """State and trouble of every source the hub has."""
        shown = self.showings.sources()
        found: dict[str, tuple[str, str | None]] = {PROGRAM: ("off", None)}
        found.update((f"node:{node.id}", ("off", None)) for node in view.nodes)
        for source in shown & found.keys():
            if source == PROGRAM:
                found[source] = ("live", None) if view.live else ("lost", "absent")
            else:
                site = sites[source.removeprefix("node:")]
                found[source] = node_state(
                    view.node(site.node),
                    site.sends_video or not site.connected,
                    site.pictures.newest is not None,
                )
        return found

    def share_state(self, source: str) -> str:
        """Of what is shared: ``connecting``, ``live`` or ``stale``. Called from any thread."""
        screen, clip = self._screen, self._clip
        if source.startswith(FILE):
            return clip.state() if clip is not None and clip.source == source else "connecting"
        if screen is not None and source == screens.PREFIX + screen.node:
            return shared_screen.state(screen.pictures)
        return self.shared.state(source)

    def ask_sizes(self, sites: Iterable[Site], now: float) -> None:
        """Tell each site how large a picture of it is of use: as large as it is shown, and a
        screen that is shared as large as it is."""
        for site in sites:
            if site.connected and site.sends_video:
                self._ask_size(site, now)

    def _ask_size(self, site: Site, now: float, on_air: bool = False) -> None:
        """``on_air``: it is about to lie on the program, it is not known how large."""
        shown = [(s.width, s.height) for s in self.showings.of(f"node:{site.node}")]
        if place := self.program.places.get(site.node):
            shown.append((place.width, place.height))
        elif on_air:
            shown.append((USUAL.width, USUAL.height))
        screen = site is self._screen
        if want := site.asking.look(*max(shown, default=(0, 0)), now, screen):
            site.say(message.want(want.width, want.height, want.kbps, want.fps))

    def _end_clip(self) -> None:
        clip, self._clip = self._clip, None
        self.mixer.set_clip(None)
        if clip is not None:
            clip.close()

    def _give_voices(
        self, here: Mapping[str, NodeView], live: Mapping[str, Site], private: str | None
    ) -> None:
        for id_, site in live.items():
            site.voice.open = here[id_].route is not Route.NONE
        self.mixer.set_voices({id_: site.voice for id_, site in live.items()}, private)
        if not live and self.speaking:
            self._spoke(frozenset())

    def _direct(
        self,
        view: RoomView,
        live: Mapping[str, Site],
        sites: Mapping[str, Site],
        here: Mapping[str, NodeView],
        around: Frameless,
    ) -> Direction:
        self._screen = sites.get(screens.node_of(view.share) or "")
        if self._clip is not None and self._clip.source not in view.kept:
            self._end_clip()
        if self._clip is not None:  # out of sight for a while it waits where it is
            self._clip.hold(view.large is None or view.large.source != self._clip.source)
        alone = sites.get(screens.node_of(view.large) or "")  # it lies large, and not twice
        self._shots = tuple(
            (None, view.room or "") if id_ == ROOM else (sites[id_], here[id_].name)
            for id_ in view.on_air
            if id_ == ROOM or sites[id_] is not alone
        )
        peers = [site.peer for site in live.values() if site.peer is not None]
        watching = self.audience.here() if view.live else []
        feeds = feeds_of([*peers, *watching], Rung.LARGE if view.large else Rung.MIDDLE)
        codecs = self.recorder.codecs
        shown = view.live and PROGRAM in self.showings.sources()
        large = partial(self._enlarge, view.large) if view.large else nothing_shared
        direction = Direction(self._shoot, around, codecs, shown, large, view.conduct.shown, feeds)
        self.program.direct(direction)
        return direction

    # -- in the threads of program, decoders and mixer

    def _shoot(self) -> tuple[Shot, ...]:
        return tuple(
            Shot(site.node, name, site.pictures.newest, site.node in self.speaking)
            if site is not None
            else self.room_picture.shot(name, ROOM in self.speaking)
            for site, name in self._shots
        )

    def _enlarge(self, share: Shared) -> Large:
        live = self.share_state(share.source) == "live"
        return Large(share.source, share.name, self._newest(share.source), live)

    def _newest(self, source: str) -> Newest | None:
        screen, clip = self._screen, self._clip
        if source.startswith(FILE):
            return clip.newest() if clip is not None and clip.source == source else None
        if screen is not None and source == screens.PREFIX + screen.node:
            return shared_screen.newest(screen.pictures)
        return self.shared.newest(source)

    def _paint_program(self, frame: av.VideoFrame, composed_at: float) -> None:
        self.showings.paint(PROGRAM, frame, composed_at)

    def _paint_node(self, node: str, frame: av.VideoFrame, received_at: float) -> None:
        self.showings.paint(f"node:{node}", frame, received_at)

    def _begin_node(self) -> None:
        self._loop.call_soon_threadsafe(self._heard.pictured)

    def _from_mixer(self, mixed: Mixed) -> None:
        self._loop.call_soon_threadsafe(self._send_mix, mixed)

    def _from_program(self, codec: str, packet: VideoPacket, key: bool, rung: Rung) -> None:
        posted = picture(codec, bytes(packet), packet.pts or 0, self.program.pictures, key)
        self._loop.call_soon_threadsafe(self._send_program, codec, packet, posted, rung)

    # -- in the loop

    def _send_mix(self, mixed: Mixed) -> None:
        self.recorder.sound(mixed.shared)
        shared = _voice(mixed.shared)
        for id_, site in self._live.items():
            own = mixed.own.get(id_)
            packet = _voice(own) if own is not None else shared
            if site.peer is not None and packet is not None:
                site.peer.mix.put(packet)
        if shared is not None:
            self.audience.hear(shared)
        if mixed.speaking != self.speaking and self._live:
            self._spoke(mixed.speaking)

    def _send_program(self, codec: str, packet: VideoPacket, posted: Posted, rung: Rung) -> None:
        peers = [site.peer for site in self._live.values() if site.peer is not None]
        takers = [
            peer for peer in peers if peer.codec == codec and peer.served.takes(rung, posted.key)
        ]
        while len(self._to_send) > MOST_WAITING:
            self._send_first()
        waited = bool(self._to_send)
        self._to_send += [
            (takers[at : at + AT_ONCE], codec, posted, rung)
            for at in range(0, len(takers), AT_ONCE)
        ]
        if self._to_send and not waited:
            self._send_some()
        if not self.audience.see(codec, posted, rung):
            self.program.wish_key(codec, rung)
        middle = rung is Rung.MIDDLE
        if middle and not self.recorder.picture(codec, packet, posted.key):
            self.program.wish_key(CODEC)

    def _send_some(self) -> None:
        """To some of the sites now; what comes is read before the next: 54 in one go take ten
        milliseconds."""
        try:
            self._send_first()
        finally:
            if self._to_send:
                self._loop.call_soon(self._send_some)

    def _send_first(self) -> None:
        peers, codec, posted, rung = self._to_send.popleft()
        for peer in peers:
            if not peer.program.put(posted, posted.key):
                self.program.wish_key(codec, rung)

    def _spoke(self, speaking: frozenset[str]) -> None:
        self.speaking = speaking
        self._heard.spoke(speaking)


def feeds_of(peers: Iterable[Peer], most: Rung) -> frozenset[tuple[str, Rung]]:
    """What has to be encoded for these; nobody's rung is above ``most`` from now on."""
    feeds = set()
    for peer in peers:
        if peer.codec is not None:
            peer.chooser.most = most
            feeds |= {(peer.codec, rung) for rung in peer.served.needs()}
    return frozenset(feeds)


def _voice(packet: AudioPacket) -> Posted | None:
    """None where only silence goes on: that need not be sent."""
    return Posted((bytes(packet),), packet.pts or 0) if packet.size > RESTS else None


def showing(order: Mapping[str, object], channels: int, nodes: Mapping[str, Site]) -> Showing:
    """The order ``show``; ValueError when it names no source of this hub."""
    read = Showing.read(order, channels)
    kind, _, node = read.source.partition(":")
    if read.source != PROGRAM and (kind != "node" or node not in nodes):
        raise ValueError(f"source: {read.source!r} is neither a node of this site nor the program")
    return read
