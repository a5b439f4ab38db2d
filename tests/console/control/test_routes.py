from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from console.control import answering
from console.control.openapi import key_of

Run = Callable[..., None]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/health", {"status": "ok", "uptime_s": 3, "simulated": True}),
        ("/v1/layouts", [{"name": "3x3", "cells": 9, "origin": "preset"}]),
        ("/v1/cameras", [{"id": "c01", "name": "市场"}]),
        ("/v1/cameras/c01", {"id": "c01", "name": "市场"}),
        (
            "/v1/diagnosis",
            {"since": "2026-11-18T12:00:00Z", "every_s": 10.0, "findings": []},
        ),
        ("/v1/cases", {"count": 0, "cursor": "7", "cases": []}),
        ("/v1/markers", []),
        ("/v1/conference", {"state": "idle", "nodes": []}),
    ],
)
def test_a_question_is_answered_as_the_room_answers(run: Run, path: str, expected: Any) -> None:
    async def story(desk: Any) -> None:
        assert await desk.call("GET", path) == (200, expected)

    run(story)


def test_the_layout_is_switched(run: Run) -> None:
    async def story(desk: Any) -> None:
        answer = await desk.call("PUT", "/v1/wall/layout", json={"layout": "1x1"})
        assert answer == (200, {"layout": "1x1"})
        assert (await desk.call("GET", "/v1/wall"))[1]["layout"] == "1x1"

    run(story)


def test_an_order_to_a_wall_names_a_screen_or_means_the_desks_own(run: Run) -> None:
    async def story(desk: Any) -> None:
        for path, body in (
            ("layout", {"layout": "1x1"}), ("cells/0", {"source": "camera:c01"}),
            ("replay", {"cells": [0], "back_s": 30}), ("listen", {"cell": 0}),
            ("selection", {"cell": 0}),
        ):  # fmt: skip
            for screen in ({}, {"screen": None}, {"screen": "HDMI-2"}):
                told = await desk.call("PUT", f"/v1/wall/{path}", json={**body, **screen})
                assert told[0] == 200, told
            assert desk.room.screens[-3:] == [None, None, "HDMI-2"]
            status, document = await desk.call(
                "PUT", f"/v1/wall/{path}", json={**body, "screen": "x" * 65}
            )
            assert (status, document["field"]) == (422, "screen")
        thumbnail = "/v1/wall/tiles/0/thumbnail"
        for query, screen in (("", None), ("?screen=HDMI-2", "HDMI-2")):
            async with desk.client.get(thumbnail + query) as answer:
                assert answer.status == 200
            assert desk.room.screens[-1] == screen

    run(story)


def test_an_unknown_layout_is_answered_by_those_there_are(run: Run) -> None:
    async def story(desk: Any) -> None:
        status, document = await desk.call("PUT", "/v1/wall/layout", json={"layout": "7x7"})
        assert status == 404
        assert document["there_are"] == ["1x1", "3x3"]
        assert desk.room.layout == "3x3"

    run(story)


@pytest.mark.parametrize("source", ["camera:c07", "node:n01", "program", "map", None])
def test_a_cell_shows_another_source(run: Run, source: str | None) -> None:
    async def story(desk: Any) -> None:
        answer = await desk.call("PUT", "/v1/wall/cells/1", json={"source": source})
        assert answer == (200, {"cell": 1, "source": source})
        assert desk.room.sources[1] == source

    run(story)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "detail"),
    [
        ("PUT", "/v1/wall/cells/9", '{"source": null}', 404, "there is no cell 9"),
        ("PUT", "/v1/wall/cells/x", '{"source": null}', 404, "no such call"),
        ("PUT", "/v1/wall/cells/1", '{"source": "screen"}', 422, "'screen' is no source"),
        ("PUT", "/v1/wall/cells/1", '{"source": "replay:c01@2026"}', 422, "2026-11-23T06:30:00Z"),
        ("PUT", "/v1/wall/cells/1", "{}", 422, '"source" is missing'),
        ("PUT", "/v1/wall/listen", "{}", 422, '"cell" is missing'),
        ("PUT", "/v1/wall/listen", '{"cell": true}', 422, "a whole number or null"),
        ("PUT", "/v1/wall/listen", '{"cell": -1}', 422, "a whole number or null"),
        ("PUT", "/v1/wall/listen", '{"cell": 9}', 409, "no live camera"),
        ("PUT", "/v1/wall/layout", '{"layout": 3}', 422, '"layout" needs a text'),
        ("PUT", "/v1/wall/layout", '{"layuot": "3x3"}', 422, 'did you mean "layout"'),
        ("PUT", "/v1/wall/layout", "layout=3x3", 400, "the body is no JSON"),
        ("POST", "/v1/wall/layout", "{}", 405, "another method"),
        ("GET", "/v1/cameras/c99", "", 404, 'there is no camera "c99"'),
        ("GET", "/v2/health", "", 404, "no such call"),
        ("POST", "/v1/conference", '{"action": "end"}', 409, "no conference is live"),
        ("POST", "/v1/conference", '{"action": "sing"}', 422, '"sing" is no action'),
        ("POST", "/v1/wall/tour", '{"action": "jump"}', 422, '"jump" is no action'),
        ("PUT", "/v1/wall/scene", '{"scene": "x"}', 404, "there is no such scene"),
        ("POST", "/v1/cameras/c99/snapshot", "", 404, "there is no camera"),
        ("POST", "/v1/cameras/c01/clip", '{"before_s": 601}', 422, "from 0 to 600"),
        ("POST", "/v1/cameras/c01/clip", '{"before_s": "x"}', 422, "needs a number"),
        ("POST", "/v1/cameras/c01/clip", '{"before_s": 0, "after_s": 0}', 422, "needs seconds"),
        ("POST", "/v1/cameras/c01/clip", '{"at": "12:00"}', 422, "needs a time such as"),
        ("POST", "/v1/cameras/c01/snapshot", '{"at": 5}', 422, "needs a text"),
        ("POST", "/v1/cameras/c01/recording", "{}", 422, '"action" is missing'),
        ("POST", "/v1/cameras/c01/recording", '{"action": "pause"}', 422, "no action"),
        ("POST", "/v1/cameras/c01/ptz", "{}", 422, "needs one wish"),
        ("POST", "/v1/cases/c-1/commands", "{}", 422, '"type" is missing'),
    ],
)
def test_what_cannot_be_done_is_a_problem_that_says_why(
    run: Run, method: str, path: str, body: str, status: int, detail: str
) -> None:
    async def story(desk: Any) -> None:
        found, document = await desk.call(method, path, data=body)
        assert (found, document["status"]) == (status, status)
        assert detail in document["detail"]

    run(story)


@pytest.mark.parametrize(
    ("method", "path", "body", "order"),
    [
        ("POST", "ptz", '{"pan": 0.5}', {"pan": 0.5, "tilt": 0, "zoom": 0, "for_ms": 500}),
        ("POST", "ptz", '{"preset": "3"}', {"preset": "3"}),
        ("POST", "presets", '{"name": "桥"}', {"save": "桥"}),
        ("POST", "presets", '{"name": "桥", "token": "3"}', {"save": "桥", "token": "3"}),
        ("DELETE", "presets/3", "", {"remove": "3"}),
    ],
)
def test_a_camera_is_steered(
    run: Run, method: str, path: str, body: str, order: dict[str, Any]
) -> None:
    async def story(desk: Any) -> None:
        status, _ = await desk.call(method, f"/v1/cameras/c01/{path}", data=body)
        assert (status, desk.room.orders) == (200, [order])
        status, told = await desk.call("GET", "/v1/cameras/c01/ptz")
        assert (status, told["state"]) == (200, "ready")

    run(story)


@pytest.mark.parametrize("cell", [0, None])
def test_a_cell_or_nothing_can_be_listened_to(run: Run, cell: int | None) -> None:
    async def story(desk: Any) -> None:
        status, _ = await desk.call("PUT", "/v1/wall/listen", json={"cell": cell})
        assert status == 200
        assert desk.room.orders == [{"listen": cell}]

    run(story)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("snapshot", "", {"path": "/s/c01.jpg", "taken_at": "2026-11-25T12:00:00.000Z"}),
        ("clip", "", {"path": "/s/c01.mp4", "ready": False, "asked": [30.0, 30.0]}),
        ("clip", '{"before_s": 5, "after_s": 0}',
         {"path": "/s/c01.mp4", "ready": False, "asked": [5.0, 0.0]}),
        ("clip", '{"at": "1970-01-01T00:01:00Z"}',
         {"path": "/s/c01.mp4", "ready": False, "asked": [30.0, 30.0, 60.0]}),
        ("recording", '{"action": "start"}', {"recording": True, "by": "hand"}),
        ("recording", '{"action": "stop"}', {"recording": False, "by": None}),
    ],
)  # fmt: skip
def test_what_a_camera_shows_is_kept(run: Run, path: str, body: str, expected: Any) -> None:
    async def story(desk: Any) -> None:
        answer = await desk.call("POST", f"/v1/cameras/c01/{path}", data=body)
        assert answer == (200, expected)

    run(story)


def test_a_snapshot_can_be_of_a_moment_that_is_gone(run: Run) -> None:
    async def story(desk: Any) -> None:
        body = {"at": "1970-01-01T08:01:00+08:00"}
        assert (await desk.call("POST", "/v1/cameras/c01/snapshot", json=body))[0] == 200
        assert desk.room.orders == [{"at": 60.0}]

    run(story)


def test_an_order_reaches_the_conference_checked(run: Run) -> None:
    async def story(desk: Any) -> None:
        body = {"action": "start", "nodes": ["n01", "n01"]}
        assert await desk.call("POST", "/v1/conference", json=body) == (
            200,
            {"state": "live", "nodes": []},
        )
        assert desk.room.orders == [{"action": "start", "nodes": ["n01"]}]

    run(story)


def test_a_window_that_does_not_answer_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "ANSWER_S", 0.01)

    async def story(desk: Any) -> None:
        desk.room.hold = asyncio.Event()
        status, document = await desk.call("GET", "/v1/health")
        assert status == 503
        assert "window did not answer" in document["detail"]

    run(story)


def test_a_body_that_never_comes_ends_the_call(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "BODY_S", 0.01)

    async def story(desk: Any) -> None:
        reader, writer = await asyncio.open_connection(desk.host, desk.port)
        token = desk.client.headers["Authorization"]
        writer.write(
            f"PUT /v1/wall/layout HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
            'Content-Length: 20\r\n\r\n{"lay'.encode()
        )
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
        writer.close()
        await writer.wait_closed()

    run(story)


def test_metrics_are_prometheus_text_with_the_apis_own_figures(run: Run) -> None:
    async def story(desk: Any) -> None:
        await desk.call("GET", "/v1/cameras/c99")
        async with desk.client.get("/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            lines = (await answer.text()).splitlines()
        assert "command_room_uptime_seconds 3.0" in lines
        assert 'command_room_control_requests_total{status="404"} 1' in lines

    run(story)


async def read_event(answer: aiohttp.ClientResponse) -> tuple[str, Any]:
    """The next event that is no comment."""
    kind, data = "", ""
    while True:
        line = (await answer.content.readline()).decode()
        assert line, "the stream ended"
        if line.startswith("event: "):
            kind = line[7:-1]
        elif line.startswith("data: "):
            data = line[6:]
        elif line == "\n" and kind:
            return kind, json.loads(data)


def test_changes_are_pushed_to_who_listens(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get("/v1/events") as answer:
            assert answer.content_type == "text/event-stream"
            assert await read_event(answer) == ("ready", {})
            desk.server.tell("case", {"id": "c-1", "rev": 2})
            desk.server.tell("wall", {"layout": "1x1"})
            assert await read_event(answer) == ("case", {"id": "c-1", "rev": 2})
            assert await read_event(answer) == ("wall", {"layout": "1x1"})

    run(story)


def test_a_listener_that_goes_is_forgotten(run: Run) -> None:
    async def story(desk: Any) -> None:
        answer = await desk.client.get("/v1/events")
        await read_event(answer)
        answer.close()
        while len(desk.server._events):
            desk.server.tell("wall", {})
            await asyncio.sleep(0)

    run(story)


def test_who_asks_for_the_head_alone_takes_no_listeners_place(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.head("/v1/events") as answer:
            assert answer.status == 405
        assert len(desk.server._events) == 0

    run(story)


def test_the_end_of_the_server_ends_the_streams(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get("/v1/events") as answer:
            await read_event(answer)
            await desk.server.stop()
            assert await answer.content.read() == b""

    run(story)


def test_listeners_beyond_the_limit_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.control.events.MOST_LISTENERS", 1)

    async def story(desk: Any) -> None:
        async with desk.client.get("/v1/events") as answer:
            await read_event(answer)
            status, _ = await desk.call("GET", "/v1/events")
            assert status == 503

    run(story)


def test_a_panel_selects_presses_and_calls_by_number(run: Run) -> None:
    async def story(desk: Any) -> None:
        assert await desk.call("PUT", "/v1/wall/selection", json={"cell": 1}) == (
            200, {"selected": 1},
        )  # fmt: skip
        status, told = await desk.call("PUT", "/v1/wall/selection", json={"cell": None})
        assert (status, told["field"]) == (422, "cell")
        status, told = await desk.call("PUT", "/v1/wall/selection", json={"cell": 9})
        assert (status, told["there_are"]) == (404, [0, 1])
        assert (await desk.call("GET", "/v1/keys"))[1][0]["action"] == "help"
        assert await desk.call("POST", "/v1/keys", json={"action": "help"}) == (
            200, {"action": "help"},
        )  # fmt: skip
        assert desk.room.orders == [{"perform": "help"}]
        status, told = await desk.call("POST", "/v1/keys", json={"action": "explode"})
        assert (status, told["there_are"]) == (404, ["help"])
        assert await desk.call("POST", "/v1/keys", json={"number": 7}) == (
            200, {"cell": 0, "source": "camera:c07"},
        )  # fmt: skip

    run(story)


def test_every_call_is_in_the_documentation(run: Run) -> None:
    text = (Path(__file__).parents[3] / "docs/control-api.md").read_text(encoding="utf-8")

    async def story(desk: Any) -> None:
        for route in desk.server._routes.table():
            assert " ".join(key_of(route)) in text

    run(story)
