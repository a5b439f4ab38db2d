"""The room that the duty officer's page is tested against: nine tiles in every state."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from console.control.room import Json, NotFound, Refused
from layouts.store import load_layouts
from tests.console.control.examples import ExampleRoom, example

NAMES = ["村口", "河堤东段", "市场北门", "小学校门", "卫生院", "加油站", "桥头", "文化广场"]
STATES = ["live", "live", "stale", "lost", "connecting", "live", "replay", "live", "off"]
TITLES = ["河堤渗水", "占道经营", "路灯不亮", "独居老人求助", "工地夜间施工扰民，多名居民反映"]


@dataclass
class StagedRoom(ExampleRoom):
    """A wall of nine in every state; ``colour`` is what its pictures show. ``second``: the layout
    on HDMI-1, where the room has that screen besides, with blue pictures."""

    colour: tuple[int, int, int] = (40, 160, 40)
    refusal: str = ""
    count: int = 9
    second: str = ""
    running: list[Json] = field(default_factory=list)  # tours
    rows: list[Json] = field(default_factory=lambda: [a_case(n) for n in range(5)])

    async def wall(self) -> Json:
        tiles = [self.tile(n) for n in range(self.count)]
        own = {"layout": self.layout, "tiles": tiles, "tours": self.tours_on("DP-1")}
        screens = [{"name": "DP-1", "held": [], "selected": 0, **own}]
        if self.second:
            cells = len(load_layouts(None)[self.second].cells)
            there = {"layout": self.second, "tiles": [self.tile(n) for n in range(cells)]}
            tours = self.tours_on("HDMI-1")
            screens.append({"name": "HDMI-1", "held": [], "selected": -1, **there, "tours": tours})
        return {**example("GET", "/v1/wall"), **own, "screens": screens}

    def tours_on(self, screen: str) -> list[Json]:
        return [one for one in self.running if one["screen"] == screen]

    async def start_tour(self, order: Json) -> Json:
        self.orders.append(order)
        self.running.append(running(order["tour"], order["cell"], order["screen"] or "DP-1"))
        return self.running[-1]

    async def act_tour(self, order: Json) -> Json:
        self.orders.append(order)
        one = next(one for one in self.running if one["cell"] == order["cell"])
        state = {"pause": "paused", "resume": "running"}.get(order["action"], one["state"])
        stop = one["stop"] + {"next": 1, "back": -1}.get(order["action"], 0)
        one.update(state=state, stop=stop)
        return one

    async def stop_tour(self, cell: int | None, screen: str | None) -> Json:
        self.orders.append({"stop": cell, "screen": screen})
        self.running.clear()
        return {"stopped": True}

    def tile(self, cell: int) -> Json:
        state = STATES[cell % 9]
        source = None if state == "off" else f"camera:c{cell % 9:02}"
        if state == "replay":
            source = f"replay:c{cell % 9:02}@2026-11-23T06:30:00Z"
        replay = {"at": "2026-11-23T06:30:00Z", "rate": 1, "state": "playing", "next_at": None,
                  "shown_at": None}  # fmt: skip
        return {
            **example("GET", "/v1/wall")["tiles"][0],
            "cell": cell, "source": source, "state": state,
            "age_ms": 14_000 if state == "stale" else 31,
            "reason": "设备拒绝登录" if state == "lost" else None,
            "replay": replay if state == "replay" else None,
        }  # fmt: skip

    async def thumbnail(self, cell: int, screen: str | None) -> bytes:
        if STATES[cell % 9] in ("lost", "off", "connecting"):
            raise NotFound(f"cell {cell} has no picture now")
        colour = (200, 60, 20) if screen == "HDMI-1" else self.colour
        picture = np.full((180, 320, 3), colour, np.uint8)
        cv2.putText(picture, str(cell + 1), (130, 110), 0, 2, (255, 255, 255), 3)
        return cv2.imencode(".jpg", picture)[1].tobytes()

    async def cameras(self) -> list[Json]:
        one = example("GET", "/v1/cameras")[0]
        return [{**one, "id": f"c{n:02}", "name": name} for n, name in enumerate(NAMES)]

    async def layouts(self) -> list[Json]:
        return [
            {
                "name": layout.name, "title": layout.title, "columns": layout.columns,
                "rows": layout.rows, "origin": layout.origin,
                "cells": [
                    {"column": c.column, "row": c.row, "columns": c.columns, "rows": c.rows,
                     "source": None, "tour": None, "alarm": None}
                    for c in layout.cells
                ],
            }
            for layout in load_layouts(None).values()
        ]  # fmt: skip

    async def set_layout(self, name: str, screen: str | None = None) -> None:
        if self.refusal:
            raise Refused(self.refusal)
        self.orders.append({"layout": name, "screen": screen})
        if screen == "HDMI-1":
            self.second = name
            return
        self.layout = name
        self.count = len(load_layouts(None)[name].cells)

    async def cases(self) -> Json:
        return {"count": len(self.rows), "cursor": "7", "cases": self.rows}


def running(tour: str, cell: int | None, screen: str = "DP-1") -> Json:
    told = {"tour": tour, "title": tour, "cell": cell, "screen": screen}
    return {**example("PUT", "/v1/wall/tour"), **told}


def a_case(number: int) -> Json:
    lamps = ["red", "amber", "green", "grey"]
    levels = ["red", None, "yellow", "blue", "orange"]
    platforms = ["governance", "market", "service", "enforcement"]
    return {
        "id": f"c-{number}", "rev": 1, "status": "handling", "platform": platforms[number % 4],
        "lamp": lamps[number % 4], "level": levels[number % 5], "title": TITLES[number % 5],
        "reported_at": f"2026-11-{20 + number}T06:10:00+00:00",
    }  # fmt: skip
