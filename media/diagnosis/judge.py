"""What is wrong with one camera's picture, look by look.

The caller looks at each camera once in ``Thresholds.every_s``. A look is a burst: two or three
pictures 0.2 to 1 s apart, oldest first, each put through ``measure``. One picture alone will do for
a camera of which only key pictures are decoded: it costs half, and tells noise from texture and a
shaken picture less well. No picture, or a source that is not live, is a look as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from media.diagnosis import signs
from media.diagnosis.baseline import Baseline
from media.diagnosis.finding import Finding
from media.diagnosis.measure import Measures, Picture
from media.diagnosis.tally import Tally
from media.diagnosis.thresholds import Thresholds

MOST_PICTURES = 3  # of a burst; of more the newest are taken

Signs = dict[Finding, bool | None]

# what hides what: a black picture is not also blurred, covered and frozen
_HIDES: tuple[tuple[Finding, tuple[Finding, ...]], ...] = (
    (Finding.LOST, tuple(finding for finding in Finding if finding is not Finding.LOST)),
    (Finding.BLACK, (Finding.FROZEN, Finding.BLURRED, Finding.COVERED, Finding.COLOUR_CAST,
                     Finding.NOISE, Finding.SHAKEN, Finding.MOVED)),
    (Finding.BRIGHT, (Finding.FROZEN, Finding.BLURRED, Finding.COVERED, Finding.COLOUR_CAST,
                      Finding.NOISE, Finding.SHAKEN, Finding.MOVED)),
    (Finding.COVERED, (Finding.FROZEN, Finding.BLURRED, Finding.COLOUR_CAST, Finding.NOISE,
                       Finding.SHAKEN, Finding.MOVED)),
    (Finding.NOISE, (Finding.BLURRED, Finding.COVERED, Finding.SHAKEN, Finding.MOVED)),
    (Finding.BLURRED, (Finding.SHAKEN, Finding.MOVED)),
)  # fmt: skip


class Judge:
    """Of one camera. One call at a time, in any thread; times are seconds that never go back.

    ``said``: what was said of it before this process began.
    """

    def __init__(
        self, limits: Thresholds, usual: Baseline | None = None, said: Iterable[Finding] = ()
    ) -> None:
        self._limits = limits
        self._usual = usual or Baseline()
        self._tally = Tally(limits.hits, limits.clean, said)
        self._thumb: Picture | None = None
        self._off: tuple[float, float] | None = None
        self._accepted = False
        self._looked_at: float | None = None
        self.signs: Signs = {}  # of the newest look, before they are counted

    @classmethod
    def parse(
        cls, limits: Thresholds, told: Mapping[str, object], said: Iterable[Finding] = ()
    ) -> Judge:
        """With the baseline that ``dump`` wrote; ValueError says what is wrong with it."""
        return cls(limits, Baseline.parse(told), said)

    def dump(self) -> dict[str, object]:
        """The baseline, as JSON can hold it."""
        return self._usual.dump()

    def look(self, burst: Sequence[Measures], at: float, live: bool) -> tuple[Finding, ...]:
        """What is to be said now. ``live``: the source is Live and the burst is of this moment."""
        burst = burst[-MOST_PICTURES:]
        if live and burst:
            self.signs = self._seen(burst, at)
        else:
            self.signs = dict.fromkeys(Finding)
            self.signs[Finding.LOST] = True
            self._thumb = self._off = None
        self._looked_at = at
        self._tally.count(self.signs)
        return _not_hidden(self._tally.said())

    def accept(self) -> None:
        """The operator says that the picture is right: the next one is the new reference."""
        self._accepted = True

    def unwanted(self) -> None:
        """Nobody asks the camera for pictures now, so that it is lost is no longer known."""
        self._tally.forget([Finding.LOST])

    def turned(self) -> None:
        """The camera was moved on purpose (PTZ): learn its picture anew."""
        self._usual = Baseline()
        self._off = None
        self._tally.forget([Finding.SHAKEN, Finding.MOVED, Finding.BLURRED, Finding.COVERED])

    def _seen(self, burst: Sequence[Measures], at: float) -> Signs:
        newest = burst[-1]
        if self._accepted:
            self._accepted = False
            self._usual.refer_to(newest)
            self._tally.forget()
        where = signs.place(newest, self._usual)
        found = self._all_signs(burst, where)
        _hide(found)
        if not any(found.values()):
            after_s = 0.0 if self._looked_at is None else max(0.0, at - self._looked_at)
            self._learn(newest, where, after_s)
        self._thumb = newest.thumb
        self._off = where.off if where is not None and where.found else None
        return found

    def _all_signs(self, burst: Sequence[Measures], where: signs.Place | None) -> Signs:
        newest, usual, limits = burst[-1], self._usual, self._limits
        return {
            Finding.LOST: False,
            Finding.FROZEN: signs.frozen(burst, self._thumb, limits),
            Finding.BLACK: signs.black(newest, limits),
            Finding.BRIGHT: signs.bright(newest, limits),
            Finding.BLURRED: signs.blurred(newest, usual, limits),
            Finding.COVERED: signs.covered(newest, usual, limits),
            Finding.COLOUR_CAST: signs.colour_cast(newest, usual, limits),
            Finding.NOISE: signs.noise(burst, limits),
            Finding.SHAKEN: self._shaken(burst, where),
            Finding.MOVED: signs.moved(where, usual, limits),
        }

    def _shaken(self, burst: Sequence[Measures], where: signs.Place | None) -> bool | None:
        """Within the burst, or from the last look to this one."""
        jumped = signs.shaken(burst, self._usual, self._limits)
        if jumped or where is None or not where.found or self._off is None:
            return jumped
        jump = (where.off[0] - self._off[0], where.off[1] - self._off[1])
        return signs.far(jump) >= self._limits.shaken

    def _learn(self, newest: Measures, where: signs.Place | None, after_s: float) -> None:
        if where is None:
            self._usual.learn(newest, after_s)
        elif where.found or where.blocks < signs.ENOUGH:
            self._usual.learn(newest, after_s, where.off if where.found else (0, 0))


def _not_hidden(said: tuple[Finding, ...]) -> tuple[Finding, ...]:
    hidden = {one for fault, those in _HIDES if fault in said for one in those}
    return tuple(finding for finding in said if finding not in hidden)


def _hide(found: Signs) -> None:
    for fault, hidden in _HIDES:
        if found[fault]:
            found.update(dict.fromkeys(hidden))
