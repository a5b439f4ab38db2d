"""One stream of a camera as the diagnosis remembers it: main and small differ in size and shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from media.diagnosis import signs
from media.diagnosis.baseline import Baseline
from media.diagnosis.measure import Measures
from media.diagnosis.pixels import Grey
from media.diagnosis.thresholds import Thresholds

UNKNOWN = Baseline()  # of a camera of which nothing is known: nothing learns into it


@dataclass(slots=True, eq=False)
class View:
    """``thumb``, ``off`` and ``looked_at`` are of the look just before. ``away``: the camera was
    turned on purpose, and has not been seen where the reference was taken since."""

    usual: Baseline = field(default_factory=Baseline)
    away: bool = False
    thumb: Grey | None = None
    off: tuple[float, float] | None = None
    looked_at: float | None = None

    @property
    def judged_by(self) -> Baseline:
        """What a picture is compared with: of another place only the grossest can be told."""
        return UNKNOWN if self.away else self.usual

    def interrupt(self) -> None:
        """There was another kind of look in between: how long ago the last one was tells nothing of
        how fast the light may be followed."""
        self.thumb = self.off = self.looked_at = None

    def turn(self) -> None:
        """The camera turns: what stands for its place is kept, what was half learned is not."""
        self.away = self.usual.settled
        if not self.away:
            self.usual = Baseline()
        self.off = None

    def come_back(self, newest: Measures, limits: Thresholds) -> None:
        """Whether this picture is that of the reference again."""
        if self.away and signs.moved(signs.place(newest, self.usual), self.usual, limits) is False:
            self.away = False

    def refer_to(self, newest: Measures) -> None:
        """This picture is how the stream has to look from now on."""
        self.usual.refer_to(newest)
        self.away = False

    def learn(self, newest: Measures, where: signs.Place | None, at: float) -> None:
        """From a look in which nothing is wrong."""
        after_s = 0.0 if self.looked_at is None else max(0.0, at - self.looked_at)
        if where is None:
            self.usual.learn(newest, after_s)
        elif where.found or where.blocks < signs.ENOUGH:
            self.usual.learn(newest, after_s, where.off if where.found else (0, 0))

    def dump(self) -> dict[str, object]:
        """As JSON can hold it. What ``parse`` reads."""
        return {**self.usual.dump(), "away": self.away}

    @classmethod
    def parse(cls, told: Mapping[str, object]) -> View:
        """Raises ValueError naming what is not as ``dump`` writes it."""
        away = told.get("away")
        if not isinstance(away, bool):
            raise ValueError(f"baseline: away must be true or false, not {away!r}")
        return cls(Baseline.parse(told), away)
