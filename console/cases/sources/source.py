"""What a case source is, whatever it speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.cases.case import CaseEvent

Tell = Callable[[list[CaseEvent]], None]


class CaseSource(Protocol):
    """Follows one system that has cases, in the io thread, and tells the book of them.

    It is made with a ``Tell``, which is called with at least one event, in order; every event of a
    source carries its id as ``feed``, and the ids of its cases begin with it (``ID:native``). The
    platform of site.toml is the source without an id. How things stand is a ``LinkState``, told
    first when it begins and at every change.
    """

    @property
    def id(self) -> str: ...

    async def run(self) -> None:
        """Until it is cancelled. No trouble of the other side ends it."""

    def hurry(self) -> None:
        """Try now instead of when the wait is over."""
