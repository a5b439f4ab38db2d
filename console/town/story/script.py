"""How a case of the story goes on: the steps to its end, each after a wait. Pure and seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from console.town.casework.rules import Order
from console.town.story.texts import (
    REASONS_TO_ESCALATE,
    REASONS_TO_REJECT,
    REASONS_TO_RETURN,
    REASONS_TO_SUSPEND,
    Subject,
)

ROOM = "综合信息指挥室"
SEATS = ("值班员甲", "值班员乙", "值班员丙")


@dataclass(frozen=True, slots=True)
class Step:
    """An order that comes ``after_s`` of story after the step before it."""

    after_s: float
    order: Order


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in a case. ``worker`` is a responder's id or None."""

    subject: Subject
    person: str
    worker: str | None


def whole_script(cast: Cast, chance: random.Random) -> list[Step]:
    """From the report to the end; about 15 minutes of story."""
    return list(_life(cast, chance))


def field_script(cast: Cast, chance: random.Random) -> list[Step]:
    """What the responders do by themselves once the room has sent them: quick, up to the report."""
    return [
        Step(chance.uniform(6, 15), _field(cast, "acknowledge")),
        Step(chance.uniform(25, 60), _field(cast, "arrive")),
        Step(chance.uniform(15, 30), _field(cast, "handle")),
        Step(
            chance.uniform(45, 120),
            _field(cast, "feedback", text=chance.choice(cast.subject.feedback)),
        ),
    ]


def _life(cast: Cast, chance: random.Random) -> Iterator[Step]:
    slow = chance.random() < 0.15  # some lie about until their limits run out
    yield Step(
        chance.uniform(300, 700) if slow else chance.uniform(20, 90), _room("accept", chance)
    )
    fate = chance.random()
    if fate < 0.04:
        yield Step(chance.uniform(60, 120), _room("reject", chance, reason=REASONS_TO_REJECT))
        return
    if fate < 0.09:
        yield Step(chance.uniform(60, 120), _room("escalate", chance, reason=REASONS_TO_ESCALATE))
    yield from _sent(cast, chance, returned=0.09 <= fate < 0.15)
    yield from _done(cast, chance, suspended=0.15 <= fate < 0.24, reminded=0.24 <= fate < 0.34)
    if 0.34 <= fate < 0.38:
        yield Step(chance.uniform(60, 150), _room("reopen", chance, reason=("群众反映问题仍在。",)))
        yield from _sent(cast, chance, returned=False)
        yield from _done(cast, chance, suspended=False, reminded=False)


def _sent(cast: Cast, chance: random.Random, *, returned: bool) -> Iterator[Step]:
    yield Step(chance.uniform(30, 100), _dispatch(cast, chance))
    if returned:
        reason = chance.choice(REASONS_TO_RETURN)
        yield Step(chance.uniform(40, 120), _field(cast, "return", reason=reason))
        yield Step(chance.uniform(40, 120), _dispatch(cast, chance))
    yield Step(chance.uniform(30, 130), _field(cast, "acknowledge"))
    yield Step(chance.uniform(90, 270), _field(cast, "arrive"))
    yield Step(chance.uniform(20, 80), _field(cast, "handle"))


def _done(cast: Cast, chance: random.Random, *, suspended: bool, reminded: bool) -> Iterator[Step]:
    if suspended:
        yield Step(chance.uniform(60, 120), _room("suspend", chance, reason=REASONS_TO_SUSPEND))
        yield Step(chance.uniform(150, 360), _room("resume", chance))
    if reminded:
        yield Step(
            chance.uniform(60, 150), _room("supervise", chance, text=("请抓紧处置并反馈。",))
        )
    yield Step(
        chance.uniform(120, 420),
        _field(cast, "feedback", text=chance.choice(cast.subject.feedback)),
    )
    yield Step(chance.uniform(40, 180), _room("verify", chance))
    yield Step(chance.uniform(30, 90), _room("close", chance))


def _dispatch(cast: Cast, chance: random.Random) -> Order:
    args = {"unit": cast.subject.unit, "person": cast.person, "worker": cast.worker}
    return Order("dispatch", args, chance.choice(SEATS), ROOM)


def _room(kind: str, chance: random.Random, **choices: tuple[str, ...]) -> Order:
    args = {key: chance.choice(texts) for key, texts in choices.items()}
    return Order(kind, args, chance.choice(SEATS), ROOM)


def _field(cast: Cast, kind: str, **args: str) -> Order:
    return Order(kind, args, cast.person, cast.subject.unit)
