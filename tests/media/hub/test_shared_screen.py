"""A site's own picture as what is shared."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from media.hub import shared_screen


def pictures(newest: Any) -> Any:
    return SimpleNamespace(newest=newest)


def test_a_screen_is_live_while_its_picture_is_young() -> None:
    assert shared_screen.newest(pictures(None)) is None
    assert shared_screen.state(pictures(None), 5.0) == "connecting"
    kept = pictures(SimpleNamespace(frame="frame", received_at=5.0, number=7))
    found = shared_screen.newest(kept)
    assert found is not None
    assert (found.frame, found.number[1], found.valid()) == ("frame", 7, True)
    assert shared_screen.state(kept, 5.5) == "live"
    assert shared_screen.state(kept, 60.0) == "stale"
