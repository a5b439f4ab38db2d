"""How large and how dense a picture each site is asked to send: by how large it is shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

UNSEEN = (320, 180)
STEPS = ((320, 180, 150), (640, 360, 500), (960, 540, 900), (1280, 720, 1400))
LESS_AFTER_S = 5.0  # a picture that is shown smaller for a moment is not asked to shrink


@dataclass(frozen=True, slots=True)
class Want:
    """What a site is asked for."""

    width: int
    height: int
    kbps: int


SCREEN = Want(1920, 1080, 1500)  # small writing has to be read, and little moves


def wanted(width: int, height: int) -> Want:
    """The smallest step that fills a place of this size; the largest where none does."""
    for step in STEPS:
        if step[0] >= width * 0.9 or step[1] >= height * 0.9:
            return Want(*step)
    return Want(*STEPS[-1])


@dataclass
class Asking:
    """One site: more at once, less only after a while."""

    _asked: Want | None = field(default=None, init=False)
    _less_since: float | None = field(default=None, init=False)

    def look(self, width: int, height: int, now: float, screen: bool = False) -> Want | None:
        """What to ask for now, None where nothing is to be said. 0x0: it is shown nowhere.
        ``screen``: what it sends is its screen, which everybody is shown."""
        want = SCREEN if screen else wanted(*((width, height) if width and height else UNSEEN))
        if want == self._asked:
            self._less_since = None
            return None
        if self._asked is not None and want.width < self._asked.width:
            self._less_since = now if self._less_since is None else self._less_since
            if now - self._less_since < LESS_AFTER_S:
                return None
        self._asked, self._less_since = want, None
        return want

    def forget(self) -> None:
        """It is another connection: everything is to be said anew."""
        self._asked = self._less_since = None
