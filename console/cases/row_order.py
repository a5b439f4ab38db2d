"""Ids kept in the order of their keys, step by step. Pure.

Each step is told before it is done, as a view of rows wants it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from console.cases.case import CaseId

Key = tuple[Any, ...]  # all of one form, the last part the id: no two are equal


@dataclass(frozen=True, slots=True)
class Step:
    """One id comes (``start`` is None), goes (``to`` is None), moves, or stays where it is with
    something else to be said of it. ``to`` is its place when the step is done."""

    id: CaseId
    start: int | None
    to: int | None
    key: Key = ()


class Order:
    """``plan`` says what a change means here; ``do`` does it."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._of: dict[CaseId, Key] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[CaseId]:
        return (key[-1] for key in self._keys)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._of

    def __getitem__(self, place: int) -> CaseId:
        found: CaseId = self._keys[place][-1]
        return found

    def place(self, case_id: CaseId) -> int | None:
        key = self._of.get(case_id)
        return None if key is None else bisect_left(self._keys, key)

    def plan(self, case_id: CaseId, key: Key | None) -> Step | None:
        """``key``: None where the id is not to be here. None: nothing is to be done."""
        start = self.place(case_id)
        if key is None:
            return None if start is None else Step(case_id, start, None)
        if start is not None and self._of[case_id] == key:
            return Step(case_id, start, start, key)
        to = bisect_left(self._keys, key)
        if start is not None and start < to:
            to -= 1  # it has left its own place by then
        return Step(case_id, start, to, key)

    def do(self, step: Step) -> None:
        if step.start is not None and step.start == step.to:
            self._keys[step.start] = step.key
        else:
            if step.start is not None:
                del self._keys[step.start]
            if step.to is not None:
                self._keys.insert(step.to, step.key)
        if step.to is None:
            self._of.pop(step.id, None)
        else:
            self._of[step.id] = step.key

    def put(self, case_id: CaseId, key: Key | None) -> None:
        """Where nobody wants to hear of the steps."""
        before = self._of.get(case_id)
        if before == key:
            return
        if before is not None:
            del self._keys[bisect_left(self._keys, before)]
            del self._of[case_id]
        if key is not None:
            insort(self._keys, key)
            self._of[case_id] = key

    def fill(self, keys: Mapping[CaseId, Key]) -> None:
        """All of it anew."""
        self._of = dict(keys)
        self._keys = sorted(self._of.values())
