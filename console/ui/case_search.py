"""What a search among cases finds: number, title, address and grid as they are written or read in
pinyin, the whole text as it is written. Pure."""

from __future__ import annotations

from collections.abc import Collection

from console.cases.case import Case, CaseId
from console.ui.camera_index import MOST_WORDS, CameraIndex, Readings

MANY = 200  # cases whose index is kept for the next letter


class CaseSearch:
    """Every word has to be found. The index of a great many cases is kept while they are the
    same."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._known: list[tuple[CaseId, int]] = []
        self._index: CameraIndex | None = None

    def __call__(self, cases: Collection[Case], words: str) -> set[CaseId]:
        listed = list(cases)
        index = self._index_of(listed)
        found = set(range(len(listed)))
        for word in words.split()[:MOST_WORDS]:
            folded = word.casefold()
            by_text = {n for n, case in enumerate(listed) if folded in case.text.casefold()}
            found &= index.find(word) | by_text
        return {listed[n].id for n in found}

    def _index_of(self, cases: list[Case]) -> CameraIndex:
        if len(cases) < MANY:
            return CameraIndex([_texts(case) for case in cases], self._readings)
        known = [(case.id, case.rev) for case in cases]
        if self._index is None or known != self._known:
            self._index = CameraIndex([_texts(case) for case in cases], self._readings)
            self._known = known
        return self._index


def _texts(case: Case) -> tuple[str, ...]:
    place = case.place
    address = (place.address if place else "") or case.address
    grid = (place.grid if place else "") or case.grid
    return tuple(text for text in (case.number, case.title, address, grid) if text)
