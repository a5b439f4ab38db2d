"""What the children say of a source, as values. Pure."""

from __future__ import annotations

from typing import Any

from console.ui.feed import Figures
from media.source import Connecting, Live, Lost, Off, Replaying, SourceState, Trouble


def state_in(event: dict[str, Any]) -> SourceState:
    """The state in a ``state`` event; ValueError when it is none that is known."""
    match event.get("state"):
        case "off":
            return Off()
        case "connecting":
            return Connecting()
        case "live":
            return Live(0.0)
        case "lost":
            return Lost(_trouble(event), str(event.get("detail") or ""), event.get("retry_at"))
        case other:
            raise ValueError(f"{other!r} is no state of a source")


def replay_in(event: dict[str, Any]) -> Replaying:
    """What a ``replay`` event says."""
    next_at, shown_at = event.get("next_at"), event.get("shown_at")
    return Replaying(
        float(event["at"]),
        float(event.get("rate", 1.0)),
        str(event.get("state")),
        float(next_at) if next_at is not None else None,
        float(shown_at) if shown_at is not None else None,
    )


def figures_in(told: dict[str, Any], device: str = "") -> Figures:
    """One source's entry in a ``figures`` event; what is missing stays zero. ``device``: with which
    whoever says it decodes what it does not decode by software."""
    width, height = told.get("size") or (0, 0)
    return Figures(
        stream=str(told.get("stream") or ""),
        codec=str(told.get("codec") or ""),
        width=int(width),
        height=int(height),
        fps=float(told.get("fps") or 0.0),
        kbps=float(told.get("kbps") or 0.0),
        dropped=int(told.get("dropped") or 0),
        errors=int(told.get("errors") or 0),
        lost_packets=int(told.get("lost_packets") or 0),
        reconnects=int(told.get("reconnects") or 0),
        skipped=int(told.get("skipped") or 0),
        effort=str(told.get("effort") or ""),
        interval_s=float(told.get("interval_s") or 0.0),
        delay_ms=told.get("delay_ms"),
        held_back=int(told.get("held_back") or 0),
        key_interval_s=float(told.get("key_interval_s") or 0.0),
        newest_at=told.get("newest_at"),
        transport=str(told.get("transport") or ""),
        instead_of=str(told.get("instead_of") or ""),
        device=device if told.get("hardware") else "",
    )


def state_word(state: SourceState) -> str:
    """The word of the control API."""
    match state:
        case Off():
            return "off"
        case Connecting():
            return "connecting"
        case Live():
            return "live"
        case Lost():
            return "lost"
        case Replaying():
            return "replay"
        case _:
            return "stale"


def _trouble(event: dict[str, Any]) -> Trouble:
    try:
        return Trouble(event.get("trouble"))
    except ValueError:  # a younger child may know more than this console
        return Trouble.PROTOCOL
