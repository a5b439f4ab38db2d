"""What the plates of markers say, and the words that appear under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from console.cases.markers import PictureMarker, is_in_row
from console.cases.walking import WorkerMarker
from console.ui.words import age_text, distance_text, left_text, platform_text, say

LONGEST_TITLE = 16  # characters on a plate
MOST_LINES = 8  # under the pointer: of a gathered sign


def second_line(marker: PictureMarker) -> str:
    """Number and time left."""
    left = left_text(marker.left_s, marker.lamp)
    return " · ".join(part for part in (marker.number, left) if part)


def plate_lines(markers: Sequence[PictureMarker]) -> tuple[str, ...]:
    """Of one marker, or of several that were gathered: the first is the one that ranks highest."""
    first = markers[0]
    if len(markers) > 1:
        return f"{len(markers)} {kind_text(first)}"[:LONGEST_TITLE], second_line(first)
    third = help_text(first) if first.where == "edge" else doubt_text(first)
    return first.title[:LONGEST_TITLE], second_line(first), *([third] if third else [])


def kind_text(marker: PictureMarker) -> str:
    return marker.category or platform_text(marker.platform)


def help_text(marker: PictureMarker) -> str:
    """How far a place beside the picture is, and what brings it into a picture."""
    if is_in_row(marker):
        return say("where in the picture is not known")
    parts = [] if marker.distance_m is None else [distance_text(marker.distance_m)]
    if marker.turns:
        parts.append(say("turn the camera"))
    elif marker.seen_by:
        parts.append(say("{camera} sees it").format(camera=marker.seen_by))
    return " · ".join(parts)


def doubt_text(marker: PictureMarker) -> str:
    return say("line of sight not verified") if marker.doubt else ""


def tip_text(markers: Sequence[PictureMarker]) -> str:
    """All that a plate would say, whether there is one or not."""
    told = []
    for marker in markers[:MOST_LINES]:
        help_ = help_text(marker) if marker.where == "edge" else doubt_text(marker)
        told.append("\n".join(part for part in (marker.title, second_line(marker), help_) if part))
    if len(markers) > MOST_LINES:
        told.append(say("and {n} more").format(n=len(markers) - MOST_LINES))
    return "\n\n".join(told)


def worker_tip(worker: WorkerMarker) -> str:
    return f"{worker.name}\n{say('heard of {age} ago').format(age=age_text(worker.seen_s))}"
