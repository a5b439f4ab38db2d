"""Which stretches of which stream become a camera's films: of the large one all there is, of the
small one what only that has. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from media.archive.segment import Segment

JOINED_S = 1.0  # what is missing between two segments that follow on each other

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be read of segments of one stream, in order. Times are Unix seconds."""

    stream: str
    since: float
    until: float
    segments: Sequence[Segment]


def stretches(
    main: Sequence[Segment], sub: Sequence[Segment], since: float, until: float
) -> list[Stretch]:
    """In order of time, from what overlaps the wished stretch of either stream, and at last what
    was recorded twice of it."""
    large, again = joinable(main)
    small, small_again = joinable(sub)
    if not large:
        told = [Stretch("sub", since, until, each) for each in (small, small_again)]
        return [each for each in told if each.segments]
    found: list[Stretch] = []
    missing = holes(((each.began_at, each.ended_at) for each in large), since, until)
    for hole in missing:
        over = (at for at, each in enumerate(small) if each.ended_at > hole[0])
        del small[: next(over, len(small))]
        filling = [each for each in _beginning_before(hole[1], small) if _fills(each, hole, until)]
        if not filling:
            continue
        before = _beginning_before(hole[0], large)
        del large[: len(before)]
        if before:
            found.append(Stretch("main", since, until, before))
        found.append(Stretch("sub", *hole, filling))
    if large:
        found.append(Stretch("main", since, until, large))
    if again:
        found.append(Stretch("main", since, until, again))
    return found + [
        Stretch("sub", *hole, filling)
        for hole in missing
        if (filling := [each for each in small_again if _fills(each, hole, until)])
    ]


def holes(covered: Iterable[Span], since: float, until: float) -> list[Span]:
    """What lies in no span, where it is more than what joins."""
    found: list[Span] = []
    at = since
    for begins, ends in sorted(covered):
        if min(begins, until) - at > JOINED_S:
            found.append((at, min(begins, until)))
        at = max(at, ends)
    if until - at > JOINED_S:
        found.append((at, until))
    return found


def joinable(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Those that follow on each other, and those that lie in one before them. What overlaps in part
    follows: a recording that was begun anew begins with the last key picture, and where a clock was
    set back each moment is there twice, with other pictures."""
    follow: list[Segment] = []
    again: list[Segment] = []
    end = -math.inf
    for segment in segments:
        goes_on = segment.began_at >= end - JOINED_S or segment.ended_at > end + JOINED_S
        (follow if goes_on else again).append(segment)
        end = max(end, segment.ended_at)
    return follow, again


def _beginning_before(moment: float, segments: Sequence[Segment]) -> list[Segment]:
    count = next((at for at, each in enumerate(segments) if each.began_at >= moment), len(segments))
    return list(segments[:count])


def _fills(segment: Segment, hole: Span, until: float) -> bool:
    """The rims of two recordings are worth no film of their own."""
    within = min(segment.ended_at, hole[1]) - max(segment.began_at, hole[0])
    whole = segment.began_at >= hole[0] and min(segment.ended_at, until) <= hole[1]
    return whole or within > JOINED_S
