from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.desk.seating import LATEST_S, Seating


class Town:
    def __init__(self) -> None:
        self.invited: list[Any] = []

    def invite(self, links: dict[str, str], ca: str | None) -> None:
        self.invited.append((links, ca))


def at_once(do: Callable[..., object], *given: object) -> None:
    do(*given)


def test_the_sites_are_invited_once_when_the_wall_stands() -> None:
    town, now = Town(), [0.0]
    seating = Seating(town, ["n01", "n02"], at_once, lambda: now[0])  # type: ignore[arg-type]
    assert seating.check(9, 9) == []
    seating.open({"n01": "https://x"}, "")
    assert seating.check(8, 9) == []
    assert seating.check(9, 9) == ["n01", "n02"]
    assert town.invited == [({"n01": "https://x"}, None)]
    assert seating.check(9, 9) == []


def test_they_do_not_wait_for_a_camera_that_never_comes() -> None:
    town, now = Town(), [0.0]
    seating = Seating(town, ["n01"], at_once, lambda: now[0])  # type: ignore[arg-type]
    seating.open({}, "ca.crt")
    now[0] = LATEST_S + 1
    assert seating.check(0, 9) == ["n01"]
    assert town.invited == [({}, "ca.crt")]


def test_real_sites_come_by_themselves() -> None:
    seating = Seating(None, ["n01"], at_once)
    seating.open({}, "")
    assert seating.check(9, 9) == []
