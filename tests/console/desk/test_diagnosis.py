from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.diagnosis import DiagnosisDesk
from console.site.load import load_site
from console.site.records import Site

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass
class Worker:
    told: list[dict[str, Any]] = field(default_factory=list)

    def refer(self, order: dict[str, Any]) -> None:
        self.told.append(order)


@dataclass
class Room:
    site: Site
    desk: DiagnosisDesk
    now: list[datetime]
    worker: Worker = field(default_factory=Worker)
    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def finds(self, camera: str, *findings: str, after_s: float = 60) -> None:
        self.now[0] += timedelta(seconds=after_s)
        event = {"event": "findings", "camera": camera, "findings": list(findings)}
        self.desk.take("cameras-0", event)


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


def opened(site: Site, now: list[datetime]) -> Room:
    made = Room(site, DiagnosisDesk(site, straight, now=lambda: now[0]), now)
    made.desk.workers = {"c01": made.worker, "c02": made.worker}
    made.desk.told.connect(lambda kind, what: made.said.append((kind, what)))
    return made


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    (tmp_path / "site.toml").write_text('name = "丁家湾"\n[diagnosis]\nhits = 4\n', "utf-8")
    lines = "id,name,main\nc01,村口,rtsp://h/1\nc02,=桥,rtsp://h/2\n"
    (tmp_path / "cameras.csv").write_text(lines, "utf-8")
    return opened(load_site(tmp_path), [NOON])


def test_findings_are_told_at_changes_and_known_after_a_restart(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.desk.changed):
        room.finds("c01", "black")
    room.finds("c01", "black")
    room.finds("c02", "moved", "unheard_of")
    assert room.said == [
        ("finding", {"camera": "c01", "findings": ["black"]}),
        ("finding", {"camera": "c02", "findings": ["moved"]}),
    ]
    room.finds("c01")
    room.finds("elsewhere", "black")
    assert room.desk.all_findings() == {"c02": ("moved",)}
    again = opened(room.site, room.now)
    assert again.desk.all_findings() == {"c02": ("moved",)}
    assert [spell.finding.value for spell in again.desk.spells("c01")] == ["black"]
    order = again.desk.order()
    assert order["said"] == {"c02": ["moved"]}
    assert order["settings"]["hits"] == 4
    assert order["baselines"].endswith("/state/diagnosis")


def test_the_table_has_what_is_so_now_first_and_a_week_of_the_past(room: Room) -> None:
    room.finds("c01", "black")
    room.finds("c01", after_s=3600)
    room.finds("c02", "moved")
    room.desk.take("cameras-0", {"event": "figures", "diagnosis": {"every_s": 10.2}})
    room.desk.take("cameras-1", {"event": "figures", "diagnosis": None})
    told = room.desk.report()
    assert told["every_s"] == 10.2
    assert told["since"] == "2026-11-16T05:02:00Z"
    assert told["findings"] == [
        {"camera": "c02", "name": "=桥", "finding": "moved", "now": True, "times": 1,
         "total_s": 0, "began": "2026-11-23T05:02:00Z", "ended": None},
        {"camera": "c01", "name": "村口", "finding": "black", "now": False, "times": 1,
         "total_s": 3600, "began": "2026-11-23T04:01:00Z", "ended": "2026-11-23T05:01:00Z"},
    ]  # fmt: skip
    room.now[0] += timedelta(days=8)
    assert [row["camera"] for row in room.desk.report()["findings"]] == ["c02"]
    assert room.desk.spells("c01") == ()
    assert room.desk.spells("c09") == ()


def test_the_operator_accepts_a_picture(room: Room) -> None:
    room.desk.accept("c02")
    room.desk.accept("c09")
    assert room.worker.told == [{"do": "accept", "camera": "c02"}]


def test_whoever_turns_a_camera_says_so(room: Room) -> None:
    room.desk.turned("c02", 1234.5)
    room.desk.turned("c01")
    room.desk.turned("c09")
    assert room.worker.told == [
        {"do": "turned", "camera": "c02", "until": 1234.5},
        {"do": "turned", "camera": "c01", "until": None},
    ]


def test_the_report_is_written_for_a_spreadsheet(room: Room, qtbot: QtBot) -> None:
    room.finds("c02", "moved")
    with qtbot.waitSignal(room.desk.reported) as written:
        room.desk.write_report()
    path = Path(written.args[0])
    assert path.parent == room.site.folder / "state" / "reports"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcamera,finding")
    assert "'=桥,moved,1" in content.decode()
    room.now[0] += timedelta(seconds=1)
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("")
    with qtbot.waitSignal(room.desk.reported) as refused:
        room.desk.write_report()
    assert refused.args[0] == ""
    assert refused.args[1]
