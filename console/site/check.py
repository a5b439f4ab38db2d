"""``python -m console check DIR``: says what is wrong in a site folder, or what is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from console.site.address import is_loopback, parse_address
from console.site.duty_days import DutyDays
from console.site.load import SiteFaults, read_site
from console.site.records import Site
from console.site.secrets import loose
from console.site.stray import strays
from layouts.fault import Fault
from layouts.folder import WallFolder
from media.hub import own_certificate

SHOWN = 5  # names in a note


def check(folder: Path, say: Callable[[str], object] = print, now: datetime | None = None) -> int:
    """Tell every fault on a line of its own; the exit code: 0 when there is none, else 1."""
    now = now or datetime.now(UTC)
    try:
        site = read_site(folder)
    except SiteFaults as error:
        return _faulty(folder, error.faults, say)
    if site.left_out:
        return _faulty(folder, site.left_out, say)
    for line in _summary(site):
        say(line)
    closed = [f"{text}; the program corrects it when it opens the room" for text in loose(folder)]
    _note(
        [
            *strays(folder),
            *_links(site),
            *_certificate(site),
            *_unjudged(site),
            *_holidays(site, now),
            *closed,
        ],
        say,
    )
    return 0


def _faulty(folder: Path, faults: Sequence[Fault], say: Callable[[str], object]) -> int:
    for fault in faults:
        say(str(fault))
    _note(strays(folder), say)
    say(f"{_counted(len(faults), 'fault')} in {folder}")
    return 1


def _note(sentences: list[str], say: Callable[[str], object]) -> None:
    for sentence in sentences:
        say(f"note: {sentence}")


def _links(site: Site) -> list[str]:
    """What the sites' links begin with where the settings leave it to the program."""
    host, port = parse_address(site.conference.listen)
    if not site.nodes or site.conference.public_url or is_loopback(host):
        return []
    if host in ("0.0.0.0", "::"):
        begin = f"this machine's own address in its network, https://ADDRESS:{port}"
    else:
        begin = f"https://{f'[{host}]' if ':' in host else host}:{port}"
    return [
        f"[conference] public_url is empty: the sites' links begin with {begin}; "
        "set it when sites come from elsewhere"
    ]


def _certificate(site: Site) -> list[str]:
    """What is wrong with a certificate that somebody else gave the conference's door."""
    tls = site.conference.tls
    if not isinstance(tls, dict):
        return []
    given, key = Path(tls["cert"]), Path(tls["key"])
    host = urlsplit(site.conference.public_url).hostname or ""
    found = own_certificate.fault(given, key) or own_certificate.warning(
        given, host, datetime.now(UTC)
    )
    return [f"[conference] tls: {found}"] if found else []


def _unjudged(site: Site) -> list[str]:
    """Cameras whose lines are encrypted while nobody's name is checked."""
    names = [
        camera.id
        for camera in site.cameras
        if camera.transport == "rtsps" and not camera.ca and not camera.fingerprint
    ]
    if not names:
        return []
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return [
        f"{_counted(len(names), 'camera')} read by rtsps without a check of the certificate "
        f"({shown}): the columns ca or fingerprint of cameras.csv, or [cameras] ca, set one"
    ]


def _holidays(site: Site, now: datetime) -> list[str]:
    """That working time is counted without a year's holidays."""
    if not site.limits:
        return []
    days = DutyDays(WallFolder(site.folder).read().calendar)
    warning = days.warning(now.astimezone(site.duty.zone).date())
    return [warning] if warning else []


def _summary(site: Site) -> list[str]:
    placed = sum(camera.longitude is not None for camera in site.cameras)
    return [
        f"{site.name}: no fault",
        f"{_counted(len(site.cameras), 'camera')}, {placed} on the map, "
        f"{len(site.poses)} with a pose",
        f"{_counted(len(site.nodes), 'conference node')}, {_counted(len(site.plans), 'plan')}, "
        f"{_counted(len(site.meetings), 'meeting')}",
        f"{_counted(len(site.grids), 'grid')}, {_counted(len(site.base_map), 'map feature')}",
        f"platform: {site.platform.url or 'none'}",
        *(f"case source {each.id}: {each.kind}, {each.url}" for each in site.case_sources),
        *_duty(site),
        *([f"people: {len(site.people)}"] if site.people else []),
    ]


def _duty(site: Site) -> list[str]:
    told = [
        _counted(len(found), noun)
        for found, noun in ((site.limits, "time limit"), (site.roster, "duty turn"))
        if found
    ]
    return [", ".join(told)] if told else []


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
