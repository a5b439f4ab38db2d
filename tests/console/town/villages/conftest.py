"""A reel of a village, made once."""

from __future__ import annotations

from functools import lru_cache

from console.town.villages.reel import Reel, make_reel


@lru_cache(maxsize=1)
def a_reel() -> Reel:
    return make_reel(0, "n01", "云帆村", 7)
