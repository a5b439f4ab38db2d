"""``GET /v1/health``: how the room is, out of what its parts say of themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from console.cases.case import LinkState
from console.desk.reports import state_word
from console.ui.pulse import Stalls
from media.child import ChildReport
from media.source import SourceState


def health(
    uptime_s: float,
    simulated: bool,
    processes: Sequence[ChildReport],
    cameras: Sequence[SourceState],
    nodes: Sequence[Mapping[str, Any]],
    link: LinkState,
    stalls: Stalls,
    paints_per_s: float,
    troubles: Sequence[str] = (),
    cases: int = 0,
    links: Mapping[str, LinkState] = MappingProxyType({}),
    decoding: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Times in seconds and milliseconds as the names say; memory in MB.

    ``troubles``: what keeps a part from working though its process is up. ``links`` are those of
    all case sources by id; that of the platform has none. ``cases``: open ones that are listed and
    on the map. ``decoding``: what decodes in each camera worker.
    """
    words = [state_word(state) for state in cameras]
    return {
        **standing(processes, troubles),
        "uptime_s": round(uptime_s, 1),
        "simulated": simulated,
        "processes": [_process(report) for report in processes],
        "decoding": list(decoding),
        "cameras": {
            "total": len(words),
            "live": words.count("live"),
            "stale": words.count("stale"),
            "lost": words.count("lost"),
        },
        "nodes": {
            "total": len(nodes),
            "live": sum(node["state"] == "live" for node in nodes),
        },
        "platform": {
            "state": link.state,
            "cursor": link.cursor,
            "lag_s": None if link.lag_s is None else round(link.lag_s, 3),
            "cases": cases,
        },
        "sources": [
            {"id": feed, "state": each.state, "detail": each.detail, "explain": each.explain}
            for feed, each in sorted(links.items())
            if feed
        ],
        "ui": {
            "stall_ms_p50": round(stalls.percentile_ms(50), 2),
            "stall_ms_p99": round(stalls.percentile_ms(99), 2),
            "stall_ms_worst": round(stalls.worst_ms(), 2),
            "paints_per_s": round(paints_per_s, 1),
        },
    }


def standing(processes: Sequence[ChildReport], troubles: Sequence[str]) -> dict[str, Any]:
    """The part of ``health`` that is asked each second: ``{"status", "troubles"}``."""
    up = all(process.state in ("up", "starting") for process in processes)
    return {"status": "ok" if up and not troubles else "degraded", "troubles": list(troubles)}


def _process(report: ChildReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "pid": report.pid,
        "state": report.state,
        "restarts": report.restarts,
        "rss_mb": round(report.rss_mb, 1),
        "in_use_mb": None if report.in_use_mb is None else round(report.in_use_mb, 2),
    }
