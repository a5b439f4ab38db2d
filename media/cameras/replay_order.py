"""The orders of a replay: read and checked. ValueError names the key."""

from __future__ import annotations

from dataclasses import dataclass

from media.cameras.canvas import Outlet
from media.cameras.order import parse_channel, parse_show
from media.cameras.play_clock import PlayClock
from media.parent import Message

LARGEST = 1e12


@dataclass(frozen=True)
class ReplayOrder:
    camera: str
    outlet: Outlet
    clock: PlayClock
    skip_gaps: bool = False


def parse_replay(order: Message) -> ReplayOrder:
    camera, outlet = parse_show(order)
    written = order["clock"]
    if not isinstance(written, dict):
        raise ValueError('"clock" is an object of "at", "since" and "rate"')
    at, since, rate = (_number(written, key) for key in ("at", "since", "rate"))
    skip_gaps = order.get("skip_gaps", False)
    if not isinstance(skip_gaps, bool):
        raise ValueError('"skip_gaps" is true or false')
    return ReplayOrder(camera, outlet, PlayClock(at, since, rate), skip_gaps)


def parse_step(order: Message) -> tuple[int, int]:
    """The channel, and 1 for the next picture or -1 for the one before."""
    pictures = order["pictures"]
    if isinstance(pictures, bool) or pictures not in (1, -1):
        raise ValueError('"pictures" is 1 or -1')
    return parse_channel(order), int(pictures)


def _number(written: Message, key: str) -> float:
    value = written[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f'"{key}" of the clock is a number')
    if not abs(value) < LARGEST:
        raise ValueError(f'"{key}" of the clock is a finite number of seconds')
    return float(value)
