"""How many program pictures a second the machine carries."""

from __future__ import annotations

from media.hub.tempo import AGAIN_S, FULL, JUDGED_S, LESS, Tempo


def run(tempo: Tempo, missed: int, begin: float, seconds: float) -> int:
    at = begin
    while at < begin + seconds:
        tempo.note(missed, at)
        at += (1 + missed) / tempo.rate
    return tempo.rate


def test_a_machine_that_keeps_up_stays_at_the_full_rate() -> None:
    assert run(Tempo(), 0, 0, 100) == FULL


def test_a_machine_that_does_not_gets_less_and_a_try_later() -> None:
    tempo = Tempo()
    assert run(tempo, 1, 0, JUDGED_S + 1) == LESS
    assert run(tempo, 0, 10, AGAIN_S - 10) == LESS
    assert run(tempo, 0, AGAIN_S, 2 * JUDGED_S + 5) == FULL
    run(tempo, 1, 60, JUDGED_S + 1)
    assert run(tempo, 0, 70, AGAIN_S + JUDGED_S) == LESS  # the next try comes later


def test_a_single_stumble_is_chance() -> None:
    tempo = Tempo()
    tempo.note(3, 0.0)
    assert run(tempo, 0, 0.1, 20) == FULL
