"""The room's clock tells now, and says which hour that is here."""

from __future__ import annotations

from datetime import UTC, datetime

from console.room_clock import room_now


def test_it_is_now_in_the_zone_of_the_workstation() -> None:
    before = datetime.now(UTC)
    now = room_now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == datetime.now().astimezone().utcoffset()
