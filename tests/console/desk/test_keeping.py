from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.keeping import ANSWER_S, KeepingDesk
from console.site.load import load_site
from media.child import ChildReport


@dataclass
class Worker:
    """Writes down what it is told to keep."""

    name: str = "cameras-0"
    told: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, order: dict[str, Any]) -> None:
        self.told.append(order)


@dataclass
class Room:
    desk: KeepingDesk
    worker: Worker
    now: list[float]
    said: list[tuple[str, dict[str, Any]]]


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    (tmp_path / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
    lines = "id,name,main,longitude,latitude\nc01,村口,rtsp://h/1,121.5,31.2\nc02,桥,rtsp://h/2,,\n"
    (tmp_path / "cameras.csv").write_text(lines, "utf-8")
    site = load_site(tmp_path)
    worker, now = Worker(), [100.0]
    desk = KeepingDesk(site, {"c01": worker, "c02": worker}, straight, now=lambda: now[0])
    said: list[tuple[str, dict[str, Any]]] = []
    desk.told.connect(lambda kind, what: said.append((kind, what)))
    return Room(desk, worker, now, said)


def test_a_snapshot_is_ordered_under_the_day_and_told_when_it_lies_there(
    room: Room, tmp_path: Path
) -> None:
    answers: list[dict[str, Any]] = []
    path = room.desk.snapshot("c01", answers.append)
    (order,) = room.worker.told
    assert order == {
        "do": "snapshot", "ticket": "snapshot-1", "camera": "c01", "path": path,
        "name": "村口", "place": [121.5, 31.2],
    }  # fmt: skip
    day = f"{datetime.now(UTC).astimezone():%Y-%m-%d}"
    within = re.escape(str(tmp_path / "state" / "snapshots" / day))
    assert re.fullmatch(within + r"/c01-\d{6}\.\d{3}\.jpg", path)
    done = {"event": "done", "ticket": "snapshot-1", "camera": "c01", "path": path, "size": [1, 1]}
    room.desk.take("cameras-0", done)
    assert answers == [done]
    assert room.said == [("snapshot", {"camera": "c01", "path": path, "size": [1, 1]})]
    room.desk.take("cameras-0", done)
    assert len(answers) == 1


def test_what_is_kept_of_a_replay_is_named_after_the_moment_it_shows(
    room: Room, tmp_path: Path
) -> None:
    at = datetime(2026, 11, 25, 20, 40, 11, 123000).astimezone().timestamp()
    snapshot, clip = room.desk.snapshot("c01", at=at), room.desk.clip("c01", 30, 30, at=at)
    for path, kind, ending in ((snapshot, "snapshots", "jpg"), (clip, "clips", "mp4")):
        start = str(tmp_path / "state" / kind / "2026-11-25" / "c01-204011.123-kept-")
        assert re.fullmatch(re.escape(start) + rf"\d{{8}}-\d{{6}}\.\d{{3}}\.{ending}", path)
    assert [order["at"] for order in room.worker.told] == [at, at]


def test_a_clip_tells_how_far_it_is_and_when_it_is_complete(room: Room, qtbot: QtBot) -> None:
    path = room.desk.clip("c02", 10, 20)
    assert room.worker.told[0]["before_s"] == 10
    with qtbot.waitSignal(room.desk.progressed) as progressed:
        room.desk.take(
            "cameras-0", {"event": "progress", "ticket": "clip-1", "seconds": 12.0, "of": 30.0}
        )
    assert progressed.args == [path, 12.0, 30.0]
    room.now[0] += ANSWER_S + 19
    room.desk.check()
    done = {"event": "done", "ticket": "clip-1", "path": path, "seconds": 29.9}
    room.desk.take("cameras-0", done)
    told = {"camera": "c02", "path": path, "seconds": 29.9, "ready": True}
    assert room.said == [("clip", told)]


def test_what_nobody_answers_has_failed_and_so_has_what_a_lost_worker_was_asked(room: Room) -> None:
    answers: list[dict[str, Any]] = []
    room.desk.snapshot("c01", answers.append)
    room.now[0] += ANSWER_S
    room.desk.check()
    assert "does not answer" in answers[0]["reason"]
    room.desk.clip("c01", 1, 1, answers.append)
    room.desk.take_child(ChildReport("cameras-1", "restarting", None, 1, 0.0))
    assert len(answers) == 1
    room.desk.take_child(ChildReport("cameras-0", "restarting", None, 1, 0.0))
    assert "restarted" in answers[1]["reason"]
    assert room.said[-1][1]["ready"] is False


def test_it_knows_which_cameras_record(room: Room) -> None:
    room.desk.record("c01", True)
    assert room.worker.told[0] == {
        "do": "record", "ticket": "record-1", "camera": "c01", "on": True,
    }  # fmt: skip
    event = {"event": "recording", "camera": "c01", "stream": "main", "state": "paused",
             "reason": "No space left on device"}  # fmt: skip
    room.desk.take("cameras-0", event)
    assert room.desk.recording("c01") == ("paused", "No space left on device")
    assert room.desk.recording("c02") == ("off", "")
    assert room.said[-1][0] == "recording"
    room.desk.take_child(ChildReport("cameras-0", "restarting", None, 1, 0.0))
    assert room.desk.recording("c01") == ("waiting", "")


def test_the_archive_is_told_at_changes_only(room: Room) -> None:
    for state in ("ready", "ready", "fault"):
        event = {"event": "archive", "state": state, "reason": "", "kept_bytes": 1, "free_bytes": 2}
        room.desk.take("cameras-0", event)
    assert [what["state"] for kind, what in room.said if kind == "archive"] == ["ready", "fault"]
