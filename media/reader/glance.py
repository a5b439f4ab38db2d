"""One picture of an address, as ``media.reader.glancing`` takes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """``codec``, ``width``, ``height`` are the stream's, ``jpeg`` is smaller."""

    codec: str
    width: int
    height: int
    jpeg: bytes
