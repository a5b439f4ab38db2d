from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from layouts.state_file import NAME, StateFile
from layouts.wall_state import ScreenState, WallState

KILLED = """
import itertools, os, sys
from pathlib import Path
from layouts.state_file import StateFile
from layouts.wall_state import ScreenState, WallState
file = StateFile(Path(sys.argv[1]))
for n in itertools.count():
    file.save(WallState({"left": ScreenState("8x8", ("camera:" + str(n),) * 64)}))
    if n == 20:
        print("many", flush=True)
"""


def state(name: str) -> WallState:
    return WallState({"left": ScreenState(name)})


def test_the_wall_is_as_it_was_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / NAME
    assert StateFile(path).load() == WallState()
    assert StateFile(path).save(state("3x3"))
    assert StateFile(path).load() == state("3x3")


def test_a_spoilt_state_is_told_and_the_one_before_is_taken(tmp_path: Path) -> None:
    path = tmp_path / NAME
    file = StateFile(path)
    file.save(state("3x3"))
    file.save(state("4x4"))
    path.write_bytes(b"\xff\x00")
    assert file.load() == state("3x3")
    assert file.fault.startswith("wall.json: ")
    (tmp_path / f"{NAME}~").write_text("{}")
    assert StateFile(path).load() == WallState()


def test_what_is_written_already_is_not_written_again(tmp_path: Path) -> None:
    file = StateFile(tmp_path / NAME)
    file.save(state("3x3"))
    (tmp_path / NAME).unlink()
    assert file.save(state("3x3"))
    assert not (tmp_path / NAME).exists()


def test_a_disk_that_refuses_is_told_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    file = StateFile(tmp_path / "state" / NAME)
    assert not file.save(state("3x3"))
    assert "cannot be written" in file.fault
    (tmp_path / "state").unlink()
    assert file.save(state("3x3"))
    assert file.fault == ""


def test_a_console_that_is_killed_while_it_writes_leaves_a_whole_state(tmp_path: Path) -> None:
    path = tmp_path / NAME
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "many\n"
    process.kill()
    process.wait()
    process.stdout.close()
    file = StateFile(path)
    (screen,) = file.load().screens.values()
    assert file.fault == ""
    assert screen.sources is not None
    assert len(set(screen.sources)) == 1
