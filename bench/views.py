"""The main views of the program, each as what leads to it and what leads back."""

from __future__ import annotations

import csv
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.hand import LEFT, RIGHT, Hand
from tests.stage.room import Room, Town, ahead_of

SETTLE_S = 1.2
NODES = ["n01", "n02", "n03", "n04", "n05"]
CASE = "c-screenshot"
CASES = (
    {"id": CASE, "title": "占道经营引发冲突，需要联合处置", "platform": "market", "level": "red",
     "status": "accepted", "cameras": ["c01"]},
    {"id": f"{CASE}-2", "title": "消防通道被占用", "platform": "enforcement", "level": "orange",
     "status": "reported", "cameras": ["c02"]},
    {"id": f"{CASE}-3", "title": "独居老人求助", "platform": "service", "level": "yellow",
     "status": "accepted", "cameras": ["c01"]},
)  # fmt: skip
DISTANCES_M = (22.0, 30.0, 45.0)
# where the tabs stand, from the left of their zone in pixels of a desk
TABS = {"zh": {"map-tab": 107, "log": 164}, "en": {"map-tab": 118, "log": 174}}
SITES = {"zh": 101, "en": 122}
FAULTY_LIST = """\
id,name,group,main,sub,user,longitude,latitude
c01,村口,柳湾村,rtsp://127.0.0.1:8554/c01/main,,town,120.1,30.2
c02,,柳湾村,rtsp://127.0.0.1:8554/c02/main,,town,120.1,30.2
c03,小学门口,柳湾村,http//127.0.0.1/c03,,town,320.1,30.2
c03,桥头,柳湾村,rtsp://127.0.0.1:8554/c04/main,,nobody,120.1,30.2
"""


@dataclass
class Stage:
    """A running room, a hand at its screen, and ``shot``, which keeps the screen by a name."""

    room: Room
    hand: Hand
    scale: float
    shot: Callable[[str], None]
    folder: Path
    language: str

    @property
    def head(self) -> str:
        """A camera that can be turned."""
        assert self.room.town is not None
        lines = (self.room.town.site / "cameras.csv").read_text("utf-8").splitlines()
        return next(row["id"] for row in csv.DictReader(lines) if row["ptz"])

    def act(self, action: str) -> None:
        self.room.call("POST", "/v1/keys", {"action": action})

    def put(self, cell: int, source: str | None) -> None:
        self.room.call("PUT", f"/v1/wall/cells/{cell}", {"source": source})

    def layout(self, name: str) -> None:
        self.room.call("PUT", "/v1/wall/layout", {"layout": name})

    def select(self, cell: int) -> None:
        self.room.call("PUT", "/v1/wall/selection", {"cell": cell})

    def middle(self, cell: int) -> tuple[int, int]:
        x, y, width, height = self.room.tile(cell)["rect"]
        return x + width // 2, y + height // 2

    def away(self) -> None:
        """The pointer where nothing answers to it."""
        self.hand.to(self.room.screen.width - 1, self.room.screen.height - 1)

    def settle(self, seconds: float = SETTLE_S) -> None:
        time.sleep(seconds)

    def px(self, desk: float) -> int:
        return round(desk * self.scale)

    def panel(self) -> int:
        """Where the right zone begins."""
        wide = self.room.screen.width
        return wide - self.px(324 if wide / self.scale < 1500 else 388)


def prepare(town: Town, colours: str) -> None:
    """What the site folder needs besides: a faulty list, layouts of a wall of four screens, and the
    room's colours: dark or light."""
    settings = town.site / "site.toml"
    text = settings.read_text("utf-8").replace("[wall]\n", f'[wall]\ncolours = "{colours}"\n')
    settings.write_text(text, "utf-8")
    (town.site.parent / "faulty.csv").write_text(FAULTY_LIST, "utf-8")
    for columns, rows in ((8, 2), (16, 4)):
        text = f"format = 1\ncolumns = {columns}\nrows = {rows}\n"
        (town.site / "layouts" / f"{columns}x{rows}.toml").write_text(text, "utf-8")


def dress(stage: Stage) -> None:
    """The wall at its fullest: cases on the pictures, tours, a map, nothing lost."""
    room = stage.room
    assert room.town is not None
    room.town.order(do="mend", camera="*")
    for case, far in zip(CASES, DISTANCES_M, strict=True):
        camera = room.get(f"/v1/cameras/{case['cameras'][0]}")
        place = {"place": ahead_of(camera, far)}
        room.town.order(do="case", case={**case, **place})
    usual(stage)


def usual(stage: Stage) -> None:
    stage.layout("3x3")
    for cell in range(9):
        stage.put(cell, f"camera:c{cell + 1:02}")
    stage.select(0)
    stage.away()
    stage.room.wait_live(9)


def desk(stage: Stage) -> None:
    stage.settle(2)
    stage.shot("desk")


def case_open(stage: Stage) -> None:
    stage.hand.click(stage.panel() + stage.px(150), stage.px(300), LEFT)
    stage.away()
    stage.settle()
    stage.shot("case")


def near(stage: Stage) -> None:
    stage.select(0)
    stage.act("near")
    stage.settle()
    stage.shot("near")
    stage.act("near")


def actions(stage: Stage) -> None:
    x, y = stage.middle(1)
    stage.hand.to(x - 40, y)
    stage.hand.to(x, y)
    stage.settle(0.6)
    stage.shot("actions")
    stage.away()


def menu(stage: Stage) -> None:
    stage.hand.click(*stage.middle(4), RIGHT)
    stage.settle(0.8)
    stage.shot("menu")
    stage.hand.press("Escape")
    stage.settle(0.4)


def zoom(stage: Stage) -> None:
    stage.select(1)
    stage.act("enlarge")
    stage.settle(0.5)
    for _ in range(5):
        stage.act("zoom_in")
    stage.settle(2)
    stage.shot("zoom")
    stage.act("zoom_reset")
    stage.act("enlarge")


def figures(stage: Stage) -> None:
    stage.act("figures")
    stage.settle(1.5)
    stage.shot("figures")
    stage.act("figures")


def replay(stage: Stage) -> None:
    stage.select(0)
    stage.act("back")
    stage.settle(2.5)
    stage.shot("replay")
    stage.act("live")
    stage.settle(1)


def map_tile(stage: Stage) -> None:
    stage.put(8, "map")
    stage.settle()
    stage.select(8)
    stage.act("enlarge")
    stage.settle()
    stage.shot("map")
    stage.act("enlarge")
    stage.put(8, "camera:c09")


def tabs(stage: Stage) -> None:
    """Map and log beside the wall."""
    for name, right in TABS[stage.language].items():
        stage.hand.click(stage.panel() + stage.px(right), stage.px(76))
        stage.away()
        stage.settle()
        stage.shot(name)
    stage.hand.click(stage.panel() + stage.px(40), stage.px(76))


def search(stage: Stage) -> None:
    stage.act("search")
    stage.settle(0.5)
    for letter in "qiao":
        stage.hand.press(letter)
    stage.settle()
    stage.shot("search")
    stage.hand.press("Escape")
    stage.hand.press("Escape")


def sites(stage: Stage) -> None:
    """The other tab of the finder."""
    stage.hand.click(stage.px(SITES[stage.language]), stage.px(76))
    stage.away()
    stage.settle()
    stage.shot("sites")
    stage.hand.click(stage.px(40), stage.px(76))
    stage.settle(0.3)


def last_shot(stage: Stage, name: str) -> None:
    """The picture of what is open, which is closed then."""
    stage.settle()
    stage.shot(name)
    stage.hand.press("Escape")
    stage.settle(0.4)


def sheet(action: str, name: str) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        stage.act(action)
        last_shot(stage, name)

    return show


def editor(stage: Stage) -> None:
    stage.act("edit_layout")
    stage.settle()
    stage.shot("editor")
    stage.act("edit_layout")
    stage.settle(0.4)


def importing(stage: Stage) -> None:
    stage.act("import")
    stage.settle(0.6)
    for letter in str(stage.folder / "faulty.csv"):
        stage.hand.press(*KEYS.get(letter, (letter,)))
    stage.hand.press("Return")
    last_shot(stage, "import")


KEYS = {"/": ("slash",), "-": ("minus",), ".": ("period",), "_": ("Shift_L", "underscore")}


def discovery(stage: Stage) -> None:
    """By the menu beside the search field, with the keys alone."""
    stage.act("search")
    for key in ("Tab", "space"):
        stage.hand.press(key)
        stage.settle(0.4)
    stage.shot("list-menu")
    stage.hand.press("Down")
    stage.hand.press("Return")
    stage.settle(0.8)
    stage.hand.press("space")
    stage.settle(5)
    stage.shot("discovery")
    stage.hand.press("Return")
    stage.settle()
    stage.shot("discovery-form")
    stage.hand.press("Escape")
    stage.hand.press("Escape")
    stage.settle(0.4)


def ptz(stage: Stage) -> None:
    stage.layout("1+5")
    stage.put(0, f"camera:{stage.head}")
    stage.select(0)
    stage.room.wait_live(6)
    stage.hand.click(*stage.middle(0))
    stage.act("ptz")
    stage.settle(2.5)
    stage.shot("ptz")
    stage.act("ptz")
    usual(stage)


def operating(stage: Stage) -> None:
    """A scene with a tour and alarms; the same alarms where the layout has no cell for them."""
    room = stage.room
    assert room.town is not None
    room.call("PUT", "/v1/wall/scene", {"scene": "日常"})
    stage.settle(2)
    for number, level in enumerate(("orange", "red")):
        camera = room.get(f"/v1/cameras/c{20 + number}")
        case = {"id": f"c-alarm-{time.monotonic_ns()}", "title": "河道水位超过警戒线",
                "platform": "governance", "level": level, "status": "reported",
                "cameras": [camera["id"]], "place": ahead_of(camera, 25)}  # fmt: skip
        room.town.order(do="case", case=case)
        stage.settle()
    stage.settle(3)
    stage.shot("scene")
    stage.layout("3x3")
    stage.act("alarms")
    last_shot(stage, "alarms")
    for alarm in room.get("/v1/alarms"):
        room.call("POST", "/v1/alarms", {"alarm": alarm["alarm"], "action": "acknowledge"})
    room.call("DELETE", "/v1/wall/tour")
    usual(stage)


def troubles(stage: Stage) -> None:
    """A camera's line is cut, then the whole town stands still."""
    room = stage.room
    assert room.town is not None
    room.town.order(do="cut", camera="c02")
    room.town.order(do="cut", camera="c05")
    stage.settle(3)
    stage.put(6, None)
    with standing_still(room.town):
        stage.settle(6)
        stage.shot("troubles")
    room.town.order(do="mend", camera="*")
    stage.settle(2)
    usual(stage)


@contextmanager
def standing_still(town: Town) -> Iterator[None]:
    town.speaker.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(town.speaker.process.pid, signal.SIGCONT)


@contextmanager
def one_lost(room: Room, tiles: int) -> Iterator[None]:
    """One of the cameras is, so that its words are seen too."""
    assert room.town is not None
    time.sleep(6)  # large screens take a while
    room.town.order(do="cut", camera="c06")
    try:
        time.sleep(6)
        room.wait_live(tiles - 1)
        yield
    finally:
        room.town.order(do="mend", camera="*")


DESK: dict[str, Callable[[Stage], None]] = {
    "desk": desk,
    "case": case_open,
    "near": near,
    "actions": actions,
    "menu": menu,
    "zoom": zoom,
    "figures": figures,
    "replay": replay,
    "map": map_tile,
    "tabs": tabs,
    "search": search,
    "sites": sites,
    "layouts": sheet("layouts", "layouts"),
    "editor": editor,
    "help": sheet("help", "help"),
    "keys": sheet("keys", "keys"),
    "export": sheet("export", "export"),
    "report": sheet("report", "report"),
    "import": importing,
    "discovery": discovery,
    "ptz": ptz,
    "scene": operating,
    "scene-save": sheet("scene_save", "scene-save"),
    "troubles": troubles,
}
