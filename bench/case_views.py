"""The views of cases, duty log, statistics and map: what leads to each and what leads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bench.views import CASE, NODES, Stage, last_shot, sheet, usual
from console.duty.book import DutyBook
from console.duty.entry import Entry
from tests.stage.process import wait_for
from tests.stage.room import Town

ORDERS: tuple[tuple[str, dict[str, object]], ...] = (
    (f"{CASE}-3", {"type": "dispatch", "args": {"unit": "综合执法中队"}}),
    (f"{CASE}-2", {"type": "accept", "args": {}}),
)
PLAIN = 3.0  # a part of the screen without words differs less within itself
DUTY = (1120, 700)  # pixels of a desk
# where the tabs of the duty log stand, from the left of its sheet
DUTY_TABS = {
    "zh": {"duty-emergency": 213, "duty-due": 282, "duty-shift": 344},
    "en": {"duty-emergency": 278, "duty-due": 378, "duty-shift": 451},
}
SCHEDULE = """\
title = "值班"
[[rules]]
scene = "日常"
from = "07:00"
until = "22:00"
[[rules]]
scene = "夜间"
from = "22:00"
until = "07:00"
[[rules]]
scene = "汛期"
days = ["workdays", "sat"]
first_day = 2030-06-01
last_day = 2030-09-30
priority = 10
[[rules]]
tour = "河道巡查"
screen = "HDMI-1"
days = "restdays"
from = "20:00"
until = "01:00"
"""
TAKEN_S = 10  # until what was copied into the folder holds
OPENED_S = 4  # a sheet, on a machine that is busy
COUNTED_WITHIN_S = 90.0  # a month of cases, on a machine that is busy
MENU_ENTRIES = 2  # down to the month in the menu of the heat map


def prepare(town: Town) -> None:
    """An emergency in the duty log, as if it had been called in."""
    now = datetime.now().astimezone()
    called = now - timedelta(minutes=12)
    fields = {
        "received_at": called.isoformat(), "source": "电话", "place": "莲灯村 老闸口",
        "happened_at": (called - timedelta(minutes=5)).isoformat(), "nature": "内涝",
        "scope": "低洼处 12 户", "leaders_present": "副镇长", "caller": "王建国",
        "caller_unit": "莲灯村", "emergency": "yes",
    }  # fmt: skip
    book = DutyBook(town.site / "state")
    book.add(
        Entry(called, "call", "老闸口水位上涨，低洼处进水，正在转移群众", "值班员", fields=fields)
    )
    book.add(Entry(now, "note", "已通知莲灯村值班员到岗", "值班员"))
    book.close()


def opened(stage: Stage) -> None:
    """The first case of the list."""
    stage.hand.click(stage.panel() + stage.px(150), stage.px(300))
    stage.away()
    stage.settle()


def lower_card(stage: Stage) -> None:
    """What is around a case stands at the lower end of its card."""
    opened(stage)
    height = stage.room.screen.height
    notches = 10 if height / stage.scale < 1000 else 30  # on a small screen more lies below
    stage.hand.turn(stage.panel() + stage.px(150), height - stage.px(180), "down", notches)
    stage.away()
    stage.settle()
    stage.shot("case-around")


def inbox(stage: Stage) -> None:
    """What the inbox leaves out."""
    stage.act("case_search")
    stage.hand.press("Tab")
    stage.hand.press("space")
    last_shot(stage, "inbox")


def duty(stage: Stage) -> None:
    for action, name in (("duty", "duty"), ("call_form", "duty-call")):
        stage.act(action)
        stage.settle()
        stage.shot(name)
    wide, high = stage.room.screen.width, stage.room.screen.height
    left = (wide - min(stage.px(DUTY[0]), wide - stage.px(48))) // 2
    top = (high - min(stage.px(DUTY[1]), high - stage.px(48))) // 2
    for name, right in DUTY_TABS[stage.language].items():
        stage.hand.click(left + stage.px(right), top + stage.px(33))
        stage.away()
        stage.settle()
        stage.shot(name)
    stage.hand.press("Escape")
    stage.settle(0.4)


def commands(stage: Stage) -> None:
    """The menu, and the form of its third command."""
    opened(stage)
    stage.act("commands")
    stage.settle()
    stage.shot("commands")
    stage.hand.press("3")
    last_shot(stage, "order")


def statistics(stage: Stage) -> None:
    stage.act("statistics")
    pixels = stage.room.screen.pixels
    high, wide = pixels.shape[0] // 2, pixels.shape[1] // 2
    middle = pixels[high - 100 : high + 100, wide - 200 : wide + 200, :3]
    stage.settle(OPENED_S)
    wait_for("the report", lambda: middle.std(axis=(0, 1)).max() > PLAIN, COUNTED_WITHIN_S)
    last_shot(stage, "statistics")


def outbox(stage: Stage) -> None:
    for case, order in ORDERS:
        stage.room.console.api.call("POST", f"/v1/cases/{case}/commands", order)
    sheet("outbox", "outbox")(stage)


def calibration(stage: Stage) -> None:
    stage.select(0)
    sheet("calibrate", "calibration")(stage)


def map_large(stage: Stage) -> None:
    """The map over the wall: its layers, then heat and the day."""
    stage.act("map_large")
    stage.settle()
    stage.act("map_tools")
    stage.hand.press("Tab")
    stage.hand.press("space")
    stage.settle(2)
    stage.shot("map-layers")
    stage.act("map_tools")
    stage.hand.press("Tab")
    stage.hand.press("space")
    for _ in range(5):
        stage.hand.press("Tab")
    stage.hand.press("space")
    stage.settle(0.5)
    for _ in range(MENU_ENTRIES + 1):
        stage.hand.press("Down")
    stage.hand.press("Return")
    stage.settle(0.5)
    stage.hand.press("Tab")
    stage.hand.press("space")
    stage.settle(0.5)
    stage.hand.press("Left")
    stage.settle(2)
    stage.shot("map-day")
    stage.act("map_large")
    stage.settle(0.4)
    usual(stage)


def consult(stage: Stage) -> None:
    """One key about a case while another conference is held."""
    room = stage.room
    room.call("POST", "/v1/conference", {"action": "start", "nodes": NODES})
    stage.settle(6)
    opened(stage)
    stage.act("case_call")
    last_shot(stage, "consult")
    room.call("POST", "/v1/conference", {"action": "end"})
    usual(stage)


def tours(stage: Stage) -> None:
    """All tours, and the form of the first."""
    stage.act("tours")
    stage.settle()
    stage.shot("tours")
    stage.hand.press("Return")
    last_shot(stage, "tour-form")
    stage.hand.press("Escape")
    stage.settle(0.4)


def schedules(stage: Stage) -> None:
    """The rules of a schedule that holds, and the form of one."""
    town = stage.room.town
    assert town is not None
    file = town.site / "schedules" / "值班.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(SCHEDULE, "utf-8")
    stage.settle(TAKEN_S)
    stage.act("schedules")
    stage.settle()
    stage.shot("schedules")
    stage.hand.press("Return")
    last_shot(stage, "schedule-rule")
    stage.hand.press("Escape")
    file.unlink()
    stage.settle(TAKEN_S)
    usual(stage)


CASE_VIEWS: dict[str, Callable[[Stage], None]] = {
    "case-around": lower_card,
    "inbox": inbox,
    "commands": commands,
    "outbox": outbox,
    "register": sheet("register_case", "register"),
    "duplicates": sheet("duplicates", "duplicates"),
    "audit": sheet("audit", "audit"),
    "duty": duty,
    "statistics": statistics,
    "tours": tours,
    "schedules": schedules,
    "patrols": sheet("patrols", "patrols"),
    "plans": sheet("plans", "plans"),
    "meetings": sheet("meetings", "meetings"),
    "minutes": sheet("minutes", "minutes"),
    "place": sheet("place", "place"),
    "consult": consult,
    "calibration": calibration,
    "map-large": map_large,
}
