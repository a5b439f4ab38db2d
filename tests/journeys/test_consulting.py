"""A consultation by plan from beginning to end: called, recorded, decided, and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest

from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room, invite_all
from tests.stage.screen import Screen

pytestmark = pytest.mark.journey


def state(room: Room) -> Path:
    assert room.town is not None
    return room.town.site / "state"


@pytest.fixture(scope="module")
def room(town: Town, screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """With a plan of its own, that calls two sites."""
    plan = town.site / "plans" / "flood.toml"
    before = plan.read_text("utf-8")
    plan.write_text(re.sub(r"(?m)^groups = .*$", 'nodes = ["n01", "n02"]', before), "utf-8")
    with a_room(town, screen, tmp_path_factory.mktemp("room")) as made:
        yield made
    plan.write_text(before, "utf-8")


def journal(room: Room) -> list[dict[str, str]]:
    lines = [
        line
        for path in (state(room) / "conferences").glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def press(room: Room, action: str) -> None:
    room.call("POST", "/v1/keys", {"action": action})


def middle(room: Room) -> Any:
    """A place that every sheet covers, dark; without one the shared card lies there, white."""
    return room.screen.pixels[590:630, 560:700].copy()


def changed(room: Room, before: Any) -> float:
    return float((middle(room) != before).mean())


def test_a_plan_calls_shows_and_records(room: Room) -> None:
    room.wait_live(9)
    wait_for("a case", lambda: room.get("/v1/cases")["count"] > 0, 30)
    case = room.get("/v1/cases")["cases"][0]["id"]
    status, problem = room.console.api.call(
        "POST", "/v1/conference", {"action": "start", "plan": "flod"}
    )
    assert status == 409
    assert "flood" in str(problem)
    assert room.town is not None
    invite_all(room, room.town)
    wait_for("two sites", lambda: all(room.node(n)["online"] for n in ("n01", "n02")), 40)
    room.call("POST", "/v1/conference", {"action": "start", "plan": "flood", "case": case})
    for node in ("n01", "n02"):
        wait_for("its picture", lambda node=node: room.node(node)["state"] == "live", 40)
    conference = wait_for(
        "the recording",
        lambda: (c := room.get("/v1/conference"))["record"]["state"] == "on" and c,
        40,
    )
    assert conference["recording"]
    assert conference["case"] == case
    wait_for(
        "the case's card", lambda: (room.get("/v1/conference")["share"] or {})["state"] == "live"
    )
    assert room.get("/v1/conference")["share"]["source"] == "case"
    wall = room.get("/v1/wall")
    assert wall["layout"] == "speaker+row"
    assert wall["tiles"][0]["source"] == "program"
    assert all(tile["source"].startswith("camera:") for tile in wall["tiles"][1:])
    # of the town's other conferences there are journals too
    entries = [entry for entry in journal(room) if entry["act"] == "opened"]
    (opened,) = (entry for entry in entries if entry["text"] == conference["id"])
    assert opened["more"]["plan"] == "防汛"  # type: ignore[index]


def test_another_case_joins_and_what_the_chair_writes_is_told(room: Room) -> None:
    first = room.get("/v1/conference")["case"]
    cases = wait_for("another case", lambda: room.get("/v1/cases")["cases"][1:], 30)
    other = next(case for case in cases if case["id"] != first)
    room.call("POST", "/v1/conference", {"action": "attach", "case": other["id"]})
    room.call("POST", "/v1/conference", {"action": "caption", "text": "请各村汇报水位"})
    room.call("POST", "/v1/conference", {"action": "self_unmute", "on": False})
    conference = room.get("/v1/conference")
    assert conference["cases"] == [first, other["id"]]
    assert (conference["caption"], conference["hush"]) == ("请各村汇报水位", "forced")
    told = wait_for("the minutes", lambda: [e for e in journal(room) if e["act"] == "attached"])
    assert (told[0]["text"], told[0]["more"]["key"]) == (other["title"], other["id"])  # type: ignore[index]
    status, problem = room.console.api.call(
        "POST", "/v1/conference", {"action": "layout", "saved": "没有的"}
    )
    assert (status, "there is no program layout" in str(problem)) == (409, True)


def test_the_sheets_open_by_their_keys(room: Room) -> None:
    closed = middle(room)
    for action in ("plans", "meetings", "minutes"):
        press(room, action)
        wait_for("the sheet", lambda: changed(room, closed) > 0.5)
        room.screen.save(Path("out/journeys") / f"{action}.png")
        press(room, action)
        wait_for("the sheet to close", lambda: changed(room, closed) < 0.5)


def test_the_conference_is_on_disk_and_its_film_plays(room: Room) -> None:
    wait_for("some film", lambda: room.get("/v1/conference")["record"]["seconds"] > 3, 30)
    name = room.get("/v1/conference")["record"]["file"]
    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("the end", lambda: room.get("/v1/conference")["state"] == "idle")
    wait_for("the last line", lambda: journal(room)[-1]["act"] in ("ended", "recording"))
    with av.open(str(state(room) / "recordings" / name)) as film:
        assert sum(1 for _ in film.decode(video=0)) > 30
    acts = {entry["act"] for entry in journal(room)}
    assert {"opened", "started", "joined", "recording", "ended"} <= acts
