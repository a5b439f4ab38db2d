"""The window does not wait for the disk, hears what came of it, and nothing is lost at the end."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.desk.disk import Disk
from console.desk.scribe import MOST_WAITING, Scribe
from layouts import whole_file
from layouts.whole_file import previous, write_whole
from tests.console.desk.disks import HungDisk


class SlowDisk:
    """``fsync`` comes back when a test lets it; ``reached``: somebody waits for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.let = threading.Event(), threading.Event()
        monkeypatch.setattr(whole_file.os, "fsync", self._fsync)

    def _fsync(self, _descriptor: int) -> None:
        self.reached.set()
        assert self.let.wait(60)


def test_the_call_returns_while_the_disk_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: object
) -> None:
    slow, scribe = SlowDisk(monkeypatch), Scribe(tmp_path / "state")
    told: list[str] = []
    disk, file = Disk(scribe.do, told.append), tmp_path / "a"
    threads: list[object] = []

    def write() -> str:
        write_whole(file, "1")
        threads.append(threading.current_thread())
        return "done"

    disk.do("a", write, told.append)
    assert slow.reached.wait(60)  # the disk has it, and the call is back all the same
    assert not file.exists()
    slow.let.set()
    qtbot.waitUntil(lambda: told == ["done"], timeout=60_000)
    assert file.read_text() == "1"
    assert threads != [threading.current_thread()]
    scribe.close()


def test_what_waits_at_the_end_is_written_each_file_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    slow, scribe = SlowDisk(monkeypatch), Scribe(tmp_path / "state")
    disk = Disk(scribe.do, [].append)
    for text in ("1", "2", "3"):
        disk.do("a", partial(write_whole, tmp_path / "a", text))
        disk.do("b", partial(write_whole, tmp_path / "b", text))
    assert slow.reached.wait(60)
    slow.let.set()
    scribe.close()
    for name in ("a", "b"):
        path = tmp_path / name
        assert (path.read_text(), previous(path).read_text()) == ("3", "2")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(28, "No space left on device"), "state/x cannot be written: the disk is full"),
        (OSError(5, "Input/output error"), "state/x cannot be written: the disk has a fault"),
        (ValueError("a name has no /"), "a name has no /"),
        (
            ZeroDivisionError(),
            "state/x cannot be written: a fault of this program; its log says more",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told_with_its_name(
    fault: Exception, words: str, qapp: object
) -> None:
    hung, done, refused = HungDisk(), list[object](), list[str]()

    def fail() -> None:
        raise fault

    hung.disk.do("state/x", fail, done.append)
    hung.disk.do("state/x", fail, done.append, refused.append)
    assert (hung.told, refused) == ([], [])
    hung.go_on()
    assert (hung.told, refused, done) == ([words], [words], [])


def test_more_than_can_wait_is_told_at_once(qapp: object) -> None:
    hung = HungDisk()
    hung.full = True
    hung.disk.do("state/x", lambda: None)
    assert hung.told == ["state/x cannot be written: the disk is too slow, too much waits for it"]


def test_a_scribe_that_has_too_much_to_do_says_so(tmp_path: Path) -> None:
    scribe, let = Scribe(tmp_path / "state"), threading.Event()
    done: list[int] = []
    scribe.do(lambda: let.wait(60))
    taken = [scribe.do(partial(done.append, n)) for n in range(MOST_WAITING + 5)]
    assert scribe.dropped == taken.count(False) > 0
    let.set()
    scribe.close()
    assert len(done) == taken.count(True)
