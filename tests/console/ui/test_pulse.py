from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.ui.pulse import Pulse, Stalls


def beats(stalls: Stalls, times: list[float]) -> Stalls:
    for at in times:
        stalls.beat(at)
    return stalls


def test_steady_beats_make_no_stall() -> None:
    stalls = beats(Stalls(), [n * 0.01 for n in range(1000)])
    assert stalls.percentile_ms(99) == pytest.approx(0, abs=1e-6)
    assert stalls.worst_ms() == pytest.approx(0, abs=1e-6)


def test_before_the_first_beat_there_is_nothing_to_tell() -> None:
    assert Stalls().percentile_ms(99) == 0
    assert Stalls().worst_ms() == 0


def test_a_long_stall_weighs_as_long_as_it_lasted() -> None:
    before = [n * 0.01 for n in range(100)]
    after = [before[-1] + 1.01 + n * 0.01 for n in range(100)]
    stalls = beats(Stalls(), before + after)
    assert stalls.worst_ms() == pytest.approx(1000, abs=1)
    # one beat of 200 was late, but a third of the time nobody was answered
    assert stalls.percentile_ms(50) == pytest.approx(0, abs=1)
    assert 400 < stalls.percentile_ms(80) < 500


def test_after_a_minute_a_stall_is_forgotten() -> None:
    stalls = beats(Stalls(), [0.0, 0.5, *(0.5 + n * 0.01 for n in range(1, 6100))])
    assert stalls.worst_ms() == pytest.approx(0, abs=1e-6)


def test_the_pulse_beats_while_it_is_started(qtbot: QtBot) -> None:
    pulse = Pulse()
    pulse.start()
    qtbot.waitUntil(lambda: len(pulse.stalls._waits) > 2)
    pulse.stop()
    counted = len(pulse.stalls._waits)
    qtbot.wait(30)
    assert len(pulse.stalls._waits) == counted
