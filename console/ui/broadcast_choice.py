"""What the chair's key would make everybody see: the chosen site, or what is shared. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from media.hub.happening import ROOM

OWN_ROOM = f"node:{ROOM}"  # the command room's own picture, as a source


class Broadcastable(NamedTuple):
    """A written source, and what people call it."""

    source: str
    name: str


def broadcastable(conference: Mapping[str, Any], chosen: Sequence[str]) -> list[Broadcastable]:
    """Of ``GET /v1/conference``, with these sites chosen: the first of them, and what is shared. A
    site's own screen is seen by everybody as it is."""
    names = {node["id"]: str(node.get("name", "")) for node in conference.get("nodes", [])}
    found = [Broadcastable(f"node:{id_}", names.get(id_, id_)) for id_ in chosen[:1]]
    share = conference.get("share") or {}
    source = str(share.get("source") or "")
    if source and not source.startswith("node:"):
        found.append(Broadcastable(source, str(share.get("name") or source)))
    return found
