"""How a site's line does, in words and figures: for who chairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from console.ui.words import N, say

WEAK = 0.05  # of what a site sends: lost, or of its voice too late to be heard
_UP = N("sends {kbps} kbit/s, {fps} pictures/s; lost {loss}, voice too late {late}")
_THERE_AND_BACK = N("there and back {ms} ms")
_DOWN = N("gets {kbps} kbit/s; lost {loss}")


def is_weak(node: Mapping[str, Any]) -> bool:
    """Whether who listens to this site misses something of it."""
    return missed(node) >= WEAK


def missed(node: Mapping[str, Any]) -> float:
    """The share of what it sends that is lost, to the ear at least."""
    up = node.get("up") or {}
    return max(figure(up, "loss"), figure(up, "late"))


def line_figures(node: Mapping[str, Any]) -> str:
    """The figures of the last seconds, a row each; empty while the site is not in."""
    if node.get("state") != "live":
        return ""
    up, down = node.get("up") or {}, node.get("down") or {}
    rows = [
        say(_UP).format(
            kbps=round(figure(up, "kbps")), fps=round(figure(up, "fps")),
            loss=_share(up, "loss"), late=_share(up, "late"),
        ),
        say(_DOWN).format(kbps=round(figure(down, "kbps")), loss=_share(down, "loss")),
    ]  # fmt: skip
    if up.get("rtt_ms") is not None:
        rows.append(say(_THERE_AND_BACK).format(ms=round(figure(up, "rtt_ms"))))
    return "\n".join(rows)


def figure(figures: Mapping[str, Any], name: str) -> float:
    """0 where it is not told."""
    return float(figures.get(name) or 0.0)


def _share(figures: Mapping[str, Any], name: str) -> str:
    return f"{figure(figures, name):.0%}"
