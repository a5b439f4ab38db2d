"""The stream of a camera with a head: a reel where the head rests, drawn pictures while it moves.

It changes over at key pictures, in one connection, with the same parameter sets.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from console.town.cameras.darkroom import Dated, Stream
from console.town.cameras.drawn import Drawn
from console.town.cameras.head import Head
from console.town.film.gaze import AHEAD, Place
from console.town.film.painting import Painting
from console.town.film.reel import KEY_EACH, MAIN
from console.town.film.shot import Shot

REST_S = 1.5  # a head that is still so long gets a reel for where it points
SAME = 1e-3  # places nearer than this on each axis are one
EACH = {MAIN: 2}  # every which turn has a drawn picture

T = TypeVar("T")


@dataclass
class Rest:
    """Where a head is still, and since when. Pure: told the time."""

    place: Place | None = None
    since: float = math.inf

    def long(self, place: Place, moving: bool, now: float) -> bool:
        """Whether it has been still at a place for a while."""
        if moving:
            self.place, self.since = None, math.inf
        elif self.place is None or not same(place, self.place):
            self.place, self.since = place, now
        return now - self.since >= REST_S


def same(one: Place, other: Place) -> bool:
    return all(abs(a - b) < SAME for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class Means:
    """What a look-out's stream is made with. ``draw`` begins pictures of a panorama."""

    panorama: Callable[[Shot], asyncio.Task[Painting]]
    passing: Callable[[Shot], asyncio.Task[Stream]]
    draw: Callable[[Painting, Shot, tuple[bytes, bytes]], Drawn]
    now: Callable[[], float]


class Lookout(Stream):
    """``home`` is the reel of the head that looks straight ahead."""

    def __init__(self, home: Stream, shot: Shot, head: Head, means: Means) -> None:
        super().__init__(home.reel, home.pictures)
        self._home, self._shot, self._head, self._means = home, shot, head, means
        self._shown: Stream | None = home  # None: pictures are drawn
        self._shown_at = AHEAD
        self._drawn: Drawn | None = None
        self._opening: asyncio.Task[Painting] | None = None
        self._rest = Rest()
        self._making: tuple[Place, asyncio.Task[Stream]] | None = None
        self._each = EACH.get((shot.width, shot.height), 1)
        self._since: list[Dated] = []  # drawn pictures since the last key picture
        self._turn = -1
        self._due: Sequence[Dated] = ()
        self._watching = 0
        self.drawn = self.late = 0  # pictures; late: not drawn because the one before was not ready

    def join(self) -> None:
        self._watching += 1

    def leave(self) -> None:
        self._watching -= 1
        if not self._watching:
            self._end_drawing()
            self._opening = None
            if self._shown is None:
                self._shown, self._shown_at = self._home, AHEAD

    def since_key(self, turn: int) -> Sequence[Dated]:
        return list(self._since) if self._shown is None else self._shown.since_key(turn)

    def due(self, turn: int) -> Sequence[Dated]:
        if turn != self._turn:
            self._turn = turn
            now = self._means.now()
            self._due = self._next(turn, self._head.at(now), self._head.moving(now), now)
        return self._due

    def _next(self, turn: int, place: Place, moving: bool, now: float) -> Sequence[Dated]:
        rested = self._rest.long(place, moving, now)
        if self._shown is not None:
            if not moving and same(place, self._shown_at):
                self._end_drawing()
                return self._shown.due(turn)
            return self._leave_reel(self._shown, turn, place)
        broken = self._drawn is not None and self._drawn.broken
        reel = self._home if broken else self._reel_of(place, moving, rested)
        if reel is not None and reel.at(turn).key:
            self._shown, self._shown_at = reel, place
            self._end_drawing()
            return reel.due(turn)
        return self._go_on(turn, place)

    def _leave_reel(self, shown: Stream, turn: int, place: Place) -> Sequence[Dated]:
        """The reel goes on until there is somebody to draw, and not beyond the first picture that
        is ordered: what comes late is then not older than what was sent."""
        drawn = self._drawing()
        if drawn is not None and drawn.ready:
            drawn.order(place, turn + 1)
            self._shown = None
        return shown.due(turn)

    def _go_on(self, turn: int, place: Place) -> Sequence[Dated]:
        drawn = self._drawn
        if drawn is None:
            return ()
        picture = drawn.take()
        if (turn + 1) % self._each == 0:
            self.late += not drawn.order(place, turn + 1)
        return () if picture is None else self._kept(picture)

    def _kept(self, picture: Dated) -> Sequence[Dated]:
        if picture[1].key:
            self._since.clear()
        self._since.append(picture)
        self.drawn += 1
        del self._since[:-KEY_EACH]
        return (picture,)

    def _drawing(self) -> Drawn | None:
        """None while the panorama is not there."""
        if self._drawn is None:
            if self._opening is None:
                self._opening = self._means.panorama(self._shot)
            if (panorama := _result(self._opening)) is not None:
                self._drawn = self._means.draw(panorama, self._shot, self.reel.sets)
                self._opening = None
        return self._drawn

    def _end_drawing(self) -> None:
        self._drawn = None
        self._since.clear()

    def _reel_of(self, place: Place, moving: bool, rested: bool) -> Stream | None:
        """That of a place where the head is still, if there is one."""
        if not moving and same(place, AHEAD):
            return self._home
        if self._making is not None and not same(self._making[0], place):
            self._making[1].cancel()
            self._making = None
        if not rested:
            return None
        if self._making is None:
            pan, tilt, zoom = (round(axis, 4) for axis in place)
            shot = replace(self._shot, place=(pan, tilt, zoom))
            self._making = place, self._means.passing(shot)
        return _result(self._making[1])


def _result(task: asyncio.Task[T]) -> T | None:
    """None while it is not done, or when it failed: that was said."""
    if not task.done() or task.cancelled() or task.exception() is not None:
        return None
    return task.result()
