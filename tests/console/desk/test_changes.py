from __future__ import annotations

from console.desk.changes import Changes

FINE = {"status": "ok", "troubles": [], "uptime_s": 1}


def test_the_first_look_and_what_stays_tell_nothing() -> None:
    changes = Changes()
    assert changes.look(FINE, [("c-1", "map")]) == []
    assert changes.look({**FINE, "uptime_s": 2}, [("c-1", "map")]) == []


def test_another_health_is_told_with_its_reasons() -> None:
    changes = Changes()
    changes.look(FINE, [])
    worse = {"status": "degraded", "troubles": ["the door cannot be opened"], "uptime_s": 3}
    told = {"status": "degraded", "troubles": ["the door cannot be opened"]}
    assert changes.look(worse, []) == [("health", told)]
    assert changes.look(worse, []) == []


def test_markers_are_told_when_one_comes_goes_or_is_drawn_elsewhere() -> None:
    changes = Changes()
    changes.look(FINE, [])
    assert changes.look(FINE, [("c-1", "map")]) == [("markers", {"count": 1})]
    assert changes.look(FINE, [("c-1", "camera:c01")]) == [("markers", {"count": 1})]
    assert changes.look(FINE, []) == [("markers", {"count": 0})]
