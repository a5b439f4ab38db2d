"""What is wrong with one camera's picture, look by look.

The caller looks at each camera once in ``Thresholds.every_s``. A look is a burst: two or three
pictures 0.2 to 1 s apart, oldest first, each put through ``measure``. One picture alone will do for
a camera of which only key pictures are decoded: it costs half, and tells noise from texture and a
shaken picture less well. No picture, or a source that is not live, is a look as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from media.diagnosis import signs
from media.diagnosis.finding import Finding
from media.diagnosis.measure import Measures
from media.diagnosis.tally import Tally
from media.diagnosis.thresholds import Thresholds
from media.diagnosis.view import View

MOST_PICTURES = 3  # of a burst; of more the newest are taken
MOST_STREAMS = 4  # of a camera

# what a camera that turns cannot be blamed for
_OF_A_PLACE = (Finding.BLURRED, Finding.COVERED, Finding.SHAKEN, Finding.MOVED)

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
    """Of one camera, whichever of its streams is looked at: each is compared with itself. One call
    at a time, in any thread; times are seconds that never go back.

    ``said``: what was said of it before this process began.
    """

    def __init__(
        self,
        limits: Thresholds,
        views: Mapping[str, View] | None = None,
        said: Iterable[Finding] = (),
    ) -> None:
        self._limits = limits
        self._views = dict(views or {})  # by stream
        self._tally = Tally(limits.hits, limits.clean, said)
        self._stream = ""  # of the newest look
        self._accepted = False
        self._turns_until = float("-inf")
        self.signs: Signs = {}  # of the newest look, before they are counted

    @classmethod
    def parse(
        cls, limits: Thresholds, told: Mapping[str, object], said: Iterable[Finding] = ()
    ) -> Judge:
        """With what ``dump`` wrote; ValueError says what is wrong with it."""
        streams = told.get("streams")
        if not isinstance(streams, dict) or len(streams) > MOST_STREAMS:
            raise ValueError(f"streams must be an object of at most {MOST_STREAMS}")
        if not all(isinstance(each, dict) for each in streams.values()):
            raise ValueError("each of streams must be an object")
        return cls(limits, {name: View.parse(each) for name, each in streams.items()}, said)

    def dump(self) -> dict[str, object]:
        """What is usual of each stream, as JSON can hold it."""
        return {"streams": {name: view.dump() for name, view in self._views.items()}}

    @property
    def away(self) -> bool:
        """Whether some stream was not seen at the place of its reference since the last turn."""
        return any(view.away for view in self._views.values())

    @property
    def accepting(self) -> bool:
        """Whether the next picture is to be the new reference."""
        return self._accepted

    def look(
        self, burst: Sequence[Measures], at: float, live: bool, stream: str = "main"
    ) -> tuple[Finding, ...]:
        """What is to be said now. ``live``: the source is Live and the burst is of this moment, and
        of this ``stream``; ``at``: when its newest picture was received."""
        burst = burst[-MOST_PICTURES:]
        if live and burst:
            view = self._views.setdefault(stream, View())
            if stream != self._stream:
                view.interrupt()
            self._stream = stream
            self.signs = self._seen(view, burst, at)
        else:
            self.signs = dict.fromkeys(Finding)
            self.signs[Finding.LOST] = True
            self._stream = ""
        self._tally.count(self.signs)
        return _not_hidden(self._tally.said())

    def accept(self) -> None:
        """The operator says that the picture is right: the next one is the new reference."""
        self._accepted = True

    def unwanted(self) -> None:
        """Nobody asks the camera for pictures now, so that it is lost is no longer known."""
        self._tally.forget([Finding.LOST])

    def turned(self, until: float) -> None:
        """The camera is moved on purpose (PTZ) until about then. From then on it is judged by its
        reference again as soon as it shows the same, or the operator accepts what it shows."""
        self._turns_until = max(self._turns_until, until)
        self._accepted = False  # it was said of another place
        for view in self._views.values():
            view.turn()
        self._tally.forget([*_OF_A_PLACE, Finding.COLOUR_CAST])

    def _seen(self, view: View, burst: Sequence[Measures], at: float) -> Signs:
        newest, turns = burst[-1], at < self._turns_until
        if not turns:
            self._settle(view, newest)
        usual = view.judged_by
        where = signs.place(newest, usual)
        found = self._all_signs(burst, view, where)
        if turns:
            found.update(dict.fromkeys(_OF_A_PLACE))
        _hide(found)
        if not (turns or view.away or any(found.values())):
            view.learn(newest, where, at)
        view.thumb, view.looked_at = newest.thumb, at
        view.off = where.off if where is not None and where.found else None
        view.usual.let_go()
        return found

    def _settle(self, view: View, newest: Measures) -> None:
        """By what the picture is judged, where a turn or the operator has changed it."""
        view.come_back(newest, self._limits)
        if self._accepted:
            self._accepted = False
            # the others have not seen what was accepted
            self._views = {name: each for name, each in self._views.items() if each is view}
            view.refer_to(newest)
            self._tally.forget()

    def _all_signs(self, burst: Sequence[Measures], view: View, where: signs.Place | None) -> Signs:
        newest, usual, limits = burst[-1], view.judged_by, self._limits
        return {
            Finding.LOST: False,
            Finding.FROZEN: signs.frozen(burst, view.thumb, limits),
            Finding.BLACK: signs.black(newest, limits),
            Finding.BRIGHT: signs.bright(newest, limits),
            Finding.BLURRED: signs.blurred(newest, usual, limits),
            Finding.COVERED: signs.covered(newest, usual, limits),
            Finding.COLOUR_CAST: signs.colour_cast(newest, usual, limits),
            Finding.NOISE: signs.noise(burst, limits),
            Finding.SHAKEN: self._shaken(burst, view, where),
            Finding.MOVED: signs.moved(where, usual, limits),
        }

    def _shaken(
        self, burst: Sequence[Measures], view: View, where: signs.Place | None
    ) -> bool | None:
        """Within the burst, or from the last look to this one."""
        jumped = signs.shaken(burst, view.judged_by, self._limits)
        if jumped or where is None or not where.found or view.off is None:
            return jumped
        jump = (where.off[0] - view.off[0], where.off[1] - view.off[1])
        return signs.far(jump) >= self._limits.shaken


def _not_hidden(said: tuple[Finding, ...]) -> tuple[Finding, ...]:
    hidden = {one for fault, those in _HIDES if fault in said for one in those}
    return tuple(finding for finding in said if finding not in hidden)


def _hide(found: Signs) -> None:
    for fault, hidden in _HIDES:
        if found[fault]:
            found.update(dict.fromkeys(hidden))
