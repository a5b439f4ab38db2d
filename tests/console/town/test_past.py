from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path

from console.town.past import cases, weekly_meetings, write_past
from console.town.world.town import the_town

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
TOWN = the_town(7)


def test_the_same_day_has_the_same_past_and_it_is_over() -> None:
    made = list(cases(TOWN, 7, NOW))
    assert made == list(cases(TOWN, 7, NOW))
    assert 900 < len(made) < 2500
    assert len({case["id"] for case in made}) == len(made)
    assert all(case["simulated"] for case in made)
    assert {case["status"] for case in made} == {"closed", "rejected"}
    assert max(case["updated_at"] for case in made) < "2026-11-26T04:00"
    assert {case["platform"] for case in made} == {"governance", "enforcement", "market", "service"}
    for case in made:
        times = [step["at"] for step in case["timeline"]]
        assert times == sorted(times)
        assert case["rev"] == len(times)


def test_some_places_are_reported_again_and_again_and_some_cases_late() -> None:
    made = list(cases(TOWN, 7, NOW))
    spots = [(case["category"]["code"], case["place"]["longitude"]) for case in made]
    spots.sort()
    assert max(len(list(group)) for _, group in itertools.groupby(spots)) > 8
    clocks = [clock for case in made for clock in case["clocks"] if clock["kind"] == "close"]
    late = [clock for clock in clocks if clock["done_at"] > clock["due_at"]]
    assert 0.04 < len(late) / len(made) < 0.25


def test_meetings_were_held_with_a_roll_call_that_some_missed() -> None:
    held = weekly_meetings(TOWN, 7, NOW)
    assert len(held) == 5
    for entries in held.values():
        results = [entry["result"] for entry in entries if entry["act"] == "roll_call"]
        assert len(results) == 27
    assert any(entry.get("result") == "no_answer" for entries in held.values() for entry in entries)


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    write_past(tmp_path, TOWN, 7, NOW)
    file = tmp_path / "past" / "cases.jsonl"
    file.write_text("", "utf-8")
    write_past(tmp_path, TOWN, 7, NOW)
    assert file.read_text("utf-8") == ""
    assert len(list((tmp_path / "state" / "conferences").iterdir())) == 5
