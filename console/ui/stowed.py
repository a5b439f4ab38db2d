"""A sheet that is not there until somebody wants it: most nights most of them are never opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from console.ui.sheet import Sheet

S = TypeVar("S", bound=Sheet)


class Stowed(Generic[S]):
    """Call it for the sheet, which is made by the first call. ``made``: it was called.

    ``may_open`` is asked before ``toggle`` opens it; who says no says why.
    """

    def __init__(self, make: Callable[[], S]) -> None:
        self._make = make
        self._sheet: S | None = None
        self._told: list[Callable[[S], object]] = []
        self.may_open: Callable[[], bool] = lambda: True

    def __call__(self) -> S:
        if self._sheet is None:
            self._sheet = self._make()
            for tell in self._told:
                tell(self._sheet)
            self._told.clear()
        return self._sheet

    @property
    def made(self) -> bool:
        return self._sheet is not None

    @property
    def shown(self) -> bool:
        """Whether the operator sees it."""
        return self._sheet is not None and self._sheet.isVisible()

    def when_made(self, tell: Callable[[S], object]) -> None:
        """``tell`` is called with the sheet as soon as it is there: to listen to it, to fill it."""
        if self._sheet is not None:
            tell(self._sheet)
        else:
            self._told.append(tell)

    def toggle(self) -> None:
        if self.shown or self.may_open():
            self().toggle()
