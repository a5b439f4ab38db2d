from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from media.archive.retention import Limits
from media.archive.shelf import Place, Shelf
from media.cameras.scribe import MOST_BYTES_EACH, Ended, Heard, Item, Scribe
from media.unit import SoundUnit

UNIT = Heard(SoundUnit(b"x", 0), 0.0)


class Reel:
    """Writes down what it is given; a closed gate holds the thread."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.gate = threading.Event()
        self.gate.set()
        self.took = threading.Event()
        self.ticked = threading.Event()
        self.breaks = False

    def take(self, item: Item) -> None:
        self.took.set()
        self.gate.wait()
        if self.breaks:
            raise RuntimeError("strange")
        self.items.append(item)

    def tick(self) -> None:
        self.ticked.set()


@pytest.fixture
def scribe() -> Iterator[Scribe]:
    opened = Scribe()
    yield opened
    opened.close()


def test_what_is_given_is_taken_in_order_and_to_the_last(scribe: Scribe) -> None:
    reel, other = Reel(), Reel()
    units = [Heard(SoundUnit(b"x", at), 0.0) for at in range(100)]
    for unit in units:
        assert scribe.put(reel, unit, 1)
        assert scribe.put(other, unit, 1)
    scribe.close()
    assert reel.items == other.items == units
    assert reel.ticked.is_set()


def test_what_the_disk_cannot_take_is_refused_to_the_one_and_not_to_the_other(
    scribe: Scribe,
) -> None:
    slow, other = Reel(), Reel()
    slow.gate.clear()
    assert scribe.put(slow, UNIT, 1)
    slow.took.wait()
    assert scribe.put(slow, UNIT, MOST_BYTES_EACH - 1)
    assert not scribe.put(slow, UNIT, 1)
    assert scribe.put(other, UNIT, MOST_BYTES_EACH)
    assert scribe.put(slow, Ended())
    slow.gate.set()
    scribe.close()
    assert len(slow.items) == 3
    assert other.items == [UNIT]


def test_a_reel_that_breaks_does_not_end_the_others(scribe: Scribe) -> None:
    bad, good = Reel(), Reel()
    bad.breaks = True
    scribe.put(bad, UNIT)
    scribe.put(good, UNIT)
    scribe.put(bad, Ended())
    scribe.close()
    assert good.items == [UNIT]


def test_the_archive_is_opened_and_told_of(tmp_path: Path) -> None:
    told = threading.Event()
    scribe = Scribe(lambda shelf: told.set())
    scribe.use(Shelf(Place(tmp_path, Limits(1, 1), True)))
    told.wait()
    scribe.close()
