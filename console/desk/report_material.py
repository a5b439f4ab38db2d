"""What a report is made of, gathered from the site's files: by any thread but the Qt thread."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from console.cases.history import History
from console.desk.findings_file import FindingsFile
from console.desk.patrols import NAME as PATROLS
from console.desk.patrols import PatrolBook
from console.figures.dimensions import Names
from console.figures.period import Period
from console.figures.presence import LostSpell, PatrolFigures, PatrolledCamera
from console.figures.repeats import RepeatRule
from console.figures.report import Material
from console.minutes.journal import Journals
from console.minutes.minutes import Minutes, minutes_of
from console.site.records import Site
from layouts.patrol import CameraPatrols
from media.diagnosis.finding import Finding

PLATFORMS = "platforms"  # their names, as the platform told them last
MOST_DAYS = 366


def gathered(site: Site, history: History, now: datetime, simulated: bool) -> Material:
    """``now`` carries the room's zone."""
    zone = now.tzinfo
    assert zone is not None
    state, rule = site.folder / "state", site.reports
    names = {camera.id: camera.name for camera in site.cameras}
    return Material(
        room=site.name,
        zone=zone,
        now=now,
        records=history.records,
        known_since=history.known_since(),
        names=names_of(site, history),
        repeat=RepeatRule(rule.repeat_radius_m, rule.repeat_days, rule.repeat_least),
        rules=rule.negative,
        conferences=conferences(state),
        patrols=lambda period: patrols(state, period, now, names),
        cameras=names,
        lost=lost_cameras(state),
        simulated=simulated,
    )


def names_of(site: Site, history: History) -> Names:
    villages = {grid.id: grid.village for grid in site.grids if grid.village}
    grids = {grid.id: grid.name for grid in site.grids if grid.name}
    return Names(platform_names(history), grids, villages)


def platform_names(history: History) -> Mapping[str, str]:
    try:
        told = json.loads(history.noted(PLATFORMS) or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def conferences(state: Path) -> tuple[Minutes, ...]:
    """Those with a roll call."""
    journals = Journals(state)
    held = (minutes_of(journals.read(name)) for name in journals.names())
    return tuple(minutes for minutes in held if minutes.roll_calls)


def patrols(state: Path, period: Period, now: datetime, names: Mapping[str, str]) -> PatrolFigures:
    """Of the tours in the period; nothing where no tour ever ran. ``names``: of cameras, by id; one
    that the room has no more is called by its id."""
    path = state / PATROLS
    zone = now.tzinfo
    if not path.exists() or zone is None:
        return PatrolFigures()
    book = PatrolBook(path)
    days = range(min(period.days, MOST_DAYS))
    try:
        reports = [book.day(period.first + timedelta(days=day), zone) for day in days]
    finally:
        book.close()
    by_camera: dict[str, list[CameraPatrols]] = {}
    for report in reports:
        for one in report.cameras:
            by_camera.setdefault(one.camera, []).append(one)
    cameras = [_patrolled(names.get(camera, camera), days) for camera, days in by_camera.items()]
    return PatrolFigures(
        sum(report.tours for report in reports),
        tuple(sorted({who for report in reports for who in report.who})),
        tuple(sorted(cameras, key=lambda one: (one.patrols > 0, one.name))),
    )


def _patrolled(name: str, days: Sequence[CameraPatrols]) -> PatrolledCamera:
    return PatrolledCamera(
        name,
        sum(day.patrols for day in days),
        sum(day.live_s for day in days),
        max((day.last for day in days if day.last), default=None),
    )


def lost_cameras(state: Path) -> list[LostSpell] | None:
    """Spells without a picture; None where pictures were never judged."""
    file = FindingsFile(state / "diagnosis.jsonl")
    spells = file.spells()
    if not spells:
        return None
    return [
        LostSpell(camera, spell.began, spell.ended)
        for camera, spell in spells
        if spell.finding is Finding.LOST
    ]
