"""How a recording stands, as it is told."""

from __future__ import annotations

from media.hub.record_state import RecordState


def test_a_state_is_told_with_every_field_and_a_rounded_length() -> None:
    assert RecordState("on", "", "conferences/k/1.mp4", 12.34).told() == {
        "state": "on", "reason": "", "file": "conferences/k/1.mp4", "seconds": 12.3,
    }  # fmt: skip
