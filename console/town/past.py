"""The demo town's invented past: two months of cases, the same month a year ago, and the weekly
meetings with their roll calls. Written once, so that reports have something to say.

Everything is simulated and the same for the same seed and day.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from console.town.casework.codes import BY_CODE
from console.town.casework.rules import stamp
from console.town.story.spots import Spot, pick_spot
from console.town.story.texts import SUBJECTS, Subject
from console.town.world.tiling import centre
from console.town.world.town import Town

Json = dict[str, Any]

CASES = Path("past") / "cases.jsonl"
MEETINGS = Path("state") / "conferences"
DAYS = 62
YEAR = timedelta(days=364)  # the same weekdays
WEEKLY = 5
OF_A_DAY = (9, 15)
HOTSPOTS = 7
SLOW = ("综合执法中队", "市政养护队")  # whose cases take longer
FORGETFUL = 4  # sites that miss roll calls now and then


def write_past(folder: Path, town: Town, seed: int, now: datetime) -> None:
    """What is there already stays. Raises OSError."""
    path = folder / CASES
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(case, ensure_ascii=False) for case in cases(town, seed, now))
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    meetings = folder / MEETINGS
    if not meetings.exists():
        meetings.mkdir(mode=0o700, parents=True)
        for name, entries in weekly_meetings(town, seed, now).items():
            text = "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)
            (meetings / f"{name}.jsonl").write_text(text, "utf-8")


def cases(town: Town, seed: int, now: datetime) -> Iterator[Json]:
    """In the order of their reports; all of them have ended."""
    chance = random.Random(f"past-{seed}-{now:%Y%m%d}")
    hotspots = [(chance.choice(SUBJECTS), _spot(town, chance)) for _ in range(HOTSPOTS)]
    last = datetime.combine(now.date(), time(), now.tzinfo)
    for begin, days, busy in (
        (last - YEAR - timedelta(days=DAYS), DAYS, 0.8), (last - timedelta(days=DAYS), DAYS, 1.0),
    ):  # fmt: skip
        for number in range(days):
            day = begin + timedelta(days=number)
            yield from _day(town, day, busy * (1 + 0.25 * number / days), hotspots, chance, now)


def weekly_meetings(town: Town, seed: int, now: datetime) -> dict[str, list[Json]]:
    """The journals of the last weekly meetings, by name."""
    chance = random.Random(f"meetings-{seed}-{now:%Y%m%d}")
    sites = [site for site in town.villages if site.kind in ("village", "community")]
    forgetful = {site.id for site in chance.sample(sites, FORGETFUL)}
    monday = now - timedelta(days=now.weekday())
    held = {}
    for week in range(1, WEEKLY + 1):
        at = datetime.combine((monday - timedelta(weeks=week)).date(), time(6), now.tzinfo)
        name = f"past-{at:%Y%m%d}"
        nodes = [{"id": site.id, "name": site.name, "kind": site.kind} for site in sites]
        more = {
            "title": "综治工作平台周例会（模拟）", "nodes": nodes, "simulated": True,
            "invited": [site.id for site in sites], "agenda": ["上周办件情况", "视频点名"],
        }  # fmt: skip
        entries: list[Json] = [
            {"at": at.isoformat(), "act": "opened", "text": name, "more": more},
            {"at": at.isoformat(), "act": "started"},
        ]
        for place, site in enumerate(sites):
            moment = (at + timedelta(minutes=5, seconds=8 * place)).isoformat()
            missed = chance.random() < (0.45 if site.id in forgetful else 0.03)
            result = chance.choice(("no_answer", "no_picture", "bad_line")) if missed else "present"
            if result != "no_answer":
                entries.append({"at": at.isoformat(), "act": "joined", "node": site.id})
            entries.append({"at": moment, "act": "roll_call", "node": site.id, "result": result})
        entries.append({"at": (at + timedelta(minutes=40)).isoformat(), "act": "ended"})
        held[name] = entries
    return held


def _day(
    town: Town,
    day: datetime,
    busy: float,
    hotspots: list[tuple[Subject, Spot]],
    chance: random.Random,
    now: datetime,
) -> Iterator[Json]:
    rest = 0.55 if day.weekday() >= 5 else 1.0
    count = round(chance.randint(*OF_A_DAY) * rest * busy)
    # the working day of a town eight hours east of UTC
    times = sorted(min(max(chance.gauss(5.0, 3.4), -1.0), 15.0) for _ in range(count))
    for number, hour in enumerate(times, 1):
        if chance.random() < 0.12:
            subject, spot = chance.choice(hotspots)
        else:
            subject, spot = chance.choice(SUBJECTS), _spot(town, chance)
        at = day + timedelta(hours=hour)
        case = _case(subject, spot, at, f"{day:%Y-%m%d}-{number:04}", chance)
        if case["updated_at"] < stamp(now):
            yield case


def _spot(town: Town, chance: random.Random) -> Spot:
    if chance.random() < 0.5:
        return pick_spot(town, (), chance)
    grid = chance.choice(town.grids)
    longitude, latitude = centre(grid.polygon)
    name = f"{grid.village}{grid.name}"
    place = {
        "longitude": round(longitude + chance.uniform(-0.001, 0.001), 7),
        "latitude": round(latitude + chance.uniform(-0.001, 0.001), 7), "datum": "wgs84",
        "accuracy_m": 15, "method": "gps", "address": f"{town.name}{name}", "grid": grid.id,
    }  # fmt: skip
    return Spot(name, grid.village, grid.id, place, (), "grid")


def _case(subject: Subject, spot: Spot, at: datetime, number: str, chance: random.Random) -> Json:
    worker = chance.random() < 0.5
    acts, status = _acts(subject, at, chance)
    ended = acts[-1][0]
    category = BY_CODE[subject.code]
    timeline = [
        {"at": stamp(moment), "actor": "", "unit": subject.unit, "action": what, "text": ""}
        for moment, what in acts
    ]
    done = {what: moment for moment, what in acts}
    case = {
        "id": f"p-{number}", "rev": len(acts), "number": number, "title": subject.title,
        "text": "", "platform": category.platform,
        "category": {"code": category.code, "name": category.name},
        "source": {"id": "grid" if worker else "pingan", "reference": number},
        "channel": chance.choice(("grid_worker", "mobile") if worker else
                                 ("hotline", "hotline", "hall", "pc", "kiosk", "camera")),
        "status": status, "level": chance.choice(subject.levels) or None,
        "place": spot.place, "assignee": {"unit": subject.unit},
        "clocks": _clocks(subject, at, done, ended), "timeline": timeline,
        "reported_at": stamp(at), "updated_at": stamp(ended), "simulated": True,
    }  # fmt: skip
    if status == "closed" and chance.random() < 0.4:
        case["satisfaction"] = chance.choices((5, 4, 3, 2, 1), (50, 30, 12, 5, 3))[0]
    return case


def _acts(
    subject: Subject, at: datetime, chance: random.Random
) -> tuple[list[tuple[datetime, str]], str]:
    """What is done to a case until its end, and how it ended."""
    acts = [(at, "report")]

    def after(minutes: float, what: str) -> None:
        acts.append((acts[-1][0] + timedelta(minutes=minutes), what))

    if chance.random() < 0.03:
        after(chance.uniform(5, 60), "reject")
        return acts, "rejected"
    after(chance.lognormvariate(1.6, 0.7), "accept")
    after(chance.lognormvariate(1.2, 0.6), "dispatch")
    while chance.random() < 0.06:
        after(chance.uniform(8, 40), "return")
        after(chance.uniform(5, 20), "dispatch")
    after(chance.lognormvariate(1.3, 0.6), "acknowledge")
    after(chance.lognormvariate(2.9, 0.5), "arrive")
    whole = subject.close_h * 60
    slow = 0.16 if subject.unit in SLOW else 0.06
    part = chance.uniform(1.05, 1.9) if chance.random() < slow else chance.uniform(0.1, 0.7)
    if chance.random() < 0.03:
        after(20, "suspend")
        after(chance.uniform(60, 1500), "resume")
    if part > 1:
        after(whole * 0.8, "supervise")
    after(whole * part * chance.uniform(0.5, 0.8), "feedback")
    after(whole * part * 0.15, "verify")
    after(chance.uniform(2, 30), "close")
    if chance.random() < 0.015:
        after(chance.uniform(300, 3000), "reopen")
        after(chance.uniform(60, 600), "close")
    return acts, "closed"


def _clocks(
    subject: Subject, at: datetime, done: dict[str, datetime], ended: datetime
) -> list[Json]:
    limits = (
        ("respond", subject.respond_min / 60 * 2.5, "acknowledge"),
        ("arrive", subject.arrive_min / 60 * 1.6, "arrive"),
        ("handle", subject.handle_h * 2, "feedback"), ("close", subject.close_h, "close"),
    )  # fmt: skip
    return [
        {
            "kind": kind, "due_at": stamp(at + timedelta(hours=hours)), "unit": "natural",
            "paused": False, "done_at": stamp(done.get(what, ended)),
        }
        for kind, hours, what in limits
    ]  # fmt: skip
