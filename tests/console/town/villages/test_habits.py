from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.town.villages.habits import FEWEST_TO_DROP, Habits, Seen, Wish


class Room:
    """Sites that do what the habits wish, as a hub would show them; no chair."""

    def __init__(self, seed: int, count: int) -> None:
        self.habits = Habits(seed)
        self.sites = {f"n{i:02d}": Seen(f"n{i:02d}", "live", "open", False) for i in range(count)}
        self.speaking: set[str] = set()
        self.log: list[tuple[float, Wish]] = []

    def run(self, from_s: float, to_s: float) -> None:
        now = from_s
        while now < to_s:
            for wish in self.habits.tick(now, list(self.sites.values())):
                self.log.append((now, wish))
                self._obey(wish)
            assert len(self.speaking) <= 1
            now += 0.5

    def _obey(self, wish: Wish) -> None:
        site = self.sites[wish.id]
        match wish.do:
            case "speak":
                assert site.mic == "open"
                self.speaking.add(wish.id)
            case "hush":
                self.speaking.discard(wish.id)
            case "mute" | "unmute":
                self.sites[wish.id] = replace(site, mic="muted" if wish.do == "mute" else "open")
            case "raise" | "lower":
                self.sites[wish.id] = replace(site, hand=wish.do == "raise")
            case _:
                pass

    def done(self, what: str) -> list[tuple[float, Wish]]:
        return [(at, wish) for at, wish in self.log if wish.do == what]


@given(st.integers(0, 10_000))
def test_one_speaks_at_a_time_and_many_get_a_turn(seed: int) -> None:
    room = Room(seed, 10)
    room.run(0.0, 600.0)
    speakers = Counter(wish.id for _, wish in room.done("speak"))
    assert len(speakers) >= 5
    assert 20 <= speakers.total() <= 80


def test_the_same_seed_behaves_the_same() -> None:
    one, other = Room(3, 8), Room(3, 8)
    one.run(0.0, 300.0)
    other.run(0.0, 300.0)
    assert one.log == other.log


def test_somebody_drops_out_every_one_or_two_minutes_but_never_from_a_small_talk() -> None:
    room = Room(1, 10)
    room.run(0.0, 1200.0)
    drops = [at for at, _ in room.done("drop")]
    gaps = [b - a for a, b in pairwise(drops)]
    assert all(60 <= gap <= 121 for gap in gaps)
    assert len(drops) >= 9
    small = Room(1, FEWEST_TO_DROP - 1)
    small.run(0.0, 1200.0)
    assert small.done("drop") == []


def test_hands_go_up_and_come_down_again() -> None:
    room = Room(2, 10)
    room.run(0.0, 600.0)
    up, down = len(room.done("raise")), len(room.done("lower"))
    assert up >= 8
    assert up - down <= 1


def test_whom_the_chair_has_muted_does_not_speak_and_falls_silent_at_once() -> None:
    room = Room(4, 3)
    room.run(0.0, 5.0)
    speaker = room.habits.speaker
    assert speaker is not None
    room.sites[speaker] = replace(room.sites[speaker], mic="forced")
    room.run(5.0, 5.5)
    assert room.speaking == set()
    for site in room.sites.values():
        room.sites[site.id] = replace(site, mic="forced")
    before = len(room.done("speak"))
    room.run(5.5, 300.0)
    assert len(room.done("speak")) == before
    assert room.done("raise")


def test_who_leaves_while_speaking_is_hushed() -> None:
    room = Room(5, 3)
    room.run(0.0, 5.0)
    speaker = room.habits.speaker
    assert speaker is not None
    room.sites[speaker] = replace(room.sites[speaker], place="left")
    room.run(5.0, 5.5)
    assert room.speaking == set()
