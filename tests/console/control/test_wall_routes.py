from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., None]


def test_scenes_tours_alarms_and_patrols_are_told(run: Run) -> None:
    async def story(desk: Any) -> None:
        assert await desk.call("GET", "/v1/scenes") == (200, [{"name": "日常"}])
        assert await desk.call("GET", "/v1/tours") == (200, [])
        assert await desk.call("GET", "/v1/alarms") == (200, [])
        day = "2026-11-26"
        assert await desk.call("GET", f"/v1/patrols?day={day}") == (200, {"day": day})
        assert await desk.call("GET", "/v1/patrols") == (200, {"day": None})
        for wrong in ("day=today", "day=9999-12-31", f"dya={day}", f"day={day}&day={day}"):
            assert (await desk.call("GET", f"/v1/patrols?{wrong}"))[0] == 422

    run(story)


def test_rows_of_the_patrol_log_are_asked_for_page_by_page(run: Run) -> None:
    async def story(desk: Any) -> None:
        day, rows = "2026-11-26", "/v1/patrols/rows"
        told = {"day": None, "before": None, "most": 500}
        assert await desk.call("GET", rows) == (200, told)
        told = {"day": day, "before": 412, "most": 20}
        assert await desk.call("GET", f"{rows}?day={day}&before=412&most=20") == (200, told)
        for wrong in ("day=today", "most=0", "most=1001", "before=x", "before=-1", "after=3"):
            assert (await desk.call("GET", f"{rows}?{wrong}"))[0] == 422

    run(story)


def test_orders_reach_the_room_checked(run: Run) -> None:
    async def story(desk: Any) -> None:
        call = desk.call
        assert (await call("PUT", "/v1/wall/scene", json={"scene": "日常"}))[0] == 200
        status, problem = await call("PUT", "/v1/wall/scene", json={"scene": "x"})
        assert (status, problem["there_are"]) == (404, ["日常"])
        tour = {"tour": "river", "cell": 2}
        assert (await call("PUT", "/v1/wall/tour", json=tour))[0] == 200
        act = {"action": "pause", "cell": 2}
        assert (await call("POST", "/v1/wall/tour", json=act))[0] == 200
        assert (await call("DELETE", "/v1/wall/tour?cell=2")) == (200, {"stopped": True})
        for wrong in ("cell=-1", "cel=2", "screen="):
            assert (await call("DELETE", f"/v1/wall/tour?{wrong}"))[0] == 422
        alarm = {"alarm": "case:c-7", "action": "acknowledge"}
        assert (await call("POST", "/v1/alarms", json=alarm))[0] == 200
        held = await call("PUT", "/v1/wall/cells/3/held", json={"held": True})
        assert held == (200, {"cell": 3, "held": True})
        orders = [{key: o[key] for key in o if key != "until"} for o in desk.room.orders]
        assert orders == [{"scene": "日常"}, {**tour, "who": "", "screen": None},
            {**act, "screen": None}, {"stop": 2}, alarm,
        ]  # fmt: skip

    run(story)
