"""The room's figures in Prometheus' text form (exposition format 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from console.control.room import Figure, Json
from media.diagnosis.finding import Finding

MEDIA_TYPE = "text/plain; version=0.0.4"
PREFIX = "command_room_"

Labels = Mapping[str, str]
NONE: Labels = {}

# name: (type, help)
KNOWN: dict[str, tuple[str, str]] = {
    "uptime_seconds": ("gauge", "Seconds since the program started"),
    "degraded": ("gauge", "1 when something that should work does not"),
    "simulated": ("gauge", "1 in the demo town"),
    "cameras": ("gauge", "Cameras by state"),
    "nodes": ("gauge", "Conference nodes by state"),
    "process_restarts_total": ("counter", "Restarts of a child process"),
    "process_memory_bytes": ("gauge", "Resident memory of a process"),
    "process_memory_in_use_bytes": ("gauge", "What a process asked for and has not given back"),
    "platform_live": ("gauge", "1 while the platform's changes arrive"),
    "platform_lag_seconds": ("gauge", "How long the platform has not been heard"),
    "ui_stall_seconds": ("gauge", "Stall of the window's thread by quantile"),
    "ui_paints_per_second": ("gauge", "Paints of the wall a second"),
    "tile_pictures_per_second": ("gauge", "Pictures a second shown by a tile"),
    "tile_picture_age_seconds": ("gauge", "Age of a tile's newest picture"),
    "tile_bits_per_second": ("gauge", "Bits a second received for a tile's source"),
    "tile_pictures_dropped_total": ("counter", "Pictures of a tile's source never shown"),
    "tile_reconnects_total": ("counter", "Reconnections of a tile's source"),
    "tile_markers": ("gauge", "Case markers on a tile"),
    "camera_pictures_dropped_total": ("counter", "Pictures that came too late or broken"),
    "camera_decode_errors_total": ("counter", "Pictures not decoded, or spoilt"),
    "camera_packets_lost_total": ("counter", "Packets lost between a camera and this room"),
    "camera_reconnects_total": ("counter", "Reconnections of a camera"),
    "camera_findings": ("gauge", "Cameras with this fault in their picture"),
    "picture_check_interval_seconds": ("gauge", "Longest time between two looks at a picture"),
    "control_requests_total": ("counter", "Calls of the control API by status"),
    "control_listeners": ("gauge", "Connections listening to events"),
    "control_events_dropped_total": ("counter", "Events slow listeners did not get"),
}

_LOSSES = (
    ("camera_pictures_dropped_total", "dropped"),
    ("camera_decode_errors_total", "errors"),
    ("camera_packets_lost_total", "lost_packets"),
    ("camera_reconnects_total", "reconnects"),
)


def dump_metrics(figures: Iterable[Figure]) -> str:
    """The figures, those of one name together, each name with its help and type."""
    by_name: dict[str, list[Figure]] = {}
    for figure in figures:
        by_name.setdefault(figure.name, []).append(figure)
    lines: list[str] = []
    for name, group in by_name.items():
        kind, text = KNOWN.get(name, ("untyped", ""))
        if text:
            lines.append(f"# HELP {PREFIX}{name} {text}")
        lines.append(f"# TYPE {PREFIX}{name} {kind}")
        lines += [f"{PREFIX}{name}{_labels(figure)} {figure.value!r}" for figure in group]
    return "\n".join(lines) + "\n"


def figures_of(health: Json, wall: Json) -> list[Figure]:
    """The figures that the answers of ``/v1/health`` and ``/v1/wall`` hold already."""
    cameras, nodes = health.get("cameras", {}), health.get("nodes", {})
    platform, ui = health.get("platform", {}), health.get("ui", {})
    found = [
        _figure("uptime_seconds", health.get("uptime_s")),
        _figure("degraded", health.get("status") != "ok"),
        _figure("simulated", health.get("simulated")),
        *(_figure("cameras", cameras.get(state), labels={"state": state}) for state in cameras),
        *(_figure("nodes", nodes.get(state), labels={"state": state}) for state in nodes),
        _figure("platform_live", platform.get("state") == "live"),
        _figure("platform_lag_seconds", platform.get("lag_s")),
        _figure("ui_stall_seconds", ui.get("stall_ms_p50"), 1e-3, {"quantile": "0.5"}),
        _figure("ui_stall_seconds", ui.get("stall_ms_p99"), 1e-3, {"quantile": "0.99"}),
        _figure("ui_paints_per_second", ui.get("paints_per_s")),
    ]
    for process in health.get("processes", []):
        label = {"process": str(process.get("name"))}
        found.append(_figure("process_restarts_total", process.get("restarts"), labels=label))
        found.append(_figure("process_memory_bytes", process.get("rss_mb"), 1e6, label))
        in_use_mb = process.get("in_use_mb")
        found.append(_figure("process_memory_in_use_bytes", in_use_mb, 1e6, label))
    for tile in wall.get("tiles", []):
        found += _tile(tile)
    return [figure for figure in found if figure is not None]


def figures_of_pictures(diagnosis: Json) -> list[Figure]:
    """The figures in the answer of ``/v1/diagnosis``."""
    now = Counter(row["finding"] for row in diagnosis.get("findings", []) if row.get("now"))
    counted = [
        _figure("camera_findings", now[finding.value], labels={"finding": finding.value})
        for finding in Finding
    ]
    found = [*counted, _figure("picture_check_interval_seconds", diagnosis.get("every_s"))]
    return [figure for figure in found if figure is not None]


def figures_of_losses(losses: Mapping[str, Json]) -> list[Figure]:
    """What cameras have lost, by id, as ``losses`` of ``/v1/cameras``. Name by name."""
    return [
        Figure(name, float(told[key]), {"camera": camera})
        for name, key in _LOSSES
        for camera, told in losses.items()
    ]


def _tile(tile: Json) -> list[Figure | None]:
    if not tile.get("source"):
        return []
    labels = {"cell": str(tile.get("cell")), "source": str(tile["source"])}
    return [
        _figure("tile_pictures_per_second", tile.get("fps"), labels=labels),
        _figure("tile_picture_age_seconds", tile.get("age_ms"), 1e-3, labels=labels),
        _figure("tile_bits_per_second", tile.get("kbps"), 1e3, labels=labels),
        _figure("tile_pictures_dropped_total", tile.get("dropped"), labels=labels),
        _figure("tile_reconnects_total", tile.get("reconnects"), labels=labels),
        _figure("tile_markers", tile.get("markers"), labels=labels),
    ]


def _figure(name: str, value: Any, scale: float = 1.0, labels: Labels = NONE) -> Figure | None:
    """None where nothing is known yet: no figure is better than a wrong 0."""
    return None if value is None else Figure(name, round(float(value) * scale, 9), labels)


def _labels(figure: Figure) -> str:
    written = ",".join(f'{key}="{_escaped(text)}"' for key, text in figure.labels.items())
    return f"{{{written}}}" if written else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
