"""What decodes the cameras' pictures, by worker, and why it is not something else. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SOFTWARE = "software"


@dataclass(frozen=True, slots=True)
class Decoding:
    """``kind``: ``software`` or a device such as ``cuda``. ``reason``: why no other one does.
    ``is_fault``: one that should does not."""

    kind: str = SOFTWARE
    reason: str = ""
    is_fault: bool = False


class Decodings:
    """What each worker said last."""

    def __init__(self) -> None:
        self._by_worker: dict[str, Decoding] = {}

    def take(self, worker: str, event: dict[str, Any]) -> Decoding:
        """A ``decoding`` event of a worker."""
        told = Decoding(
            str(event.get("with") or SOFTWARE),
            str(event.get("reason") or ""),
            event.get("fault") is True,
        )
        self._by_worker[worker] = told
        return told

    def device(self, worker: str) -> str:
        """The device with which a worker decodes; empty: with none."""
        kind = self._by_worker.get(worker, Decoding()).kind
        return "" if kind == SOFTWARE else kind

    def rows(self) -> list[dict[str, Any]]:
        """``decoding`` of ``/v1/health``."""
        return [
            {"process": worker, "with": told.kind, "reason": told.reason}
            for worker, told in sorted(self._by_worker.items())
        ]

    def troubles(self) -> list[str]:
        """What is wrong, in words; each once, however many workers say it."""
        faults = [each for _, each in sorted(self._by_worker.items()) if each.is_fault]
        words = (f"pictures are decoded by {each.kind}: {each.reason}" for each in faults)
        return list(dict.fromkeys(words))
