"""What the hub tells the console, put together from what it knows. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from media.hub import conduct_report
from media.hub.happening import Hush, NodeView, Place, Refuse, RoomView
from media.hub.line_figures import LineFigures
from media.hub.record_state import RecordState

NO_FIGURES = LineFigures()
NOT_RECORDED = RecordState()


def conference(
    view: RoomView,
    speaking: Collection[str],
    links: Mapping[str, str],
    figures: Mapping[str, LineFigures],
    share_state: str = "",
    record: RecordState = NOT_RECORDED,
) -> dict[str, Any]:
    """The event ``conference``: the whole of ``GET /v1/conference``, and what a hub that is
    restarted has to know besides. ``share_state``: of what is shared, if anything is."""
    share = view.share
    return {
        "event": "conference",
        "state": "live" if view.live else "idle",
        "id": view.id or None,
        "case": view.case,
        "cases": list(view.cases),
        "locked": view.locked,
        "hush": view.hush.value if view.live else Hush.NONE.value,
        "recording": record.state in ("waiting", "on", "failed"),
        "record": record.told(),
        "mute_above": view.mute_above,
        **conduct_report.report(view.conduct, view.on_air),
        "share": share and {"source": share.source, "name": share.name, "state": share_state},
        "hands": [n.id for n in sorted(view.nodes, key=lambda n: n.hand) if n.hand],
        "nodes": [
            _node(node, node.id in speaking, links.get(node.id), figures.get(node.id, NO_FIGURES))
            for node in view.nodes
        ],
    }


def _node(node: NodeView, speaking: bool, link: str | None, figures: LineFigures) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "state": node.place.value,
        "online": node.online,
        "invited": node.invited,
        "entered": node.entered,
        "mic": node.mic.value,
        "forced": node.forced,
        "own_open": node.own_open,
        "excused": node.excused,
        "hushed": node.hushed,
        "heard_by": node.route.value,
        "camera": node.camera,
        "screen": node.screen.value,
        "hand": node.hand > 0,
        "hand_number": node.hand,
        "speaking": speaking,
        "join_url": link,
        "up": {
            "kbps": figures.up_kbps,
            "loss": figures.up_loss,
            "late": figures.up_late,
            "rtt_ms": figures.rtt_ms,
            "fps": figures.up_fps,
        },
        "down": {"kbps": figures.down_kbps, "loss": figures.down_loss},
    }


def source(written: str, state: str, trouble: str | None = None) -> dict[str, Any]:
    """The event ``state`` of one source."""
    return {
        "event": "state", "source": written, "state": state,
        "trouble": trouble, "detail": "", "retry_at": None,
    }  # fmt: skip


def refused(refusal: Refuse) -> dict[str, Any]:
    """The event ``refused``."""
    return {
        "event": "refused", "action": refusal.action, "node": refusal.node,
        "reason": refusal.reason,
    }  # fmt: skip


def node_state(node: NodeView | None, sends_video: bool, painted: bool) -> tuple[str, str | None]:
    """State and trouble of a node's picture that somebody looks at."""
    if node is None:
        return "lost", "not_found"
    if node.place not in (Place.LIVE, Place.WAITING):
        return "lost", "absent"
    if not node.camera or not sends_video:
        return "lost", "no_video"
    return ("live", None) if painted else ("connecting", None)
