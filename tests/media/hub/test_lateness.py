"""Which share of a site's voice came too late."""

from __future__ import annotations

from media.hub.lateness import FEW, KEPT, Lateness


def test_it_is_the_share_of_the_last_seconds_and_forgotten_after_them() -> None:
    lateness = Lateness()
    assert lateness.read(0, 50) == 0.0
    assert lateness.read(10, 90) == 0.1
    late = [lateness.read(10, 90 + 50 * second) for second in range(1, KEPT + 2)]
    assert late[0] > 0
    assert late[-1] == 0.0


def test_of_a_site_that_says_nothing_nothing_is_said() -> None:
    lateness = Lateness()
    assert lateness.read(FEW - 2, 1) == 0.0
    assert lateness.read(FEW - 1, 1) > 0.9
