"""How the people of the sites behave in a conference: who speaks, raises a hand, drops out.

Pure and seeded: told the time and what the sites look like, it answers with wishes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

TURN_S = (7.0, 18.0)  # how long somebody speaks
GAP_S = (1.0, 3.0)  # between two speakers
MUTES_ON_ENTERING = 0.7
MUTES_AFTER_SPEAKING = 0.6
HAND_EVERY_S, HAND_FOR_S = (25.0, 60.0), (15.0, 40.0)
DROP_EVERY_S, DROP_FOR_S = (60.0, 120.0), (6.0, 20.0)
FEWEST_TO_DROP = 5  # a talk between a few is not broken by chance


@dataclass(frozen=True, slots=True)
class Seen:
    """A site as it stands. ``place``: as the hub says; ``mic``: open | muted | forced."""

    id: str
    place: str
    mic: str
    hand: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """``do``: speak | hush | mute | unmute | raise | lower | drop (for ``for_s``)."""

    id: str
    do: Literal["speak", "hush", "mute", "unmute", "raise", "lower", "drop"]
    for_s: float = 0.0


@dataclass
class Habits:
    """``speed`` shortens the time between raised hands and between drop-outs, not the talking."""

    seed: int
    speed: float = 1.0
    speaker: str | None = field(default=None, init=False)
    _until: float = field(default=0.0, init=False)
    _inside: set[str] = field(default_factory=set, init=False)
    _hands: dict[str, float] = field(default_factory=dict, init=False)
    _next_hand: float | None = field(default=None, init=False)
    _next_drop: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"habits-{self.seed}")

    def tick(self, now: float, sites: Sequence[Seen]) -> list[Wish]:
        """What happens now; call it about twice a second."""
        live = {site.id: site for site in sites if site.place == "live"}
        wishes = self._entering(live)
        wishes += self._talk(now, live)
        wishes += self._raise(now, live)
        wishes += self._drop(now, sites, live)
        return wishes

    def _entering(self, live: dict[str, Seen]) -> list[Wish]:
        fresh = sorted(live.keys() - self._inside)
        self._inside = set(live)
        return [
            Wish(id_, "mute")
            for id_ in fresh
            if live[id_].mic == "open" and self._chance.random() < MUTES_ON_ENTERING
        ]

    def _talk(self, now: float, live: dict[str, Seen]) -> list[Wish]:
        if self.speaker is not None:
            site = live.get(self.speaker)
            if site is not None and site.mic != "forced" and now < self._until:
                return []
            ended, self.speaker = self.speaker, None
            self._until = now + self._chance.uniform(*GAP_S)
            wishes = [Wish(ended, "hush")]
            if site is not None and self._chance.random() < MUTES_AFTER_SPEAKING:
                wishes.append(Wish(ended, "mute"))
            return wishes
        if now < self._until or (chosen := self._choose(live)) is None:
            return []
        self.speaker, self._until = chosen, now + self._chance.uniform(*TURN_S)
        self._hands.pop(chosen, None)
        wishes = [Wish(chosen, "unmute"), Wish(chosen, "speak")]
        if live[chosen].hand:
            wishes.append(Wish(chosen, "lower"))
        return wishes

    def _choose(self, live: dict[str, Seen]) -> str | None:
        """Who had raised a hand and may speak; else anybody who may."""
        may = sorted(id_ for id_, site in live.items() if site.mic != "forced")
        asked = [id_ for id_ in may if live[id_].hand]
        if not may:
            return None
        return self._chance.choice(asked or may)

    def _raise(self, now: float, live: dict[str, Seen]) -> list[Wish]:
        wishes = []
        for id_, until in list(self._hands.items()):
            if now >= until or id_ not in live:
                del self._hands[id_]
                wishes.append(Wish(id_, "lower"))
        if self._next_hand is None:
            self._next_hand = now + self._soon(HAND_EVERY_S)
        if now >= self._next_hand:
            self._next_hand = now + self._soon(HAND_EVERY_S)
            quiet = sorted(
                id_ for id_, site in live.items() if not site.hand and id_ != self.speaker
            )
            if quiet:
                id_ = self._chance.choice(quiet)
                self._hands[id_] = now + self._chance.uniform(*HAND_FOR_S)
                wishes.append(Wish(id_, "raise"))
        return wishes

    def _drop(self, now: float, sites: Sequence[Seen], live: dict[str, Seen]) -> list[Wish]:
        if self._next_drop is None:
            self._next_drop = now + self._soon(DROP_EVERY_S)
        if now < self._next_drop:
            return []
        self._next_drop = now + self._soon(DROP_EVERY_S)
        there = sorted(live) or sorted(site.id for site in sites if site.place != "away")
        if len(there) < FEWEST_TO_DROP:
            return []
        return [Wish(self._chance.choice(there), "drop", self._chance.uniform(*DROP_FOR_S))]

    def _soon(self, between: tuple[float, float]) -> float:
        return self._chance.uniform(*between) / self.speed
