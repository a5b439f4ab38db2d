"""When a look-out's stream is its reel, and when it is drawn. Time is told."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.town.cameras.darkroom import Dated, Stream
from console.town.cameras.head import Head
from console.town.cameras.lookout import REST_S, Lookout, Means, Rest, same
from console.town.cameras.packets import Ready, ready_picture
from console.town.film.gaze import AHEAD, Place
from console.town.film.reel import MAIN, SUB, Reel
from console.town.film.shot import Shot

SETS = (bytes([0x67, 100, 0, 31]), bytes([0x68, 2]))
REEL, DRAWN, THERE = 1, 2, 3


def picture(kind: int, number: int, key: bool) -> Ready:
    return ready_picture((bytes([0x65 if key else 0x41, kind, number & 255]),), SETS)


def reel(kind: int) -> Stream:
    units = [bytes([0x65 if i % 50 == 0 else 0x41, kind, i]) for i in range(200)]
    return Stream(Reel(SETS, tuple((u,) for u in units)))


class Artist:
    """Draws in no time, unless it is told to be slow."""

    def __init__(self) -> None:
        self.ready, self.broken, self.slow = True, False, False
        self.places: list[Place] = []
        self._next: Dated | None = None

    def order(self, place: Place, turn: int) -> bool:
        if self._next is not None or self.broken:
            return False
        self._next = (turn, picture(DRAWN, turn, not self.places))
        self.places.append(place)
        return True

    def take(self) -> Dated | None:
        if self.slow:
            return None
        taken, self._next = self._next, None
        return taken


class Stage:
    """One look-out; each turn lasts 1/25 s."""

    def __init__(self, size: tuple[int, int] = SUB) -> None:
        self.now, self.head, self.artists = 0.0, Head(), list[Artist]()
        self.made: list[Place] = []
        self.able = True
        means: Any = Means(self._panorama, self._passing, self._draw, lambda: self.now)
        self.stream = Lookout(reel(REEL), Shot("parking", 3, "", 0.0, *size), self.head, means)
        self.stream.join()

    def _panorama(self, _shot: Shot) -> asyncio.Future[object]:
        return done(object())

    def _passing(self, shot: Shot) -> asyncio.Future[Stream]:
        self.made.append(shot.place)
        return done(reel(THERE))

    def _draw(self, *_: object) -> Artist:
        self.artists.append(Artist())
        self.artists[-1].ready = self.able
        return self.artists[-1]

    def turns(self, first: int, last: int) -> list[tuple[int, int, bool]]:
        """(kind, turn, is a key picture) of all that is sent in these turns."""
        sent = []
        for turn in range(first, last):
            self.now = turn / 25
            due = self.stream.due(turn)
            assert due is self.stream.due(turn), "the same to each that watches"
            sent += [(ready.frames[ready.offsets[-1] + 17], t, ready.key) for t, ready in due]
        return sent


def done(what: Any) -> asyncio.Future[Any]:
    future = asyncio.get_running_loop().create_future()
    future.set_result(what)
    return future


def played(act: Any) -> None:
    async def play() -> None:
        act()

    asyncio.run(play())


def kinds(sent: list[tuple[int, int, bool]]) -> list[int]:
    """The kinds in their order, each once in a row."""
    return [kind for i, (kind, _, _) in enumerate(sent) if i == 0 or sent[i - 1][0] != kind]


def test_at_home_nothing_is_drawn() -> None:
    def act() -> None:
        stage = Stage()
        assert kinds(stage.turns(0, 300)) == [REEL]
        assert not stage.artists

    played(act)


def test_it_leaves_and_comes_back_at_key_pictures_and_turns_only_grow() -> None:
    def act() -> None:
        stage = Stage()
        sent = stage.turns(0, 60)
        stage.head.move((0.5, 0.0, 0.0), stage.now, 1.0)
        sent += stage.turns(60, 90)
        stage.head.go(AHEAD, stage.now)
        sent += stage.turns(90, 260)
        assert kinds(sent) == [REEL, DRAWN, REEL]
        changes = [b for a, b in pairwise(sent) if a[0] != b[0]]
        assert all(key for _, _, key in changes)
        turns = [turn for _, turn, _ in sent]
        assert turns == sorted(set(turns))
        pans = [place[0] for place in stage.artists[0].places]
        assert pans[:10] == sorted(pans[:10])

    played(act)


def test_where_it_rests_a_reel_is_made_once_and_shown() -> None:
    def act() -> None:
        stage = Stage()
        stage.head.go((0.5, 0.2, 0.1), 0.0)
        assert kinds(stage.turns(0, 400)) == [REEL, DRAWN, THERE]
        assert stage.made == [(0.5, 0.2, 0.1)]
        assert len(stage.artists) == 1

    played(act)


def test_a_slow_artist_loses_pictures_and_none_is_sent_that_is_older_than_another() -> None:
    def act() -> None:
        stage = Stage()
        stage.head.move((0.5, 0.0, 0.0), 0.0, 4.0)
        sent = stage.turns(0, 10)
        for turn in range(10, 60):
            stage.artists[0].slow = turn % 5 != 0
            sent += stage.turns(turn, turn + 1)
        turns = [turn for _, turn, _ in sent]
        assert turns == sorted(set(turns))
        assert stage.stream.late >= 35

    played(act)


def test_when_drawing_fails_the_reel_comes_back() -> None:
    def act() -> None:
        stage = Stage()
        stage.head.move((0.5, 0.0, 0.0), 0.0)
        assert kinds(stage.turns(0, 20)) == [REEL, DRAWN]
        stage.artists[0].broken, stage.able = True, False
        sent = stage.turns(22, 120)
        assert kinds(sent) == [DRAWN, REEL], "one was ready"
        assert (sent[1][1], sent[-1][1]) == (50, 119)

    played(act)


def test_a_newcomer_gets_what_was_drawn_since_the_key_picture_and_the_last_to_go_ends_it() -> None:
    def act() -> None:
        stage = Stage()
        stage.head.move((0.2, 0.0, 0.0), 0.0)
        stage.turns(0, 30)
        since = stage.stream.since_key(29)
        assert since[0][1].key
        assert [turn for turn, _ in since] == list(range(since[0][0], 30))
        stage.stream.leave()
        assert stage.stream.since_key(29)[0][0] == 0, "the reel's"

    played(act)


def test_of_the_large_stream_every_other_turn_is_drawn() -> None:
    def act() -> None:
        stage = Stage(MAIN)
        stage.head.move((0.5, 0.0, 0.0), 0.0, 8.0)
        sent = [turn for kind, turn, _ in stage.turns(0, 60) if kind == DRAWN]
        assert {b - a for a, b in pairwise(sent[1:])} == {2}

    played(act)


@given(st.floats(0, 1e6), st.floats(0, 5))
def test_a_head_rests_when_it_was_still_at_one_place_for_a_while(
    begin: float, later: float
) -> None:
    rest = Rest()
    assert not rest.long((0.5, 0.0, 0.0), True, begin)
    assert not rest.long((0.5, 0.0, 0.0), False, begin + 1)
    now = begin + 1 + later
    assert rest.long((0.5, 0.0, 0.0), False, now) == (now - (begin + 1) >= REST_S)
    assert not rest.long((0.6, 0.0, 0.0), False, now + 1)


def test_places_are_the_same_within_a_thousandth() -> None:
    assert same((0.5, 0.0, 0.0), (0.5004, 0.0, 0.0))
    assert not same((0.5, 0.0, 0.0), (0.5, 0.0, 0.01))
