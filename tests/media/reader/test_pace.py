from __future__ import annotations

from media.reader.pace import Pace


def test_units_are_due_at_the_pace_of_the_stream() -> None:
    pace = Pace()
    assert pace.due(7.0, 100.0) == 100.0
    assert pace.due(7.04, 100.0) == 100.04
    assert pace.due(13.0, 100.1) == 106.0


def test_after_a_stall_or_a_jump_it_goes_on_from_now() -> None:
    pace = Pace()
    pace.due(0.0, 100.0)
    assert pace.due(1.0, 103.0) == 103.0
    assert pace.due(1.5, 103.1) == 103.5
    assert pace.due(5000.0, 104.0) == 104.0
    assert pace.due(0.0, 105.0) == 105.0
