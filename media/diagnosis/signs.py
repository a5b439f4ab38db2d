"""The sign of each fault in one look: True, False, or None where the look cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from media.diagnosis.baseline import Baseline
from media.diagnosis.measure import Measures, change_between, noise_between
from media.diagnosis.pixels import Grey
from media.diagnosis.structure import WIDTH, Structure, kept, shift, spectrum, textured
from media.diagnosis.thresholds import Thresholds

ENOUGH = 10  # blocks with something to compare, of 48: of fewer a car that passes is too much
_SAME_PLACE = 0.5  # share of those blocks that two pictures of one place have alike
_OTHER_PLACE = 0.25  # and that another place has at most

_CAST_MORE = 0.12  # more coloured than the camera usually is by this much
_HELD = 0.35  # of its usual texture: less, and a block has lost it
_FLAT = 5.0  # grey levels: a block with less has no texture
_SOMETHING = 4  # blocks with texture: fewer, and there is nothing that could stand still
_FLATTEST = 2.0  # grey levels that grain alone gives
_NEVER_SHARP = 0.3  # blurred even when the camera was never seen otherwise
_NEVER_SEEN = 0.95  # share of flat blocks that is covered even on a camera not known yet
_FEW = 0.3  # share of the places: so few still show something that the light cannot be judged
_DIMMED = 0.6  # less of its usual light, and a place is unlit
_DARK = 40.0  # a block darker than this may be covered or only unlit


@dataclass(frozen=True, slots=True)
class Place:
    """How a picture lies on its reference. ``off``: pixels (right, down) of a structure."""

    off: tuple[float, float]
    blocks: int  # that have something to compare
    alike: float  # share of them that show the same thing, pushed back by ``off``

    @property
    def found(self) -> bool:
        return self.blocks >= ENOUGH and self.alike >= _SAME_PLACE


def place(seen: Measures, usual: Baseline) -> Place | None:
    """None while there is no reference."""
    return _lies(usual.reference, seen.edges) if usual.settled else None


def _lies(reference: Structure, edges: Structure) -> Place:
    off = shift(spectrum(reference), spectrum(edges))
    return Place(off, *kept(reference, edges, off))


def far(off: tuple[float, float]) -> float:
    """% of the picture's width."""
    return float(np.hypot(*off)) * 100 / WIDTH


def black(seen: Measures, limits: Thresholds) -> bool:
    return seen.nearly_all < limits.black


def bright(seen: Measures, limits: Thresholds) -> bool:
    return seen.brightness > limits.bright


def blurred(seen: Measures, usual: Baseline, limits: Thresholds) -> bool | None:
    if seen.sharpness is None:
        return None
    if usual.known and usual.sharpness is not None:
        return seen.sharpness < max(limits.blurred * min(usual.sharpness, 1.2), _NEVER_SHARP)
    return seen.sharpness < _NEVER_SHARP


def covered(seen: Measures, usual: Baseline, limits: Thresholds) -> bool | None:
    if not usual.known:
        return bool((seen.textures < _FLAT).mean() > _NEVER_SEEN)
    lasting = textured(usual.reference) & (usual.textures > 2 * _FLAT)
    if lasting.sum() < ENOUGH:
        return None
    # a place in the dark has less texture in the same measure
    light = np.minimum(1, seen.means / np.maximum(usual.means, 1))
    flat = seen.textures < np.maximum(_FLATTEST, light * np.maximum(_FLAT, _HELD * usual.textures))
    shown = ~flat & lasting
    if shown.sum() > _FEW * lasting.sum() and _darker(seen, usual, shown):
        flat = flat & (seen.means > _DARK)  # what the dark has taken is not covered
    return float(flat[lasting].mean()) >= limits.covered


def _darker(seen: Measures, usual: Baseline, shown: NDArray[np.bool_]) -> bool:
    """Whether the light went down, judged by the brightest of the blocks that show something."""
    light = seen.means[shown] / np.maximum(usual.means[shown], 1)
    return float(np.percentile(light, 80)) < _DIMMED


def colour_cast(seen: Measures, usual: Baseline, limits: Thresholds) -> bool | None:
    if seen.colour is None:
        return None
    if usual.known and usual.colour is not None:
        return seen.colour > max(limits.colour_cast, usual.colour + _CAST_MORE)
    return seen.colour > 2 * limits.colour_cast


def noise(burst: Sequence[Measures], limits: Thresholds) -> bool | None:
    """Texture looks like noise in one picture, a moving lens does so in two: both must say it."""
    told = [seen.noise for seen in burst]
    told += [noise_between(a, b) for a, b in pairwise(burst)]
    known = [level for level in told if level is not None]
    return min(known) > limits.noise if known else None


def frozen(burst: Sequence[Measures], before: Grey | None, limits: Thresholds) -> bool | None:
    thumbs = [seen.thumb for seen in burst]
    if before is not None:
        thumbs.insert(0, before)
    if len(thumbs) < 2 or before is None:
        return None
    if (burst[-1].textures > _FLAT).sum() < _SOMETHING:
        return None
    return all(change_between(thumbs[0], later) < limits.frozen for later in thumbs[1:])


def shaken(burst: Sequence[Measures], usual: Baseline, limits: Thresholds) -> bool | None:
    """Whether the whole picture jumps within a burst."""
    if usual.settled and textured(usual.reference).sum() < ENOUGH:
        return None  # at an empty road the cars are all there is
    jumps = [jump for a, b in combinations(burst, 2) if (jump := _jump(a, b)) is not None]
    return max(jumps) >= limits.shaken if jumps else None


def _jump(a: Measures, b: Measures) -> float | None:
    """% of the width, None if the two have too little in common."""
    between = _lies(a.edges, b.edges)
    return far(between.off) if between.found else None


def moved(where: Place | None, usual: Baseline, limits: Thresholds) -> bool | None:
    if where is None or where.blocks < ENOUGH:
        return None
    if where.found:
        return far((usual.off[0] + where.off[0], usual.off[1] + where.off[1])) >= limits.moved
    return True if where.alike < _OTHER_PLACE else None
