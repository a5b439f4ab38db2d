from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from media.archive.index import ArchiveIndex
from media.cameras import __main__ as cameras
from media.export import __main__ as export
from tests.media.cameras.recordings import BEGAN, record


def events(*orders: dict[str, Any], until: str) -> list[dict[str, Any]]:
    """What the process says to these orders, up to an event of this name."""
    with subprocess.Popen(
        [sys.executable, "-m", "media.export"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for order in orders:
            process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        told: list[dict[str, Any]] = []
        while not told or told[-1]["event"] != until:
            told.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        told += [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    return told


def order(folder: Path, **rest: Any) -> dict[str, Any]:
    return {
        "do": "export", "cameras": ["c01"], "since": "2025-11-24T15:00:00Z",
        "until": "2025-11-24T17:00:00Z", "folder": str(folder / "out"),
        "archive": str(folder / "archive"), **rest,
    }  # fmt: skip


def test_the_wall_and_its_cameras_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its session too: the niceness of a process alone counts within its session."""
    said: list[int] = []
    monkeypatch.setattr(export, "give_precedence", said.append)
    monkeypatch.setattr(export, "log_to_stderr", lambda _name: None)
    monkeypatch.setattr(asyncio, "run", lambda work: work.close())
    export.main()
    assert said == [export.GENTLE]
    assert export.GENTLE > cameras.NICENESS


def test_it_says_how_far_it_is_and_what_was_made(tmp_path: Path) -> None:
    index = ArchiveIndex(tmp_path / "archive")
    record(index, began_at=BEGAN)
    index.close()
    told = events(order(tmp_path, burn=True), order(tmp_path), until="done")
    names = [event["event"] for event in told]
    assert names[0] == "ready"
    assert "progress" in names
    assert [e["text"] for e in told if e["event"] == "fault"] == [
        "ValueError: one export a process"
    ]
    done = next(event for event in told if event["event"] == "done")
    assert (done["files"], done["missing"]) == (["c01.mp4"], [])
    assert (tmp_path / "out" / "c01.mp4").exists()


def test_what_fails_is_told_and_a_faulty_order_too(tmp_path: Path) -> None:
    told = events({"do": "export"}, {"do": "dance"}, order(tmp_path), until="failed")
    assert [event["event"] for event in told][:3] == ["ready", "fault", "fault"]
    assert "no archive" in told[-1]["reason"]
    assert not told[-1]["cancelled"]
