"""The counter where orders are handed in: remembers keys so that nothing is done twice. Pure."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

RECEIPTS = 2000  # the newest are kept
KEPT_S = 24 * 3600.0
LONGEST_KEY = 128


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was answered to a key. ``print`` tells the same request from another one."""

    print: str
    status: int
    case: dict[str, Any]
    at: float


class Busy(Enum):
    IN_PROGRESS = "in progress"


@dataclass
class Desk:
    """Idempotency keys. Only what succeeded is remembered: a refused order may be tried again."""

    most: int = RECEIPTS
    _receipts: OrderedDict[str, Receipt] = field(default_factory=OrderedDict, init=False)
    _busy: set[str] = field(default_factory=set, init=False)

    def take(self, key: str, now: float) -> Receipt | Busy | None:
        """None: go ahead, and ``done`` or ``drop`` must follow. Monotonic ``now`` in seconds."""
        while self._receipts and next(iter(self._receipts.values())).at < now - KEPT_S:
            self._receipts.popitem(last=False)
        if key in self._busy:
            return Busy.IN_PROGRESS
        if (receipt := self._receipts.get(key)) is not None:
            return receipt
        self._busy.add(key)
        return None

    def done(self, key: str, receipt: Receipt) -> None:
        self._busy.discard(key)
        self._receipts[key] = receipt
        while len(self._receipts) > self.most:
            self._receipts.popitem(last=False)

    def drop(self, key: str) -> None:
        self._busy.discard(key)


def print_of(path: str, body: bytes) -> str:
    """The fingerprint of a request: where it goes and what it says."""
    return hashlib.sha256(path.encode() + b"\0" + body).hexdigest()


@dataclass
class Bucket:
    """A token bucket: ``rate`` calls a second, bursts of ``burst``."""

    rate: float = 100.0
    burst: float = 400.0
    _left: float | None = field(default=None, init=False)
    _at: float = field(default=0.0, init=False)

    def take(self, now: float) -> float:
        """0 when the call may go ahead, else the seconds to wait."""
        left = self.burst if self._left is None else self._left + (now - self._at) * self.rate
        self._left, self._at = min(left, self.burst), now
        if self._left < 1:
            return (1 - self._left) / self.rate
        self._left -= 1
        return 0.0
