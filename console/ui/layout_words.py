"""What layouts are called in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping

from console.ui.words import N, say
from layouts.layout import Layout

_PRESETS: Mapping[str, str] = {
    "1x1": N("One picture"),
    "2x2": N("Four pictures"),
    "3x2": N("Six pictures"),
    "4x2": N("Eight pictures"),
    "3x3": N("Nine pictures"),
    "4x4": N("Sixteen pictures"),
    "5x4": N("Twenty pictures"),
    "5x5": N("Twenty-five pictures"),
    "6x6": N("Thirty-six pictures"),
    "8x8": N("Sixty-four pictures"),
    "1+5": N("One large and five"),
    "1+7": N("One large and seven"),
    "1+9": N("One large and nine"),
    "1+12": N("One large and twelve"),
    "2+8": N("Two large and eight"),
    "leaders": N("Leaders: program, sites, the case"),
    "program+case": N("Conference: program and case"),
    "side-by-side": N("Conference: program beside a site"),
    "speaker+gallery": N("Conference: program and all sites"),
    "speaker+row": N("Conference: program and a row of sites"),
}


def layout_title(layout: Layout) -> str:
    """Its title, or its name; presets are called in the operator's language."""
    if layout.origin == "preset" and layout.name in _PRESETS:
        return say(_PRESETS[layout.name])
    return layout.title or layout.name
