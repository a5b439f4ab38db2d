from __future__ import annotations

import pytest

from media.onvif.patrol import Patrol


def test_it_goes_round_and_stays_at_each() -> None:
    patrol = Patrol(["1", "2"], 10.0)
    assert patrol.due(0.0) == "1"
    assert patrol.due(9.9) is None
    assert patrol.next_at() == 10.0
    assert patrol.due(10.0) == "2"
    assert patrol.due(20.0) == "1"


def test_it_goes_on_after_a_preset_that_failed_and_ends_when_all_did() -> None:
    patrol = Patrol(["1", "2"], 10.0)
    patrol.due(0.0)
    patrol.went(False)
    assert not patrol.hopeless
    patrol.due(10.0)
    patrol.went(False)
    assert patrol.hopeless
    assert patrol.due(20.0) is None


@pytest.mark.parametrize(
    ("presets", "dwell"), [([], 10), (["1"], 1), (["1"] * 65, 10), (["1"], 1e9)]
)
def test_what_is_no_patrol_is_refused(presets: list[str], dwell: float) -> None:
    with pytest.raises(ValueError, match="a patrol"):
        Patrol(presets, dwell)
