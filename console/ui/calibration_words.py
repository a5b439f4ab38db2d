"""Grades and advice of a calibration in words."""

from __future__ import annotations

from console.calibration.spread import Advice
from console.ui.words import N, say

_GRADES = {
    "A": N("A · good: markers stand where they belong"),
    "B": N("B · usable: markers are a little off"),
    "C": N("C · a draft: good enough for far and large things"),
    "D": N("D · not usable: cases are only named at the picture's edge"),
}
_SIDES = {
    "left": N("left third"), "middle": N("middle third"), "right": N("right third"),
}  # fmt: skip
_ADVICE = {
    "few": N("{0} points; add {1} more"),
    "more": N("add {0} more points for a better grade"),
    "side": N("points are only on the {0}; add two on the {1}"),
    "band": N("all points are at one height of the picture; add some nearer and some farther"),
    "line": N("on the map all points are on one line; add some beside it"),
    "close": N("all points are within a few metres; add some farther apart"),
    "wrong": N("{0} does not agree with the others and was left out: look at both of its clicks"),
    "map": N("the map itself is about {0} m off: better clicks will not help, a better map will"),
    "catalogue": N("the camera would stand {0} m from where the list has it: is a point mixed up?"),
    "unseen": N("no place is found from which all points are seen so: are two of them mixed up?"),
}
LAMPS = {"A": "green", "B": "green", "C": "amber", "D": "red"}
_NEAR, _SO_SO = (12.0, 1.0), (60.0, 5.0)  # pixels or metres of a point


def grade_text(grade: str) -> str:
    """Empty for none."""
    return say(_GRADES[grade]) if grade in _GRADES else ""


def advice_text(advice: Advice) -> str:
    what = advice.what
    if advice.code == "side":
        what = tuple(_sides(each) for each in what)
    elif advice.code == "wrong":
        what = (", ".join(what),)
    return say(_ADVICE[advice.code]).format(*what)


def lamp_of_point(px: float, metres: float | None, wrong: bool) -> str:
    """How well a point fits: green, amber or red."""
    if wrong:
        return "red"
    for lamp, (most_px, most_m) in (("green", _NEAR), ("amber", _SO_SO)):
        if px <= most_px or (metres is not None and metres <= most_m):
            return lamp
    return "red"


def _sides(written: str) -> str:
    return say(N(" and ")).join(say(_SIDES[side]) for side in written.split("+") if side)
