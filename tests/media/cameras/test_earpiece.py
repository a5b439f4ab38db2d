from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from media.cameras.earpiece import MOST_WAITING, Earpiece
from media.sound import RATE_HZ, Lane, SoundBoard
from media.unit import SoundFormat, SoundUnit
from tests.media.cameras.tones import coded_tone, pitch_of, read_all

HZ = 600.0
LIMIT_S = 60.0


@pytest.fixture
def board() -> Iterator[SoundBoard]:
    made = SoundBoard.create()
    yield made
    made.close()


def test_a_tone_arrives_on_the_board_and_its_level_is_told(board: SoundBoard) -> None:
    told: queue.Queue[tuple[str, float, str]] = queue.Queue()
    earpiece = Earpiece(board, lambda *what: told.put(what))
    try:
        kind, units = coded_tone("pcma", HZ, 0.5)
        reader = board.reader(Lane.ROOM)
        earpiece.begin(kind)
        for unit in units:
            earpiece.put(unit)
        while (said := told.get(timeout=LIMIT_S))[1] == 0:
            assert said[0] in ("waiting", "playing")
    finally:
        earpiece.close()
    assert said[0] == "playing"
    assert said[1] == pytest.approx(0.3 / 2**0.5, abs=0.03)
    heard = np.concatenate(read_all(reader))
    assert pitch_of(heard) == pytest.approx(HZ, abs=RATE_HZ / len(heard) + 1)


@pytest.mark.parametrize(
    ("kind", "state", "word"),
    [(None, "none", "no sound"), (SoundFormat("speex", 8000), "fault", "speex")],
)
def test_a_camera_that_cannot_be_heard_says_why(
    board: SoundBoard, kind: SoundFormat | None, state: str, word: str
) -> None:
    told: queue.Queue[tuple[str, float, str]] = queue.Queue()
    earpiece = Earpiece(board, lambda *what: told.put(what))
    try:
        earpiece.begin(kind)
        while (said := told.get(timeout=LIMIT_S))[0] == "waiting":
            pass
    finally:
        earpiece.close()
    assert said[0] == state
    assert word in said[2]


def test_a_thread_that_does_not_keep_up_loses_the_oldest_and_counts_them(
    board: SoundBoard,
) -> None:
    stands, goes_on = threading.Event(), threading.Event()

    def hold(*_: object) -> None:
        stands.set()
        goes_on.wait(LIMIT_S)

    earpiece = Earpiece(board, hold)
    try:
        assert stands.wait(LIMIT_S)
        for _ in range(3):
            earpiece.begin(SoundFormat("pcma", 8000))
        for number in range(MOST_WAITING + 10):
            earpiece.put(SoundUnit(bytes(160), number))
        assert earpiece.dropped == 11
        assert len(earpiece._waiting) == MOST_WAITING
        assert isinstance(earpiece._waiting[0], SoundFormat)
    finally:
        goes_on.set()
        earpiece.close()
