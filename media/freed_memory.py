"""Freed memory goes back to the system: glibc alone keeps what lies between what is used."""

from __future__ import annotations

import asyncio
import ctypes

_libc = ctypes.CDLL(None)
_trim = getattr(_libc, "malloc_trim", None)  # other C libraries have none
_options = getattr(_libc, "mallopt", None)

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3  # malloc.h
LARGE = 8 * 1024  # bytes
_APART = (
    (_M_MMAP_THRESHOLD, LARGE),
    # the heap's end is looked at first: it has no room for a large block
    (_M_TOP_PAD, 0),
    (_M_TRIM_THRESHOLD, LARGE),
)


def give_back() -> bool:
    """Whether there was anything; takes half a millisecond."""
    return _trim is not None and bool(_trim(0))


async def keep_giving_back(first_s: float, each_s: float) -> None:
    """For as long as the task lives: what starting left free after ``first_s``, then each
    ``each_s`` what came since."""
    pause_s = first_s
    while True:
        await asyncio.sleep(pause_s)
        give_back()
        pause_s = each_s


def keep_large_apart() -> bool:
    """Whether from now on each block of ``LARGE`` bytes or more has pages of its own, where no hole
    of the heap is as large.

    Pictures then leave no holes between the small blocks that outlive them.
    """
    return _options is not None and all(_options(what, size) for what, size in _APART)
