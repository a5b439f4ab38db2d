"""What the window says of a tour: how many cameras, how long a round takes, what a page has."""

from __future__ import annotations

from collections.abc import Callable

from console.ui.words import few, say
from layouts.tour import Page, Tour, stops


def round_text(tour: Tour) -> str:
    """``5 cameras · in one cell a round takes 1:15``."""
    cameras = say("{n} cameras").format(n=len(tour.every_camera()))
    whole = round(sum(stop.dwell_s for stop in stops(tour, 1)))
    return say("{cameras} · in one cell a round takes {time}").format(
        cameras=cameras, time=clock_text(whole)
    )


def clock_text(seconds: int) -> str:
    """``1:15``, from an hour on ``1:00:05``."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def page_text(page: Page, name: Callable[[str], str]) -> str:
    """The cameras of a page by their names, and its own time."""
    names = few([name(camera) for camera in page.cameras])
    return names if page.dwell_s is None else f"{names} · {seconds_text(page.dwell_s)}"


def seconds_text(seconds: float) -> str:
    return say("{n} s").format(n=f"{seconds:.10g}")
