from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from console.cases.history import History
from console.desk.patrols import PatrolBook
from console.desk.report_material import conferences, gathered, lost_cameras, patrols
from console.figures.period import Period
from console.figures.presence import PatrolledCamera
from console.minutes.entry import Entry
from console.minutes.journal import Journals
from console.site.load import read_site
from layouts.patrol import PatrolRow

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "state")
    assert made.settled(10)
    yield made
    made.close()


def test_names_rules_and_settings_are_the_sites(tmp_path: Path, history: History) -> None:
    (tmp_path / "site.toml").write_text('name = "镇"\n[reports]\nrepeat_days = 7\n', "utf-8")
    (tmp_path / "cameras.csv").write_text("id,name,main\nc1,桥东,rtsp://10.0.0.1/1\n", "utf-8")
    ring = [[120.1, 30.4], [120.2, 30.4], [120.2, 30.5], [120.1, 30.4]]
    grid = {
        "type": "Feature", "properties": {"id": "g1", "name": "网格001", "village": "云帆村"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    (tmp_path / "grids.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [grid]}), "utf-8"
    )
    history.later(lambda base: base.note("platforms", json.dumps({"fifth": "第五平台"})))
    assert history.settled(30)
    material = gathered(read_site(tmp_path), history, NOW, simulated=True)
    assert (material.room, material.repeat.days, material.cameras) == ("镇", 7, {"c1": "桥东"})
    assert material.names.label("platform", "fifth") == "第五平台"
    assert material.names.label("platform", "market") == "市场监管"
    assert material.names.label("grid", "g1") == "云帆村网格001"
    assert material.known_since is None
    assert material.lost is None


def test_patrols_of_the_period_are_counted_and_cameras_never_seen_named(tmp_path: Path) -> None:
    names = {"c1": "桥东"}
    assert patrols(tmp_path, NOVEMBER, NOW, names).tours == 0
    assert not (tmp_path / "patrols.sqlite").exists()
    book = PatrolBook(tmp_path / "patrols.sqlite")
    book.add(
        [
            PatrolRow(NOW, "rounds", "李", camera, NOW - timedelta(days=day),
                      NOW - timedelta(days=day) + timedelta(seconds=9), live)
            for camera, day, live in (("c1", 1, 8.0), ("c1", 2, 8.0), ("c2", 1, 1.0),
                                      ("c1", 60, 8.0))
        ]
    )  # fmt: skip
    book.close()
    found = patrols(tmp_path, NOVEMBER, NOW, names)
    assert (found.patrols, found.unseen, found.who, found.live_s) == (2, ("c2",), ("李",), 17.0)
    last = NOW - timedelta(days=1) + timedelta(seconds=9)
    assert found.cameras == (PatrolledCamera("c2", 0, 1.0), PatrolledCamera("桥东", 2, 16.0, last))
    assert patrols(tmp_path, Period.of("day", date(2026, 11, 20)), NOW, names).patrols == 0


def test_conferences_with_a_roll_call_and_cameras_that_were_lost_are_found(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    journals.add("k1", Entry(NOW, "roll_call", "n1", result="present"))
    journals.add("k2", Entry(NOW, "started"))
    assert [one.roll_calls[0][0].node for one in conferences(tmp_path)] == ["n1"]
    assert lost_cameras(tmp_path) is None
    spells = [
        {"camera": "c1", "finding": finding, "began": NOW.isoformat(), "ended": None}
        for finding in ("lost", "black")
    ]
    text = "".join(json.dumps(one) + "\n" for one in spells)
    (tmp_path / "diagnosis.jsonl").write_text(text, "utf-8")
    found = lost_cameras(tmp_path)
    assert found is not None
    assert [(one.camera, one.began, one.ended) for one in found] == [("c1", NOW, None)]
