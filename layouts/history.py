"""Undo and redo of values that do not change themselves."""

from __future__ import annotations

from typing import Generic, TypeVar

MOST_STEPS = 200

T = TypeVar("T")


class History(Generic[T]):
    """A value and those before and after it. Of the past ``most`` steps are kept, older ones go."""

    def __init__(self, value: T, most: int = MOST_STEPS) -> None:
        self._most = most
        self._before: list[T] = []
        self._after: list[T] = []
        self.value = value

    def do(self, value: T) -> None:
        """A new value; what was undone is gone. One that equals the present is no step."""
        if value == self.value:
            return
        self._before.append(self.value)
        del self._before[: max(0, len(self._before) - self._most)]
        self._after.clear()
        self.value = value

    def undo(self) -> T:
        """One step back; the same value when there is none."""
        if self._before:
            self._after.append(self.value)
            self.value = self._before.pop()
        return self.value

    def redo(self) -> T:
        """One step forward again; the same value when there is none."""
        if self._after:
            self._before.append(self.value)
            self.value = self._after.pop()
        return self.value

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)
