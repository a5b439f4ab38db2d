"""How much memory a process has asked for and not given back: what a leak makes grow.

What it holds of the system (``resident_mb``) is more, by what its allocators keep at hand, and goes
on growing for a while when nothing is lost.
"""

from __future__ import annotations

import ctypes


class _Mallinfo2(ctypes.Structure):
    """malloc.h of glibc 2.33 and later: bytes, but for the numbers of blocks."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd",
            "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    )  # fmt: skip


_ask = getattr(ctypes.CDLL(None), "mallinfo2", None)
if _ask is not None:
    _ask.restype = _Mallinfo2


def in_use_mb() -> float | None:
    """Of this process, MB: all that the C library has given out, pictures and decoders among it,
    but not Python's small objects. None where the C library does not say. Takes some 50 us."""
    if _ask is None:
        return None
    told = _ask()
    return float(told.uordblks + told.hblkhd) / 1e6
