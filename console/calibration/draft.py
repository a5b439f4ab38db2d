"""The points of a calibration while an operator clicks them: each step can be taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from console.calibration.point import MOST_POINTS, ControlPoint

MOST_STEPS = 200  # that can be taken back

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One point; a half that is not clicked yet is None. ``spot``: x, y in the picture, 0..1;
    ``place``: longitude, latitude, WGS-84; ``stand``: the number of the picture it is in, of a head
    that was turned in between."""

    name: str
    spot: Spot | None = None
    place: Spot | None = None
    height_m: float = 0.0
    used: bool = True
    check: bool = False
    stand: int = 0

    @property
    def whole(self) -> bool:
        return self.spot is not None and self.place is not None

    def point(self) -> ControlPoint:
        """Of a whole row."""
        assert self.spot is not None
        assert self.place is not None
        return ControlPoint(
            self.name, *self.spot, *self.place, self.height_m, self.used, self.check
        )


@dataclass(frozen=True, slots=True)
class _Step:
    rows: tuple[Row, ...]
    chosen: int


class Draft:
    """``rows`` and the ``chosen`` one (-1: none). Setters say whether anything changed."""

    def __init__(self, points: Iterable[ControlPoint] = ()) -> None:
        rows = [
            Row(p.name, (p.x, p.y), (p.longitude, p.latitude), p.height_m, p.used, p.check)
            for p in points
        ]
        self._now = _Step(tuple(rows[:MOST_POINTS]), -1)
        self._before: list[_Step] = []
        self._undone: list[_Step] = []
        self._moving: tuple[int, str] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._now.rows

    @property
    def chosen(self) -> int:
        return self._now.chosen

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def whole(self, stand: int | None = None) -> list[int]:
        """The numbers of the rows with both halves, of one stand or of all."""
        return [
            at for at, row in enumerate(self.rows)
            if row.whole and (stand is None or row.stand == stand)
        ]  # fmt: skip

    def choose(self, at: int) -> None:
        """Not a step: choosing changes nothing."""
        self._moving = None
        inside = at if 0 <= at < len(self.rows) else -1
        self._now = replace(self._now, chosen=inside)

    def click(self, half: str, at: Spot, stand: int = 0) -> bool:
        """``spot`` or ``place`` of the row that waits for it, or of a new one."""
        waiting = self._waiting(half, stand)
        if waiting is None:
            if len(self.rows) >= MOST_POINTS:
                return False
            row = replace(Row(self._name(), stand=stand), **{half: at})  # type: ignore[arg-type]
            return self._take(_Step((*self.rows, row), len(self.rows)))
        return self._alter(waiting, **{half: at})

    def move(self, at: int, half: str, to: Spot) -> bool:
        """A drag or a nudge: moves of the same half one after another are one step."""
        if not 0 <= at < len(self.rows) or getattr(self.rows[at], half) is None:
            return False
        goes_on = self._moving == (at, half) and bool(self._before)
        if goes_on:
            rows = list(self.rows)
            rows[at] = replace(rows[at], **{half: to})  # type: ignore[arg-type]
            self._now = _Step(tuple(rows), at)
            return True
        changed = self._alter(at, **{half: to})
        self._moving = (at, half)
        return changed

    def set(self, at: int, **values: object) -> bool:
        """``name``, ``place``, ``height_m``, ``used`` or ``check``."""
        return self._alter(at, **values)

    def remove(self, at: int) -> bool:
        if not 0 <= at < len(self.rows):
            return False
        rows = self.rows[:at] + self.rows[at + 1 :]
        return self._take(_Step(rows, min(at, len(rows) - 1)))

    def undo(self) -> bool:
        self._moving = None
        if not self._before:
            return False
        self._undone.append(self._now)
        self._now = self._before.pop()
        return True

    def redo(self) -> bool:
        self._moving = None
        if not self._undone:
            return False
        self._before.append(self._now)
        self._now = self._undone.pop()
        return True

    def _waiting(self, half: str, stand: int) -> int | None:
        """The chosen row if it lacks this half, else the first that does."""
        lacks = [
            at for at, row in enumerate(self.rows)
            if getattr(row, half) is None and (half != "spot" or row.stand == stand)
        ]  # fmt: skip
        if self.chosen in lacks:
            return self.chosen
        return lacks[0] if lacks else None

    def _name(self) -> str:
        taken = {row.name for row in self.rows}
        return next(name for n in range(1, MOST_POINTS + 2) if (name := f"P{n}") not in taken)

    def _alter(self, at: int, **values: object) -> bool:
        if not 0 <= at < len(self.rows):
            return False
        row = replace(self.rows[at], **values)  # type: ignore[arg-type]
        if row == self.rows[at]:
            return False
        rows = list(self.rows)
        rows[at] = row
        return self._take(_Step(tuple(rows), at))

    def _take(self, step: _Step) -> bool:
        self._moving = None
        self._before.append(self._now)
        del self._before[:-MOST_STEPS]
        self._undone.clear()
        self._now = step
        return True
