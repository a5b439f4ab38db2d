"""How a conference's recording stands: a value. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordState:
    """``state``: off, waiting, on, paused or failed. ``file`` is relative to the folder."""

    state: str = "off"
    reason: str = ""
    file: str = ""
    seconds: float = 0.0

    def told(self) -> dict[str, Any]:
        return {
            "state": self.state, "reason": self.reason, "file": self.file,
            "seconds": round(self.seconds, 1),
        }  # fmt: skip
