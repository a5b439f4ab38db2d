"""How well bad pictures are told from good ones: ``python -m bench.diagnosis [N [M]]``.

Good: each camera goes through a day of light, weather, traffic and narrow lines, a look each 10 s;
what is found there is false. Bad: each fault at several strengths on a camera whose picture is
known, by day and by night; it has to be said at the fourth look.
With N only each Nth look, with M only each Mth camera.
"""

from __future__ import annotations

import copy
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import cv2
import numpy as np

from bench.figures import machine, percentile, today
from bench.footage import Burst, Picture, all_footage
from media.diagnosis.finding import Finding
from media.diagnosis.judge import Judge
from media.diagnosis.thresholds import Thresholds
from tests.stage import spoil
from tests.stage.looks import measured

EVERY_S = 10.0
WEEK_LOOKS = 7 * 24 * 3600 / EVERY_S
LIMITS = Thresholds()
Chance = np.random.Generator
Weather = Callable[[Picture, float, Chance], Picture]


def _lorry(picture: Picture, part: float, chance: Chance) -> Picture:
    stop = int(part * 8)  # it stands for a while, then another one stands elsewhere
    colour = [(40, 60, 160), (200, 200, 205), (60, 120, 60), (30, 30, 35)][stop % 4]
    return spoil.lorry(picture, 0.3, (stop * 0.37) % 1, colour)


def _clouds(picture: Picture, part: float, chance: Chance) -> Picture:
    return spoil.gain(picture, 0.85 + 0.25 * float(np.sin(part * 40)))


def _night_road(picture: Picture, part: float, chance: Chance) -> Picture:
    dark = spoil.night(picture, 0.0, chance)
    return spoil.headlights(dark, chance) if chance.random() < 0.4 else dark


# (name, looks, what happens to the picture, part 0..1 of the way through)
DAY: tuple[tuple[str, int, Weather], ...] = (
    ("day", 160, lambda p, part, c: p),
    ("clouds", 80, _clouds),
    ("lorry", 80, _lorry),
    ("rain", 90, lambda p, part, c: spoil.rain(p, 250, c)),
    ("fog", 300, lambda p, part, c: spoil.fog(p, 0.75 * min(1, 3 * min(part, 1 - part)))),
    ("dusk", 240, lambda p, part, c: spoil.night(p, 1 - part, c)),
    ("night", 160, _night_road),
    ("rainy night", 60, lambda p, part, c: spoil.rain(_night_road(p, part, c), 150, c)),
    ("infrared", 90, lambda p, part, c: spoil.infrared(p, c)),
    ("night again", 60, _night_road),
    ("dawn", 240, lambda p, part, c: spoil.night(p, part, c)),
    ("sunny", 60, lambda p, part, c: spoil.gain(p, 1.15, 6)),
)  # fmt: skip
NARROW = (24, 28, 34, 38)  # x264's crf, from a good line to a very narrow one


@dataclass
class Tale:
    """What happened to one camera."""

    name: str
    kind: str
    looks: int = 0
    signs: Counter[tuple[str, str]] = field(default_factory=Counter)  # (finding, weather): looks
    said: Counter[tuple[str, str]] = field(default_factory=Counter)  # times it began to be said
    found: dict[tuple[str, str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)
    cpu_s: list[float] = field(default_factory=list)


def _look(judge: Judge, pictures: list[Picture], at: float, tale: Tale) -> tuple[Finding, ...]:
    began = time.thread_time()
    said = judge.look([measured(picture) for picture in pictures], at, True)
    tale.cpu_s.append(time.thread_time() - began)
    return said


def _sent(pictures: list[Picture], at: float, crf: int) -> list[Picture]:
    stamp = f"2026-11-25 {int(at) // 3600 % 24:02d}:{int(at) // 60 % 60:02d}:{int(at) % 60:02d}"
    return spoil.compressed([spoil.clock(picture, stamp) for picture in pictures], crf)


def good_day(burst: Burst, tale: Tale, skip: int) -> None:
    chance = np.random.default_rng(7)
    judge, at, before = Judge(LIMITS), 0.0, set[Finding]()
    for name, looks, weather in DAY:
        crf = NARROW[int(chance.integers(len(NARROW)))]
        for i in range(0, looks, skip):
            at += EVERY_S * skip
            pictures = [weather(p, i / looks, chance) for p in burst(chance)]
            said = set(_look(judge, _sent(pictures, at, crf), at, tale))
            tale.looks += 1
            tale.signs.update((f.value, name) for f, sign in judge.signs.items() if sign)
            tale.said.update((f.value, name) for f in said - before)
            before = said


Fault = Callable[[list[Picture], Chance], list[Picture]]


def _each(spoiled: Callable[[Picture, Chance], Picture]) -> Fault:
    return lambda burst, chance: [spoiled(picture, chance) for picture in burst]


def _shake(share: float) -> Fault:
    def one(picture: Picture, chance: Chance) -> Picture:
        right, down = chance.uniform(-share, share, 2)
        return spoil.view(picture, right, down)

    return _each(one)


def _covered(share: float, colour: tuple[int, int, int]) -> Fault:
    side = round(share * 100) + sum(colour)
    return _each(lambda p, c: spoil.cover(p, share, colour, side % 4))


def faults() -> Iterator[tuple[Finding, str, Fault]]:
    """What is wrong, how strong it is, and what does it."""
    for how, spoiled in _ONE_BY_ONE.items():
        yield how[0], how[1], _each(spoiled)
    for share in (0.5, 0.6, 0.7, 0.85, 0.95):
        for name, colour in COVERS.items():
            yield Finding.COVERED, f"{share:.0%} {name}", _covered(share, colour)
    for share in (0.005, 0.01, 0.02, 0.04):
        yield Finding.SHAKEN, f"± {share:.1%}", _shake(share)


COVERS = {"dark": (25, 25, 30), "hand": (110, 130, 190), "white": (215, 220, 220)}
CASTS = {
    "blue × 1.3": (1.3, 1, 0.8), "blue × 1.6": (1.6, 1, 0.6), "green × 1.5": (0.8, 1.5, 0.8),
    "red × 1.6": (0.6, 0.9, 1.6), "purple × 1.5": (1.5, 0.8, 1.5),
}  # fmt: skip
_BRIGHTER = ((1.6, 70), (2.2, 90), (3.5, 120))
_ONE_BY_ONE: dict[tuple[Finding, str], Callable[[Picture, Chance], Picture]] = {
    (Finding.BLACK, "lens cap"): lambda p, c: spoil.grain(spoil.gain(p, 0, 5), 2, c),
    (Finding.BLACK, "light / 12"): lambda p, c: spoil.grain(spoil.gain(p, 0.08), 2, c),
    **{(Finding.BRIGHT, f"× {by} + {plus}"): lambda p, c, by=by, plus=plus: spoil.gain(p, by, plus)
       for by, plus in _BRIGHTER},
    **{(Finding.BLURRED, f"σ {sigma:g} px"): lambda p, c, sigma=sigma: spoil.blur(p, sigma)
       for sigma in (1.5, 2.5, 4, 6, 9)},
    **{(Finding.COLOUR_CAST, name): lambda p, c, gains=gains: spoil.cast(p, *gains)
       for name, gains in CASTS.items()},
    **{(Finding.NOISE, f"grain σ {sigma}"): lambda p, c, sigma=sigma: spoil.grain(p, sigma, c)
       for sigma in (15, 20, 25, 40, 60)},
    **{(Finding.NOISE, f"snow {share:.0%}"): lambda p, c, share=share: spoil.snow(p, share, c)
       for share in (0.02, 0.05, 0.1, 0.25)},
    **{(Finding.MOVED, f"right {share:.0%}"): lambda p, c, share=share: spoil.view(p, right=share)
       for share in (0.02, 0.04, 0.08, 0.2, 0.5)},
    **{(Finding.MOVED, f"rolled {deg}°"): lambda p, c, deg=deg: spoil.view(p, turn_deg=deg)
       for deg in (4, 10, 30)},
    **{(Finding.MOVED, f"zoom {zoom}"): lambda p, c, zoom=zoom: spoil.view(p, zoom=zoom)
       for zoom in (1.1, 1.3)},
}  # fmt: skip


def bad_looks(footage: Burst, tale: Tale) -> None:
    for hour, light in (("day", 1.0), ("night", 0.0)):
        chance = np.random.default_rng(11)
        known, at = Judge(LIMITS), 0.0

        def burst(light: float = light, chance: Chance = chance) -> list[Picture]:
            return [spoil.night(p, light, chance) for p in footage(chance)]

        for _ in range(40):
            at += EVERY_S
            known.look([measured(p) for p in _sent(burst(), at, 27)], at, True)
        for finding, strength, fault in faults():
            judge = copy.deepcopy(known)
            said: tuple[Finding, ...] = ()
            for i in range(4):
                pictures = _sent(fault(burst(), chance), at + i * EVERY_S, 27)
                said = _look(judge, pictures, at + (i + 1) * EVERY_S, tale)
            _note(tale, finding, strength, hour, said)
        for strength in ("decoder repeats", "sensor stands still"):
            judge, still = copy.deepcopy(known), burst()[:1] * 2
            sent = _sent(still, at, 27)[:1] * 2
            for i in range(5):
                pictures = sent if strength == "decoder repeats" else _sent(still, at + 9 * i, 27)
                said = _look(judge, pictures, at + (i + 1) * EVERY_S, tale)
            _note(tale, Finding.FROZEN, strength, hour, said)


def _note(tale: Tale, fault: Finding, how: str, hour: str, said: tuple[Finding, ...]) -> None:
    tale.found[(fault.value, how, hour)].append(fault in said)
    tale.beside.update((fault.value, other.value) for other in said if other is not fault)


def _told(which: int, skip: int) -> Tale:
    cv2.setNumThreads(1)
    footage = list(all_footage())[which]
    tale = Tale(footage.name, footage.kind)
    burst = footage.burst()
    good_day(burst, tale, skip)
    bad_looks(burst, tale)
    return tale


def main(arguments: list[str]) -> int:
    skip, apart = [*map(int, arguments), 1, 1][:2]
    some = range(0, len(list(all_footage())), apart)
    with ProcessPoolExecutor() as pool:
        tales = list(pool.map(_told, some, [skip] * len(some)))
    for line in report(tales):
        print(line)
    return 0


def _by_finding(counted: Counter[tuple[str, str]]) -> str:
    sums: Counter[str] = Counter()
    for (finding, _), times in counted.items():
        sums[finding] += times
    return ", ".join(f"{finding} {times}" for finding, times in sums.items()) or "nothing"


def report(tales: list[Tale]) -> Iterator[str]:
    kinds = Counter(tale.kind for tale in tales)
    looks = sum(tale.looks for tale in tales)
    yield f"Measured {today()} on {machine()}."
    yield f"Cameras: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}."
    yield f"Good looks: {looks}, as many as {looks / WEEK_LOOKS:.2f} camera-weeks have."
    yield "\n| finding | false signs per 1000 good looks | times said falsely | where |"
    yield "|---|---|---|---|"
    signs = sum((tale.signs for tale in tales), Counter())
    said = sum((tale.said for tale in tales), Counter())
    for finding in Finding:
        name = finding.value
        signed = sum(n for (f, _), n in signs.items() if f == name)
        where = [f"{w} {n}" for (f, w), n in signs.items() if f == name]
        times = sum(n for (f, _), n in said.items() if f == name)
        yield f"| {name} | {1000 * signed / looks:.2f} | {times} | {', '.join(where)} |"
    for tale in tales:
        if tale.said or tale.signs:
            yield (
                f"\n{tale.kind} {tale.name}: signs {_by_finding(tale.signs)}, "
                f"said {_by_finding(tale.said)}"
            )
    yield "\n| fault | strength | said by day | by night |"
    yield "|---|---|---|---|"
    found: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for tale in tales:
        for key, hits in tale.found.items():
            found[key] += hits
    for fault, how in dict.fromkeys((f, h) for f, h, _ in found):
        day, night = (
            f"{100 * np.mean(found[(fault, how, hour)]):.0f} %" for hour in ("day", "night")
        )
        yield f"| {fault} | {how} | {day} | {night} |"
    beside = sum((tale.beside for tale in tales), Counter())
    yield f"\nSaid beside or instead: {dict(beside)}"
    cpu = [1000 * s for tale in tales for s in tale.cpu_s]
    yield (
        f"CPU of a look of two pictures: median {percentile(cpu, 0.5):.2f} ms, "
        f"p95 {percentile(cpu, 0.95):.2f} ms."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
