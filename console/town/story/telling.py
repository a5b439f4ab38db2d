"""The story of the demo town: cases come, move and close, responders walk, warnings pass.

A pure generator that is told the time: the same seed on the same day tells the same story, however
it is asked. What the operators do with a case changes that case's part and nothing else.
"""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from console.town.casework.codes import BY_CODE
from console.town.casework.rules import Order
from console.town.story.script import Cast, Step, field_script, whole_script
from console.town.story.spots import Spot, pick_spot
from console.town.story.texts import HEADS, SUBJECTS, SURNAMES, WARNINGS, Subject
from console.town.story.walk import Walker, walkers_of
from console.town.world.town import Town

Json = dict[str, Any]

BEFORE_S = 2400.0  # so long the town has been living when the doors open
BETWEEN_CASES_S = (18.0, 32.0)
FILED_S = (240.0, 480.0)  # from a case's end to its leaving the platform's lists
WARNED_FIRST_S = 20.0
WARNED_FOR_S = 420.0
CALM_FOR_S = 600.0


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens at ``at_s`` of story (0: the doors open; before: negative).

    kind: ``reported`` (body: a Case's first fields, its clocks with ``in_s``), ``moved`` (order),
    ``filed``, ``walked`` (body: worker), ``warned`` (body: warning with ``lasts_s``), ``calmed``.
    """

    at_s: float
    kind: str
    id: str
    body: Json = field(default_factory=dict)
    order: Order | None = None


@dataclass
class _Thread:
    """A case's part of the story: what is still to come in ``steps``."""

    cast: Cast
    steps: list[Step]
    place: Json
    chance: random.Random
    turn: int = 0  # counts rewritings; a step of an earlier turn is void


class Story:
    """``until(t)`` yields what has happened up to ``t`` seconds of story since the last asking."""

    def __init__(self, town: Town, seed: int, day: date) -> None:
        self._town = town
        self._seed = seed
        self._day = day
        self._chance = random.Random(f"story-{seed}")
        self._walkers = walkers_of(town, seed)
        self._threads: dict[str, _Thread] = {}
        self._count = 0
        self._pushed = 0
        self._due: list[tuple[float, int, str, str, int]] = []
        self._push(-BEFORE_S, "case")
        self._push(WARNED_FIRST_S, "warn")
        for walker_id in self._walkers:
            # everyone is somewhere when the doors open
            self._push(-self._chance.uniform(0, 20), "walk", walker_id)

    def until(self, t_s: float) -> list[Happening]:
        """In order of time; ``t_s`` never goes back."""
        told: list[Happening] = []
        while self._due and self._due[0][0] <= t_s:
            at_s, _, kind, which, turn = heapq.heappop(self._due)
            match kind:
                case "case":
                    told.append(self._new_case(at_s))
                case "step":
                    told += self._step(at_s, which, turn)
                case "file":
                    told += self._file(at_s, which, turn)
                case "walk":
                    told.append(self._walk(at_s, self._walkers[which]))
                case _:
                    told.append(self._weather(at_s, kind, which))
        return told

    def ordered(self, case_id: str, status: str, order: str, at_s: float) -> None:
        """The room has given an order; the case is in ``status`` now. The room goes on by itself,
        but those it sends out answer, and what is over is filed."""
        thread = self._threads.get(case_id)
        if thread is None or order in ("note", "attach", "consult", "supervise"):
            return
        thread.turn += 1
        thread.steps = []
        if status in ("closed", "rejected", "duplicate"):
            self._push(at_s + thread.chance.uniform(*FILED_S), "file", case_id, thread.turn)
        elif status == "dispatched":
            thread.steps = field_script(thread.cast, thread.chance)
            self._next_step(at_s, case_id, thread)

    def let_go(self, case_id: str) -> None:
        """Nothing more happens to this case by itself."""
        if (thread := self._threads.get(case_id)) is not None:
            thread.turn += 1
            self._release(thread)

    def _push(self, at_s: float, kind: str, which: str = "", turn: int = 0) -> None:
        self._pushed += 1
        heapq.heappush(self._due, (at_s, self._pushed, kind, which, turn))

    # cases

    def _new_case(self, at_s: float) -> Happening:
        self._count += 1
        self._push(at_s + self._chance.uniform(*BETWEEN_CASES_S), "case")
        number = f"{self._day:%Y-%m%d}-{self._count:04d}"
        case_id = f"c-{self._day:%Y%m%d}-{self._count:04d}"
        chance = random.Random(f"{self._seed}-{self._count}")
        subject = chance.choice(SUBJECTS)
        spot = pick_spot(self._town, subject.scenes, chance)
        cast = self._cast(subject, spot, chance)
        body = _report(subject, spot, case_id, number, chance)
        thread = _Thread(cast, whole_script(cast, chance), spot.place, chance)
        self._threads[case_id] = thread
        self._next_step(at_s, case_id, thread)
        return Happening(at_s, "reported", case_id, body)

    def _cast(self, subject: Subject, spot: Spot, chance: random.Random) -> Cast:
        walkers = [w for w in self._walkers.values() if w.grid == spot.grid]
        if walkers and chance.random() < 0.8:
            return Cast(subject, walkers[0].name, walkers[0].id)
        if chance.random() < 0.4:
            walker = chance.choice(list(self._walkers.values()))
            return Cast(subject, walker.name, walker.id)
        return Cast(subject, f"{chance.choice(SURNAMES)}**", None)

    def _next_step(self, at_s: float, case_id: str, thread: _Thread) -> None:
        if thread.steps:
            self._push(at_s + thread.steps[0].after_s, "step", case_id, thread.turn)
        else:
            self._push(at_s + thread.chance.uniform(*FILED_S), "file", case_id, thread.turn)

    def _step(self, at_s: float, case_id: str, turn: int) -> list[Happening]:
        thread = self._threads.get(case_id)
        if thread is None or thread.turn != turn:
            return []
        step = thread.steps.pop(0)
        walker = self._walkers.get(thread.cast.worker or "")
        if step.order.type == "acknowledge" and walker is not None:
            walker.errand = thread.place["longitude"], thread.place["latitude"]
        elif step.order.type == "verify":
            self._release(thread)
        # when the room leads the case, the last step is the responders' report
        if thread.steps or step.order.type != "feedback":
            self._next_step(at_s, case_id, thread)
        return [Happening(at_s, "moved", case_id, order=step.order)]

    def _release(self, thread: _Thread) -> None:
        if (walker := self._walkers.get(thread.cast.worker or "")) is not None:
            walker.errand = None

    def _file(self, at_s: float, case_id: str, turn: int) -> list[Happening]:
        thread = self._threads.get(case_id)
        if thread is None or thread.turn != turn:
            return []
        self._release(thread)
        del self._threads[case_id]
        return [Happening(at_s, "filed", case_id)]

    # the rest

    def _walk(self, at_s: float, walker: Walker) -> Happening:
        pause_s = walker.walk(24.0)
        self._push(at_s + pause_s, "walk", walker.id)
        return Happening(at_s, "walked", walker.id, walker.position())

    def _weather(self, at_s: float, kind: str, warning_id: str) -> Happening:
        if kind == "calm":
            self._push(at_s + CALM_FOR_S, "warn")
            return Happening(at_s, "calmed", warning_id)
        round_ = int(at_s // (WARNED_FOR_S + CALM_FOR_S))
        level, title, text = WARNINGS[round_ % len(WARNINGS)]
        warning_id = f"warn-{self._day:%Y%m%d}-{round_ + 1:02d}"
        self._push(at_s + WARNED_FOR_S, "calm", warning_id)
        body = {
            "id": warning_id,
            "level": level,
            "title": title,
            "text": text,
            "area": _around(self._town),
            "exercise": True,
            "simulated": True,
            "lasts_s": WARNED_FOR_S * 2,
        }
        return Happening(at_s, "warned", warning_id, body)


def _report(subject: Subject, spot: Spot, case_id: str, number: str, chance: random.Random) -> Json:
    source = chance.choice(("pingan", "grid"))
    channels = ("hotline", "hall", "kiosk", "pc", "camera")
    channel = (
        chance.choice(("grid_worker", "mobile")) if source == "grid" else chance.choice(channels)
    )
    prefix = "PA" if source == "pingan" else "WG"
    limits = (
        ("respond", subject.respond_min * 60),
        ("arrive", subject.arrive_min * 60),
        ("handle", subject.handle_h * 3600),
        ("close", subject.close_h * 3600),
    )
    return {
        "id": case_id,
        "number": number,
        "title": subject.title,
        "text": chance.choice(subject.texts).format(place=spot.name),
        "platform": BY_CODE[subject.code].platform,
        "category": {"code": subject.code, "name": BY_CODE[subject.code].name},
        "source": {"id": source, "reference": f"{prefix}{number.replace('-', '')}"},
        "channel": channel,
        "status": "reported",
        "level": chance.choice(subject.levels) or None,
        "place": spot.place,
        "clocks": [
            {"kind": kind, "in_s": in_s, "unit": subject.unit_of_time} for kind, in_s in limits
        ],
        "reporter": {
            "name": f"{chance.choice(SURNAMES)}**",
            "phone": f"{chance.choice(HEADS)}****0000",
        },
        "cameras": list(spot.cameras),
        "by": {"actor": "网格员" if source == "grid" else "受理员", "unit": spot.village},
    }


def _around(town: Town) -> Json:
    """The town's box as a GeoJSON polygon."""
    xs = [x for grid in town.grids for x, _ in grid.polygon]
    ys = [y for grid in town.grids for _, y in grid.polygon]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
