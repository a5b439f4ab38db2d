"""One camera: which of its streams run, which is shown, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from media.board import Mark
from media.cameras.canvas import Outlet
from media.cameras.choice import Plan, StreamName, make_plan, spoken_state, wanted_stream
from media.cameras.effort import Effort
from media.cameras.figures import Figures, losses, newest_at
from media.cameras.glimpse import Glimpse
from media.cameras.means import Means
from media.cameras.opening import openers
from media.cameras.order import CameraEntry
from media.cameras.past import KEPT_S, PastMemory
from media.cameras.stream import Stream
from media.parent import Message
from media.source import Live, Off, SourceState
from media.unit import Tap
from media.view import View

LINGER_S = 10.0  # a connection that nobody wants any more is kept so long: layouts flip back, and
# recorders take two streams of one channel opened in quick alternation amiss


class Camera:
    """Lives in the loop. ``told`` gets what is said of the camera at each change."""

    def __init__(
        self,
        entry: CameraEntry,
        means: Means,
        told: Callable[[str, SourceState], None],
        now: Callable[[], float],
    ) -> None:
        self.entry = entry
        self.state: SourceState = Off()
        self._outlets: dict[int, Outlet] = {}
        self._told = told
        self._now = now
        self._wanted: StreamName | None = None
        self._serving: StreamName | None = None
        self._unwanted_at: dict[StreamName, float] = {}
        self._figures = Figures()
        self._warm = False
        self.seen_at = float("-inf")  # monotonic seconds: when it was last on a tile
        self._streams: dict[StreamName, Stream] = {}
        self._taps: list[tuple[StreamName, Tap]] = []
        self._budget = means.pasts
        self._stopped = False
        self._pasts: dict[StreamName, PastMemory] = {}
        self._add("main", entry, means)
        self._add("sub", entry, means)

    def _add(self, name: StreamName, entry: CameraEntry, means: Means) -> None:
        url = entry.main if name == "main" else entry.sub
        if url is None:
            return
        mark = Mark.SUB if name == "sub" else Mark.NONE
        self._streams[name] = Stream(
            f"{entry.id}/{name}",
            openers(entry, url, means.patience),
            means,
            mark,
            self.view(name),
            self.settle,
            entry.shows_damage,
        )

    def view(self, name: str | None) -> View:
        """How pictures of one of its streams are seen. Any thread."""
        rotate, aspect = self.entry.rotate, self.entry.aspect
        if isinstance(aspect, str):  # the large stream's; until that was seen, its own
            main = self._streams.get("main")
            return View(rotate, main.shaping.ratio if main is not None and name == "sub" else None)
        return View(rotate, aspect)

    @property
    def channels(self) -> dict[int, Outlet]:
        return dict(self._outlets)

    def show(self, outlet: Outlet) -> None:
        """Pictures go to this outlet too, or instead of the one on the same channel."""
        self._outlets[outlet.channel] = outlet
        self.settle()

    def keep_warm(self, warm: bool) -> None:
        """Whether to hold it connected though no tile shows it."""
        if warm != self._warm:
            self._warm = warm
            self.settle()

    def hide(self, channel: int) -> Outlet | None:
        outlet = self._outlets.pop(channel, None)
        if outlet is not None:
            self.settle()
        return outlet

    @property
    def small(self) -> StreamName:
        """The stream that costs least."""
        return "sub" if "sub" in self._streams else "main"

    @property
    def served(self) -> StreamName:
        """The stream that is shown, or that would cost least."""
        return self._serving or self.small

    def tap(self, name: StreamName, tap: Tap, waits: bool = True) -> None:
        """Keep a stream connected and give what it brings to the tap: at once where it waits. A
        camera without a small stream gives its main one."""
        name = name if name in self._streams else self.small
        self._taps.append((name, tap))
        self._streams[name].tap(tap, waits)
        self.settle()

    def untap(self, tap: Tap) -> None:
        for name, each in self._taps:
            if each is tap:
                self._streams[name].untap(tap)
        self._taps = [(name, each) for name, each in self._taps if each is not tap]
        self.settle()

    @property
    def pixels(self) -> int:
        """Of its largest tile; 0 while none shows it."""
        return max((each.width * each.height for each in self._outlets.values()), default=0)

    def spend(self, effort: Effort) -> None:
        """How much is done for it from now on."""
        for stream in self._streams.values():
            stream.spend(effort)

    def waits_s(self, now: float) -> float:
        """How long its oldest picture has been waiting for a decode thread, seconds."""
        return max((stream.waits_s(now) for stream in self._streams.values()), default=0.0)

    @property
    def held_bytes(self) -> int:
        """What it holds in memory to be live at once."""
        return sum(stream.held_bytes for stream in self._streams.values())

    def shrink(self) -> None:
        """Hold the newest key pictures alone, until the next ones come."""
        for stream in self._streams.values():
            stream.shrink()

    def glimpse(self) -> Glimpse | None:
        """The newest picture of its small stream where that runs, else of the large one."""
        for name in (self.small, "main"):
            if seen := self._streams[name].glimpse():
                return replace(seen, stream=name)
        return None

    def past(self, name: StreamName) -> PastMemory | None:
        """The last seconds of a stream that is shown, or was until a moment ago."""
        return self._pasts.get(name)

    def _remember(self, name: StreamName) -> None:
        if name not in self._pasts:
            self._pasts[name] = PastMemory(self._budget)
            self._streams[name].tap(self._pasts[name], waits=False)
        self._pasts[name].seen(self._now())

    def _forget(self) -> None:
        for name, past in list(self._pasts.items()):
            if self._streams[name].hot:
                past.seen(self._now())
            elif self._now() - past.seen_at >= KEPT_S:
                self._streams[name].untap(past)
                del self._pasts[name]
                past.close()

    def drop(self) -> None:
        """Reconnect whatever is connected."""
        for stream in self._streams.values():
            if stream.running:
                stream.line.drop()

    def stop(self) -> None:
        """For good: a tap that is taken off later wakes nothing."""
        self._stopped = True
        for stream in self._streams.values():
            stream.stop()
        for past in self._pasts.values():
            past.close()

    def sip(self) -> None:
        """Some times a second: read what has come of the streams that nobody waits for."""
        for stream in self._streams.values():
            stream.sip()

    def check(self) -> None:
        """Each second or so: end what brings nothing, and what nobody wants any more."""
        now = self._now()
        if self._outlets:
            self.seen_at = now
        for stream in self._streams.values():
            stream.check(now)
        self._forget()
        self.settle()

    def settle(self) -> None:
        """Bring the streams into line with what is shown, and tell if that changes anything."""
        if self._stopped:
            return
        if self.entry.aspect == "main" and "sub" in self._streams:
            self._streams["sub"].shaping.see(self.view("sub"))
        states = {name: stream.state for name, stream in self._streams.items()}
        wanted = self._wanted = self._choose()
        shown = bool(self._outlets)
        plan = make_plan(states, wanted, self._serving, shown, self._held())
        self._apply(plan)
        states = {name: stream.state for name, stream in self._streams.items()}
        self._tell(spoken_state(states, plan))

    def _held(self) -> frozenset[StreamName]:
        """What stays connected without being shown: warm streams, and those that are tapped."""
        held = {name for name, _ in self._taps}
        if self.entry.warm or self._warm:
            held.add(self.small)
        return frozenset(held)

    def _choose(self) -> StreamName:
        main, sub = self._streams["main"], self._streams.get("sub")
        if sub is None:
            return "main"
        if not self._outlets:
            return self._wanted or "sub"
        largest = max(self._outlets.values(), key=lambda outlet: outlet.width * outlet.height)
        tile = largest.width, largest.height
        return wanted_stream(tile, sub.size, main.size, self._wanted if self._serving else None)

    def _apply(self, plan: Plan) -> None:
        for name, stream in self._streams.items():
            if name in plan.run:
                self._unwanted_at.pop(name, None)
                stream.start()
            elif stream.running:
                since = self._unwanted_at.setdefault(name, self._now())
                if self._now() - since >= LINGER_S:
                    stream.stop()
            if name in plan.hot:
                stream.heat()
                self._remember(name)
            else:
                stream.cool()
            stream.paint_on(self._outlets.values() if name == plan.serve else ())
        self._serving = plan.serve

    def _tell(self, state: SourceState) -> None:
        if state != self.state:
            self.state = state
            self._told(self.entry.id, state)

    def figures(self) -> Message | None:
        """The camera's part of the ``figures`` event; None while it is not connected."""
        running = [name for name, stream in self._streams.items() if stream.running]
        name = self._serving or (running[0] if running else None)
        if name is None or not isinstance(self.state, Live):
            return None
        stream = self._streams[name]
        standings = {each: of.standing(each, self._now()) for each, of in self._streams.items()}
        return {
            **self._figures.take(standings[name], stream.hot, stream.effort),
            **losses(standings.values()),
            "newest_at": newest_at(standings.values()),
            "codec": stream.codec,
            "hardware": stream.by_device,
            "transport": stream.line.ways.way,
            "instead_of": stream.line.ways.instead_of,
            "size": list(stream.size) if stream.size else None,
            "reconnects": sum(each.line.reconnects for each in self._streams.values()),
            "delay_ms": None if stream.delay_s is None else round(stream.delay_s * 1000),
            "held_back": stream.held_back,
            "key_interval_s": stream.key_interval_s and round(stream.key_interval_s, 1),
            "channels": sorted(self._outlets),
        }
