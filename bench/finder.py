"""The tree of cameras: opened, searched, told of states, with a thousand and ten thousand."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, percentile

ROUNDS = 40
STATES_A_SECOND = 800
PLACES = "丁家湾村 集市社区 石塘村 广济社区 高空瞭望 河道 便民服务中心 柳湾村 云帆村 重庆路"
SPOTS = "村口桥头 河道水尺 文化礼堂 养殖场北 农贸市场东门 小学门口 停车场 长春巷口 绿化带 卫生室"
TYPED = ("djw", "nms", "hds", "ccx", "zqx")


def measure(_folder: Path) -> list[Figure]:
    """In a process of its own, on Qt's offscreen screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(
        [sys.executable, "-m", "bench.finder"],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    figures = []
    for line in told.splitlines():
        name, value, unit, bar = line.split("|")
        figures.append(Figure(name, float(value), unit, at_most=float(bar) if bar else None))
    return figures


def main() -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    for count, bar in ((1000, "50"), (10_000, "")):
        for name, value, unit, limit in _of(app, count, bar):
            print(f"{count} cameras in the tree: {name}|{value}|{unit}|{limit}")


def _of(app: object, count: int, bar: str) -> list[tuple[str, float, str, str]]:
    from PySide6.QtWidgets import QApplication

    from console.site.records import CameraEntry
    from console.ui.camera_finder import CameraFinder
    from console.ui.theme import Look
    from media.source import Live, Lost, Trouble

    chance = random.Random(7)
    places, spots = PLACES.split(), SPOTS.split()
    cameras = [
        CameraEntry(
            f"c{n:05d}", f"{chance.choice(spots)}{n}", "rtsp://x/",
            f"{places[n % len(places)]}/网格{n % 7:03d}",
        )
        for n in range(count)
    ]  # fmt: skip
    finder = CameraFinder(Look())
    finder.resize(248, 900)
    finder.show()

    def seen() -> None:
        assert isinstance(app, QApplication)
        app.processEvents()
        finder.view.viewport().repaint()

    def took(do: Callable[[], object]) -> float:
        before = time.perf_counter()
        do()
        seen()
        return (time.perf_counter() - before) * 1000

    opening = [took(lambda: finder.set_cameras(cameras)) for _ in range(ROUNDS)]
    finder.tree.learn()
    filtering = []
    for n in range(ROUNDS):
        letters = TYPED[n % len(TYPED)]
        filtering += [took(lambda letters=letters[: k + 1]: finder.field.setText(letters))
                      for k in range(3)]  # fmt: skip
        took(finder.field.clear)
    finder.view.expandAll()
    seen()
    states = [Live(0.1), Lost(Trouble.SILENT)]
    telling = []
    for n in range(ROUNDS):
        flipped = {c.id: states[n % 2] for c in cameras[:STATES_A_SECOND]}
        telling.append(took(lambda flipped=flipped: finder.set_states(flipped)))
    finder.close()
    return [
        ("opened, p95", percentile(opening, 0.95), "ms", bar),
        ("a letter of three typed, p95", percentile(filtering, 0.95), "ms", bar),
        (
            "800 states a second, of a core",
            sum(telling) / len(telling) / 10,
            "%",
            "3" if bar else "",
        ),
    ]


if __name__ == "__main__":
    main()
