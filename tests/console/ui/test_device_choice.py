"""Devices chosen by name: what is used while one is away, on a real sound server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.ui.device_choice import Chosen, choose, numbered
from tests.stage.process import ROOT
from tests.stage.sound import Sound, a_sound_server

# what a program says of the loudspeaker that it was told to use
FOLLOWER = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from console.ui.device_choice import LOUDSPEAKER, DeviceChoice
from console.ui.loudspeaker import Loudspeaker
from console.ui.sound_stream import SoundDevices

app = QCoreApplication([])
devices = SoundDevices()
choice = devices.choice
choice.wish(LOUDSPEAKER, sys.argv[1])
player = Loudspeaker(devices)
tell = lambda *words: print(*words, flush=True)
choice.told.connect(lambda words: tell("told", words))
choice.moved.connect(lambda kind: tell("moved", choice.used(kind).name))
player.say(bytes(96_000))
tell("begins", choice.used(LOUDSPEAKER).name, player.trouble)
QTimer.singleShot(40_000, app.quit)  # then the test reads no further line
app.exec()
"""


def test_the_chosen_one_is_used_while_it_is_there_and_the_usual_one_stands_in() -> None:
    there = ["Jabra", "HDMI"]
    assert choose("Jabra", there, "HDMI") == Chosen("Jabra")
    assert choose("Poly", there, "HDMI") == Chosen("HDMI", stands_in=True)
    assert choose("", there, "HDMI") == Chosen("HDMI")
    assert choose("Poly", there, "") == Chosen("Jabra", stands_in=True)
    assert choose("Poly", [], "") == Chosen("", stands_in=True)


def test_two_devices_of_the_same_make_are_told_apart() -> None:
    assert numbered(["USB", "HDMI", "USB", "USB"]) == ["USB", "HDMI", "USB (2)", "USB (3)"]


def test_a_loudspeaker_that_is_pulled_out_is_stood_in_for_and_used_again_when_it_is_back(
    tmp_path: Path,
) -> None:
    with a_sound_server(tmp_path) as sound:
        plugged = plug(sound)
        with following(sound, "Jabra") as heard:
            assert next(heard) == "begins Jabra "
            pactl(sound, "unload-module", plugged)
            assert next(heard) == "moved Null Output"
            assert next(heard).startswith("told Jabra is away: Null Output is used")
            plug(sound)
            assert next(heard) == "moved Jabra"
            assert next(heard) == "told Jabra is back and in use again"


def plug(sound: Sound) -> str:
    """Plug it in; what it is pulled out by."""
    name = "sink_properties=device.description=Jabra"
    return pactl(sound, "load-module", "module-null-sink", "sink_name=jabra", name)


def pactl(sound: Sound, *words: str) -> str:
    done = subprocess.run(
        ["pactl", *words], env={**os.environ, **sound.environment}, capture_output=True,
        text=True, check=True, timeout=20,
    )  # fmt: skip
    return done.stdout.strip()


@contextmanager
def following(sound: Sound, name: str) -> Iterator[Iterator[str]]:
    program = subprocess.Popen(
        [sys.executable, "-c", FOLLOWER, name],
        cwd=ROOT,
        env={**os.environ, **sound.environment, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    try:
        yield (line.rstrip("\n") for line in program.stdout)
    finally:
        program.kill()
        program.wait(10)
        program.stdout.close()
