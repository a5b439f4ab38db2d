"""What the demo's wall shows and when: layouts, tours, scenes and schedules, as docs/layouts.md has
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.town.world.town import Camera, Town

MOST_OF_A_TOUR = 12
_LAYOUT = """\
format = 1
title = "{title}"
columns = 4
rows = 4
cells = [
    {{ column = 0, row = 0, columns = 2, rows = 2 }},
    {{ column = 2, row = 0, columns = 2, rows = 2, alarm = 1 }},
    {{ column = 0, row = 2{tour} }},
    {{ column = 1, row = 2 }},
    {{ column = 2, row = 2 }},
    {{ column = 3, row = 2, alarm = 2 }},
    {{ column = 0, row = 3 }},
    {{ column = 1, row = 3 }},
    {{ column = 2, row = 3, {last} }},
    {{ column = 3, row = 3, alarm = 3 }},
]
"""
_TOUR = """\
format = 1
kind = "tour"
title = "{title}"
dwell_s = {dwell}
layout = "{layout}"
cameras = [{cameras}]
"""
_SCENE = """\
format = 1
title = "{title}"
order = {order}
default = "{layout}"
"""
_NIGHT = """\
format = 1
title = "夜间"
order = 4

[screens.main]
layout = "3x3"
tour = "夜间巡查"
"""
_SCHEDULE = """\
format = 1
title = "值班"

[[rules]]
scene = "日常"
from = "07:00"
until = "22:00"

[[rules]]
scene = "夜间"
from = "22:00"
until = "07:00"
"""


def wall_files(town: Town) -> Mapping[str, str]:
    """The text of each file by its path in the site folder."""
    river = [camera for camera in town.cameras if camera.scene == "canal"]
    first = town.cameras
    return {
        "layouts/日常.toml": _layout("日常", "村口轮巡", 'source = "map"'),
        "layouts/汛期.toml": _layout("汛期", "河道巡查", 'source = "map"'),
        "layouts/村口轮巡.toml": _tour("村口轮巡", first, 15, ""),
        "layouts/河道巡查.toml": _tour("河道巡查", river, 12, ""),
        "layouts/夜间巡查.toml": _tour("夜间巡查", first, 20, "3x3", most=36),
        "scenes/日常.toml": _SCENE.format(title="日常", order=1, layout="日常"),
        "scenes/汛期.toml": _SCENE.format(title="汛期", order=2, layout="汛期"),
        "scenes/会商.toml": _SCENE.format(title="会商", order=3, layout="speaker+row"),
        "scenes/夜间.toml": _NIGHT,
        "schedules/值班.toml": _SCHEDULE,
    }


def _layout(title: str, tour: str, last: str) -> str:
    return _LAYOUT.format(title=title, tour=f', tour = "{tour}"', last=last)


def _tour(
    title: str, cameras: Sequence[Camera], dwell: int, layout: str, most: int = MOST_OF_A_TOUR
) -> str:
    ids = ", ".join(f'"{camera.id}"' for camera in cameras[:most])
    text = _TOUR.format(title=title, dwell=dwell, layout=layout, cameras=ids)
    return text.replace('layout = ""\n', "")
