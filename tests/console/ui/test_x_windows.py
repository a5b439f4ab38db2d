"""Another program's windows under a real window manager, one over the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.ui.x_windows import XWindows
from tests.stage.process import wait_for
from tests.stage.screen import Screen

TITLE = "值班台账 - 2026"
WINDOWS = """
import sys
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication(sys.argv)

def window(title, colour, x):
    made = QWidget()
    made.setWindowTitle(title)
    made.setStyleSheet(f"background: {colour}")
    made.setGeometry(x, 100, 400, 300)
    made.show()
    return made

below = window("值班台账 - 2026", "#c02040", 100)
over = window("over it", "#2040c0", 250)

def close():
    sys.stdin.readline()
    below.close()

heard = QSocketNotifier(0, QSocketNotifier.Type.Read)
heard.activated.connect(close)
app.exec()
"""
LOOK = """
import json, sys
from PySide6.QtGui import QGuiApplication
from console.ui.x_windows import XWindows

app = QGuiApplication(sys.argv)
windows = XWindows()
for line in sys.stdin:
    name, _, title = line.strip().partition(" ")
    if name == "titles":
        said = windows.titles()
    elif name == "hold":
        said = windows.hold(title)
    else:
        picture = windows.picture()
        middle = picture.height() // 2
        said = [] if picture.isNull() else [
            picture.pixelColor(x, middle).name() for x in (5, picture.width() - 5)
        ]
    print(json.dumps(said), flush=True)
"""


class Program:
    """Python of its own on this screen; it is asked a line, and answers with one."""

    def __init__(self, screen: Screen, text: str) -> None:
        environment = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": "."}
        self.process = subprocess.Popen(
            [sys.executable, "-c", text], env={**os.environ, **environment},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, line: str) -> Any:
        assert self.process.stdout is not None
        self.say(line)
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """With a window manager."""
    with Screen(tmp_path / "screen", 800, 600) as made:
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": made.display}, stderr=subprocess.DEVNULL
        )
        yield made
        manager.kill()
        manager.wait()


def test_a_window_is_seen_whole_under_another_until_it_is_closed(screen: Screen) -> None:
    there, eye = Program(screen, WINDOWS), Program(screen, LOOK)
    try:
        wait_for("both windows", lambda: {TITLE, "over it"} <= set(eye.ask("titles")))
        assert eye.ask("picture") == []
        assert eye.ask("hold none of that name") is False
        assert eye.ask(f"hold {TITLE}") is True
        wait_for("the whole of it", lambda: eye.ask("picture") == ["#c02040", "#c02040"])
        there.say("close")
        wait_for("its end", lambda: eye.ask("picture") == [])
        assert TITLE not in eye.ask("titles")
    finally:
        there.end()
        eye.end()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Xlib's socket
def test_where_there_is_no_x_server_there_are_no_windows() -> None:
    windows = XWindows(":987")
    assert windows.titles() == []
    assert windows.hold("x") is False
    assert windows.picture().isNull()
    windows.close()
