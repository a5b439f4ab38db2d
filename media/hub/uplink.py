"""How large and how dense a picture each site is asked to send: by how large it is shown. Pure.

A picture that is shown nowhere costs a village's line and the hub all the same: of it little is
asked, and more as soon as somebody looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LESS_AFTER_S = 5.0  # a picture that is shown smaller for a moment is not asked to shrink


@dataclass(frozen=True, slots=True)
class Want:
    """What a site is asked for."""

    width: int
    height: int
    kbps: int
    fps: int = 15


UNSEEN = Want(320, 180, 60, 5)  # enough to tell that a camera is there, and to begin at once
STEPS = (Want(320, 180, 150), Want(640, 360, 500), Want(960, 540, 900), Want(1280, 720, 1400))
USUAL = STEPS[1]  # how a page begins
SCREEN = Want(1920, 1080, 1500, 5)  # small writing has to be read, and little moves


def wanted(width: int, height: int) -> Want:
    """The smallest step that fills a place of this size; the largest where none does. 0x0: it is
    shown nowhere."""
    if not (width and height):
        return UNSEEN
    for step in STEPS:
        if step.width >= width * 0.9 or step.height >= height * 0.9:
            return step
    return STEPS[-1]


@dataclass
class Asking:
    """One site: more at once, less only after a while."""

    _asked: Want | None = field(default=None, init=False)
    _less_since: float | None = field(default=None, init=False)

    def look(self, width: int, height: int, now: float, screen: bool = False) -> Want | None:
        """What to ask for now, None where nothing is to be said. 0x0: it is shown nowhere.
        ``screen``: what it sends is its screen, which everybody is shown."""
        want = SCREEN if screen else wanted(width, height)
        if want == self._asked:
            self._less_since = None
            return None
        if self._asked is not None and want.kbps < self._asked.kbps:
            self._less_since = now if self._less_since is None else self._less_since
            if now - self._less_since < LESS_AFTER_S:
                return None
        self._asked, self._less_since = want, None
        return want

    def forget(self) -> None:
        """It is another connection: everything is to be said anew."""
        self._asked = self._less_since = None
