"""Is the picture good? When the cameras of a worker are looked at, and what is said of them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from media.cameras.camera import Camera
from media.cameras.clips import rfc3339
from media.cameras.glimpse import Copier, Glimpse
from media.cameras.order import parse_id
from media.cameras.rounds import Rounds
from media.cameras.watch_order import WatchWish, parse_until, parse_watch
from media.diagnosis.finding import Finding
from media.parent import Message
from media.source import Live, Lost, Off

if TYPE_CHECKING:
    from media.cameras.examiner import Examiner, Standing, Verdict

ORDERS = ("diagnosis", "accept", "turned")
TICK_S = 0.1
GAP_S = 0.4  # between the two pictures of a look
KEY_GAP_S = 4.0  # and between two key pictures, for a second look at what seemed bad
MOST_WAITING = 4  # looks that the thread has not done yet

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A look of which the second picture is awaited."""

    camera: str
    first: Glimpse
    until: float


class Watching:
    """Lives in the loop; pictures are measured in a thread of its own, which begins with the first
    ``diagnosis`` order. ``patience``: a factor on every wait."""

    def __init__(
        self,
        cameras: Callable[[], Mapping[str, Camera]],
        tell: Callable[[Message], None],
        patience: float = 1.0,
    ) -> None:
        self._cameras, self._tell, self._patience = cameras, tell, patience
        self._wish: WatchWish | None = None
        self._rounds: Rounds | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._examiner: Examiner | None = None  # only touched by the thread
        self._said: dict[str, tuple[Finding, ...]] = {}
        self._suspected: set[str] = set()
        self._seen_at: dict[str, float] = {}  # when the picture last looked at was received
        self._begun: list[_Begun] = []
        self._copier = Copier()
        self.waiting = 0  # looks in the thread

    async def run(self) -> None:
        while True:
            await asyncio.sleep(TICK_S * min(self._patience, 1.0))
            self.step(time.monotonic())

    def obey(self, order: Message) -> None:
        """One of ``ORDERS``; ValueError and KeyError say what is wrong with it."""
        now = time.monotonic()
        if order["do"] == "diagnosis":
            self._use(parse_watch(order), now)
            return
        camera = parse_id(order)
        if camera not in self._cameras():
            raise ValueError(f"no camera {camera} in this worker")
        if order["do"] == "turned":
            self._turn(camera, parse_until(order, now), now)
        elif self._rounds is not None:
            self._later(_accept, camera, now)
            self._rounds.hurry(camera)

    def step(self, now: float) -> None:
        """Some ten times a second: begin and end looks whose time has come."""
        if self._rounds is None:
            return
        for begun in [each for each in self._begun if now >= each.until]:
            self._begun.remove(begun)
            self._end(begun, now)
        if not self._rounds.is_time(now):
            return
        cameras = self._cameras()
        watched = [name for name, each in cameras.items() if isinstance(each.state, Live | Lost)]
        pressing = {name for name in watched if cameras[name].pixels} | self._suspected
        while self._has_room() and self._rounds.is_time(now):
            chosen = self._rounds.due(now, watched, pressing)
            if chosen is not None:
                self._begin(chosen, cameras[chosen], now)

    def check(self) -> Message | None:
        """Each second: forget who is not served any more; the figures of the diagnosis."""
        if self._rounds is None:
            return None
        cameras = self._cameras()
        for gone in self._seen_at.keys() - cameras.keys():
            del self._seen_at[gone]
            self._later(_forget, gone)
        for name, said in list(self._said.items()):
            if name not in cameras:
                self._say(name, ())
            elif Finding.LOST in said and isinstance(cameras[name].state, Off):
                self._later(_unwanted, name)
                self._say(name, tuple(each for each in said if each is not Finding.LOST))
        slowest_s = self._rounds.slowest_s()
        return {
            "cameras": len(self._seen_at),
            "every_s": None if slowest_s is None else round(slowest_s, 1),
            "look_ms": round(self._rounds.cost_s * 1000, 2),
        }

    def close(self) -> None:
        """Waits until what is usual of the cameras is kept."""
        self._rounds = None
        self._begun.clear()
        if self._thread is not None:
            self._thread.submit(self._shut)
            self._thread.shutdown(wait=True)
            self._thread = None

    # -- looks

    def _has_room(self) -> bool:
        busy = self.waiting + len(self._begun)
        return self.waiting < MOST_WAITING and busy < 4 * MOST_WAITING

    def _use(self, wish: WatchWish, now: float) -> None:
        before = self._wish
        if before is not None and (wish.limits, wish.folder) == (before.limits, before.folder):
            return
        self._wish = wish
        self._said = {**wish.said, **self._said}
        self._begun.clear()
        if not wish.limits.enabled:
            self._rounds = None
            for camera in list(self._said):
                self._say(camera, ())
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "diagnosis")
        every_s = wish.limits.every_s * self._patience
        self._rounds = Rounds(every_s, now + every_s, wish.limits.core_percent / 100)
        self._thread.submit(self._open, wish, dict(self._said))

    def _begin(self, name: str, camera: Camera, now: float) -> None:
        if isinstance(camera.state, Lost):
            self._examine(name, (), now, live=False)
            return
        seen = camera.glimpse()
        if seen is None or seen.received_at == self._seen_at.get(name):
            return
        self._seen_at[name] = seen.received_at
        seen = self._copier.glimpse(seen)
        if seen is None:
            return
        if seen.frame is None and name not in self._suspected:
            self._examine(name, (seen,), now, live=True)
        else:
            gap_s = GAP_S if seen.frame is not None else KEY_GAP_S
            self._begun.append(_Begun(name, seen, now + gap_s * self._patience))

    def _end(self, begun: _Begun, now: float) -> None:
        camera = self._cameras().get(begun.camera)
        if camera is None:
            return
        second = camera.glimpse()
        second = second and self._copier.glimpse(second)
        burst: tuple[Glimpse, ...] = (begun.first,)
        if second is not None and _goes_with(begun.first, second):
            burst = (begun.first, second)
            self._seen_at[begun.camera] = second.received_at
        self._examine(begun.camera, burst, now, live=True)

    def _examine(self, camera: str, glimpses: tuple[Glimpse, ...], now: float, live: bool) -> None:
        self.waiting += 1
        loop = asyncio.get_running_loop()
        assert self._thread is not None
        looked = loop.run_in_executor(self._thread, self._do, _look, camera, glimpses, now, live)
        looked.add_done_callback(lambda done: self._looked(camera, done))

    def _turn(self, camera: str, until: float, now: float) -> None:
        if self._rounds is None or self._thread is None:
            return
        # of the two pictures of a look that has begun, one would be of before the turn
        self._begun = [each for each in self._begun if each.camera != camera]
        loop = asyncio.get_running_loop()
        turned = loop.run_in_executor(self._thread, self._do, _turned, camera, until, now)
        turned.add_done_callback(lambda done: self._stands(camera, done))

    def _stands(self, camera: str, done: asyncio.Future[Standing | None]) -> None:
        if not done.cancelled() and done.exception() is None and (standing := done.result()):
            self._tell({"event": "reference", "camera": camera, "is": standing})

    def _looked(self, camera: str, done: asyncio.Future[Verdict | None]) -> None:
        self.waiting -= 1
        if done.cancelled():
            return
        if (fault := done.exception()) is not None:
            # one picture's strangeness must not end the worker
            log.error("looking at %s broke", camera, exc_info=fault)
            return
        verdict = done.result()
        if verdict is None or self._rounds is None or camera not in self._cameras():
            return
        self._rounds.spent(verdict.cost_s)
        (self._suspected.add if verdict.suspected else self._suspected.discard)(camera)
        self._say(camera, verdict.findings)
        if verdict.standing is not None:
            self._tell({"event": "reference", "camera": camera, "is": verdict.standing})

    def _say(self, camera: str, findings: tuple[Finding, ...]) -> None:
        if findings == self._said.get(camera, ()):
            return
        self._said[camera] = findings
        if not findings:
            del self._said[camera]
        at = rfc3339(datetime.now(UTC).timestamp())
        said = [each.value for each in findings]
        self._tell({"event": "findings", "camera": camera, "findings": said, "at": at})

    # -- in the thread

    def _later(self, work: Callable[..., None], *given: object) -> None:
        if self._thread is not None:
            self._thread.submit(self._do, work, *given)

    def _do(self, work: Callable[..., T], *given: object) -> T | None:
        return None if self._examiner is None else work(self._examiner, *given)

    def _open(self, wish: WatchWish, said: dict[str, tuple[Finding, ...]]) -> None:
        # OpenCV takes a while to load: not before the first pictures are there
        from media.cameras.examiner import Examiner

        self._shut()
        self._examiner = Examiner(wish.limits, wish.folder, said)

    def _shut(self) -> None:
        if self._examiner is not None:
            self._examiner.close()
            self._examiner = None


def _look(
    examiner: Examiner, camera: str, glimpses: tuple[Glimpse, ...], at: float, live: bool
) -> Verdict | None:
    return examiner.look(camera, glimpses, at, live)


def _accept(examiner: Examiner, camera: str, at: float) -> None:
    examiner.accept(camera, at)


def _turned(examiner: Examiner, camera: str, until: float, at: float) -> Standing:
    return examiner.turned(camera, until, at)


def _forget(examiner: Examiner, camera: str) -> None:
    examiner.forget(camera)


def _unwanted(examiner: Examiner, camera: str) -> None:
    examiner.unwanted(camera)


def _goes_with(first: Glimpse, second: Glimpse) -> bool:
    """Whether it is another picture of the same stream."""
    one, other = first.frame, second.frame
    if first.stream != second.stream or first.received_at == second.received_at:
        return False
    if (one is None) != (other is None):
        return False
    return one is None or other is None or (one.width, one.height) == (other.width, other.height)
