from __future__ import annotations

from console.town.story.clock import Clock


def test_it_runs_at_its_speed_and_stands_while_held() -> None:
    now = 100.0
    clock = Clock(10.0, lambda: now)
    assert clock.read() == 0.0
    clock.run(True)
    now = 103.0
    assert clock.read() == 30.0
    clock.run(False)
    now = 200.0
    assert clock.read() == 30.0
    clock.run(True)
    now = 201.0
    assert clock.read() == 40.0
