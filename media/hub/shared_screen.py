"""A site's own picture as what is shared: its screen, in place of its camera."""

from __future__ import annotations

import time

from media.hub.pictures import SitePictures
from media.hub.shared import Newest
from media.source import stale_after_s

SLOWEST_S = 1.0  # between two pictures of a screen on which nothing moves


def newest(pictures: SitePictures) -> Newest | None:
    """The newest picture; None before the first one."""
    picture = pictures.newest
    if picture is None:
        return None
    return Newest(picture.frame, (id(pictures), picture.number), lambda: True)


def state(pictures: SitePictures, now: float | None = None) -> str:
    """``connecting``, ``live`` or ``stale``, as of everything that is shared."""
    picture = pictures.newest
    if picture is None:
        return "connecting"
    age_s = (time.monotonic() if now is None else now) - picture.received_at
    return "live" if age_s < stale_after_s(SLOWEST_S) else "stale"
