"""What happened, seen from the states of a conference alone: for a hub that tells no ``record``.
Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from console.minutes.entry import Entry

Json = Mapping[str, Any]


def noticed(before: Json, after: Json, at: datetime) -> list[Entry]:
    """The acts between two events ``conference`` that follow on each other."""
    was, is_ = _live(before), _live(after)
    found: list[Entry] = []
    if was and (not is_ or before.get("id") != after.get("id")):
        return [Entry(at, "ended")]
    if not is_:
        return []
    if not was:
        found.append(Entry(at, "started", text=str(after.get("id") or "")))
    old = {node["id"]: node for node in before.get("nodes", ())} if was else {}
    for node in after.get("nodes", ()):
        found += _of_node(old.get(node["id"], {}), node, at)
    found += _of_room(before if was else {}, after, at)
    return found


def recorded(before: Json, after: Json, at: datetime) -> list[Entry]:
    """The recording: what the hub tells of it only in the state of the conference."""
    old, new = (dict(state.get("record") or {}) for state in (before, after))
    name, word = str(new.get("file") or ""), str(new.get("state") or "")
    if name and name != old.get("file"):
        return [Entry(at, "recording", text=name, result="on")]
    known = ("paused", "failed", "off") if name or old.get("file") else ("failed",)
    if word != old.get("state") and word in known:
        return [Entry(at, "recording", result=word)]
    return []


def _of_node(old: Json, new: Json, at: datetime) -> list[Entry]:
    node, was, is_ = str(new["id"]), old.get("state", "absent"), new.get("state")
    acts: list[str] = []
    if was != is_:
        if is_ == "calling":
            acts.append("called")
        elif is_ == "live":
            acts.append("joined")
        elif was == "live":
            acts.append("left" if is_ == "left" else "lost")
        elif was == "calling" and is_ == "absent":
            acts.append("no_answer")
    if bool(old.get("hand")) != bool(new.get("hand")):
        acts.append("hand_up" if new.get("hand") else "hand_down")
    return [Entry(at, act, node) for act in acts]


def _of_room(old: Json, new: Json, at: datetime) -> list[Entry]:
    found: list[Entry] = []
    if bool(old.get("locked")) != bool(new.get("locked")):
        found.append(Entry(at, "locked" if new.get("locked") else "unlocked"))
    was, is_ = (dict(state.get("share") or {}) for state in (old, new))
    if was.get("source") != is_.get("source"):
        found += [
            Entry(at, act, text=str(shared.get("name") or shared["source"]))
            for act, shared in (("unshared", was), ("shared", is_))
            if shared.get("source")
        ]
    return found


def _live(state: Json) -> bool:
    return state.get("state") == "live"
