"""What the control API tells of tiles, layouts, cases and markers, as JSON."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from console.cases.case import Case
from console.cases.clocks import lamp
from console.cases.masking import public
from console.control.room import Json
from console.desk.replay import written
from console.desk.reports import state_word
from console.ui.feed import Figures
from console.ui.marker_painter import DrawnMarker
from console.ui.tile import TileReport
from console.ui.words import reason_text
from layouts.layout import Layout
from media.source import Lost, Replaying, Source, SourceState, Stale


def tile_json(report: TileReport, source: Source | None) -> Json:
    """One tile of ``GET /v1/wall``. ``source`` is what the cell is told to show."""
    figures, age_s = report.figures, report.age_s
    told: dict[str, Any] = {
        "cell": report.cell,
        "source": str(source) if source else None,
        "rect": list(report.rect),
        "state": state_word(report.state),
        "reason": reason_of(report.state),
        "fps": round(report.shown_fps, 1),
        "age_ms": None if age_s is None or math.isnan(age_s) else round(age_s * 1000),
        "stream": figures.stream or None,
        "transport": figures.transport or None,
        "instead_of": figures.instead_of or None,
        "codec": figures.codec or None,
        "size": [figures.width, figures.height] if figures.width else None,
        "kbps": round(figures.kbps),
        "dropped": figures.dropped,
        "errors": figures.errors,
        "lost_packets": figures.lost_packets,
        "skipped": figures.skipped,
        "effort": figures.effort or None,
        "delay_ms": figures.delay_ms,
        "held_back": figures.held_back,
        "key_interval_s": figures.key_interval_s or None,
        "reconnects": figures.reconnects,
        "markers": report.markers,
        "replay": _replay(report.state),
    }
    return told


def losses_json(figures: Figures) -> Json | None:
    """What a camera has lost since the start; None while it was never connected."""
    if not figures.stream:
        return None
    return {
        "dropped": figures.dropped,
        "errors": figures.errors,
        "lost_packets": figures.lost_packets,
        "reconnects": figures.reconnects,
    }


def layout_json(layout: Layout) -> Json:
    cells = [
        {
            "column": c.column, "row": c.row, "columns": c.columns, "rows": c.rows,
            "source": c.source, "tour": c.tour, "alarm": c.alarm,
        }
        for c in layout.cells
    ]  # fmt: skip
    return {
        "name": layout.name,
        "title": layout.title,
        "columns": layout.columns,
        "rows": layout.rows,
        "cells": cells,
        "origin": layout.origin,
    }


def case_json(case: Case, now: datetime) -> Json:
    return {
        "id": case.id,
        "rev": case.rev,
        "status": case.status,
        "platform": case.platform,
        "lamp": lamp(case, now),
        "level": case.level,
        "title": public(case).title,
        "reported_at": case.reported_at.isoformat() if case.reported_at else None,
    }


def marker_json(on: str, marker: DrawnMarker, painted_at: datetime) -> Json:
    return {
        "case": marker.case_id,
        "rev": marker.rev,
        "on": on,
        "x": round(marker.x, 1),
        "y": round(marker.y, 1),
        "painted_at": painted_at.isoformat(timespec="milliseconds"),
        "inside": marker.inside,
    }


def _replay(state: SourceState) -> Json | None:
    if not isinstance(state, Replaying):
        return None
    return {
        "at": written(state.at),
        "rate": state.rate,
        "state": state.word,
        "next_at": written(state.next_at) if state.next_at is not None else None,
        "shown_at": written(state.shown_at) if state.shown_at is not None else None,
    }


def reason_of(state: SourceState) -> str | None:
    match state:
        case Lost(trouble=trouble, detail=detail):
            return reason_text(trouble, detail)
        case Stale(age_s=age_s):
            return f"no picture for {age_s:.0f} s"
        case _:
            return None
