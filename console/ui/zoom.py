"""Which part of a picture is looked at. Pure.

Places are parts of one, right and down: of the *picture*, or of the *frame* that it is shown in.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 8.0
MOST_PX = (3840, 2160)  # of a picture that is wished for: a board has no larger ones
_WHOLE = 1.001  # so little enlarged is not enlarged
_DETAILS = (1, 2, 4, 8)

At = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zoom:
    """``factor`` 1 shows all of the picture; (``x``, ``y``) is the place of the picture in the
    frame's upper left corner. Made by its own methods it never goes beyond the picture's edges."""

    factor: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def __bool__(self) -> bool:
        """Whether anything is enlarged."""
        return self.factor > 1.0

    @property
    def span(self) -> float:
        """How much of the picture's width, and of its height, is seen."""
        return 1.0 / self.factor

    @property
    def detail(self) -> int:
        """How many times the frame's pixels a picture needs to be sharp; few steps, for each is
        another size of the picture."""
        return next(step for step in _DETAILS if step >= self.factor)

    def wished_px(self, width: float, height: float) -> tuple[int, int]:
        """The size to wish for, to be sharp in a frame of so many pixels."""
        times: float = self.detail
        if times > 1:
            times = max(min(times, MOST_PX[0] / width, MOST_PX[1] / height), 1.0)
        return round(width * times), round(height * times)

    def to_picture(self, at: At) -> At:
        """The picture's place at a place of the frame."""
        return self.x + at[0] * self.span, self.y + at[1] * self.span

    def to_frame(self, at: At) -> At:
        """Where in the frame a place of the picture is; outside 0..1 it is not seen."""
        return (at[0] - self.x) * self.factor, (at[1] - self.y) * self.factor

    def about(self, by: float, at: At) -> Zoom:
        """``by`` times larger; what is at this place of the frame stays there, as far as the edges
        let it."""
        factor = min(max(self.factor * by, 1.0), MOST)
        if factor < _WHOLE:
            return ALL
        x, y = self.to_picture(at)
        return _within(factor, x - at[0] / factor, y - at[1] / factor)

    def pulled(self, right: float, down: float) -> Zoom:
        """The picture is moved under the frame by parts of the frame."""
        return _within(self.factor, self.x - right * self.span, self.y - down * self.span)

    def centred(self, at: At) -> Zoom:
        """A place of the picture comes into the middle, as far as the edges let it."""
        return _within(self.factor, at[0] - self.span / 2, at[1] - self.span / 2)


ALL = Zoom()


def _within(factor: float, x: float, y: float) -> Zoom:
    most = 1.0 - 1.0 / factor
    return Zoom(factor, min(max(x, 0.0), most), min(max(y, 0.0), most))
