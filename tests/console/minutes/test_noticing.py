"""Acts seen from the states of a conference."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from console.minutes.noticing import noticed, recorded

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def state(
    live: bool = True, locked: bool = False, share: Any = None, **nodes: Any
) -> dict[str, Any]:
    """``nodes``: each its state, with ``!`` where its hand is up."""
    return {
        "state": "live" if live else "idle", "id": "k1" if live else None, "locked": locked,
        "share": share,
        "nodes": [
            {"id": id_, "state": word.rstrip("!"), "hand": word.endswith("!")}
            for id_, word in nodes.items()
        ],
    }  # fmt: skip


def acts(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entry.act, entry.node) for entry in noticed(before, after, NOW)]


def test_a_conference_begins_with_those_who_wait_in_it_and_ends() -> None:
    idle = state(live=False, n01="waiting")
    assert acts(idle, state(n01="live", n02="calling")) == [
        ("started", ""), ("joined", "n01"), ("called", "n02"),
    ]  # fmt: skip
    assert acts(state(n01="live"), idle) == [("ended", "")]
    assert acts(idle, idle) == []


def test_a_site_comes_goes_and_is_lost() -> None:
    assert acts(state(n01="calling"), state(n01="live")) == [("joined", "n01")]
    assert acts(state(n01="live"), state(n01="left")) == [("left", "n01")]
    assert acts(state(n01="live"), state(n01="calling")) == [("called", "n01")]
    assert acts(state(n01="live"), state(n01="absent")) == [("lost", "n01")]
    assert acts(state(n01="calling"), state(n01="absent")) == [("no_answer", "n01")]
    assert acts(state(n01="live"), state(n01="live!")) == [("hand_up", "n01")]
    assert acts(state(n01="live!"), state(n01="live")) == [("hand_down", "n01")]


def test_lock_and_share_are_seen() -> None:
    share = {"source": "camera:c01", "name": "大桥"}
    entries = noticed(state(), state(locked=True, share=share), NOW)
    assert [(entry.act, entry.text) for entry in entries] == [("locked", ""), ("shared", "大桥")]
    assert acts(state(locked=True, share=share), state()) == [("unlocked", ""), ("unshared", "")]


def test_the_recording_s_files_and_troubles_are_seen() -> None:
    on = {"record": {"state": "on", "file": "a.mp4"}}
    told = [(entry.text, entry.result) for entry in recorded({}, on, NOW)]
    assert told == [("a.mp4", "on")]
    assert recorded(on, on, NOW) == []
    for word in ("paused", "failed", "off"):
        (entry,) = recorded(on, {"record": {"state": word, "file": "a.mp4"}}, NOW)
        assert entry.result == word
    assert recorded({}, {"record": {"state": "off", "file": ""}}, NOW) == []
    (full,) = recorded({}, {"record": {"state": "failed", "file": ""}}, NOW)
    assert full.result == "failed"
