"""The room's time when somebody sets the workstation's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.cases.steady_clock import SteadyClock

NOON = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


class Machine:
    """A wall clock and a monotonic one."""

    def __init__(self) -> None:
        self.wall, self.run_s = NOON, 100.0

    def pass_s(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.run_s += seconds


def steady(machine: Machine) -> SteadyClock:
    return SteadyClock(lambda: machine.wall, lambda: machine.run_s)


def test_a_clock_that_is_set_moves_no_limit() -> None:
    machine = Machine()
    clock = steady(machine)
    machine.pass_s(60)
    for set_s in (3600, -7200, 86400):
        machine.wall += timedelta(seconds=set_s)
        before = clock.now()
        machine.pass_s(1)
        assert clock.now() - before == timedelta(seconds=1)
    assert clock.now() == NOON + timedelta(seconds=63)
    assert clock.jump_s() == 3600 - 7200 + 86400


def test_what_a_time_server_corrects_is_taken_over() -> None:
    machine = Machine()
    clock = steady(machine)
    for _ in range(100):
        machine.pass_s(1)
        machine.wall += timedelta(seconds=0.1)
        assert clock.now() == machine.wall
    assert clock.jump_s() == 0


def test_a_clock_that_was_wrong_before_is_right_when_the_platform_says_so() -> None:
    machine = Machine()
    clock = steady(machine)
    machine.wall += timedelta(hours=8)
    clock.hear(None)
    clock.hear(8 * 3600.0)  # the platform goes otherwise
    assert clock.now() == NOON
    clock.hear(0.4)
    assert clock.now() == NOON + timedelta(hours=8)
    assert clock.jump_s() == 0
