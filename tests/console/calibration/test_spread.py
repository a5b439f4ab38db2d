from __future__ import annotations

from dataclasses import replace

from console.calibration.spread import is_spread, spread_advice, thirds
from tests.console.calibration.made import POLE, points_of, shifted


def codes(points: list) -> list[str]:  # type: ignore[type-arg]
    return [each.code for each in spread_advice(points)]


def test_the_thirds_of_a_picture() -> None:
    assert thirds(points_of(POLE)) == ({0, 1, 2}, {0, 1, 2})
    assert is_spread(points_of(POLE))
    flat = [replace(p, y=0.5) for p in points_of(POLE)]
    assert not is_spread(flat)
    assert "band" in codes(flat)
    assert not is_spread(points_of(POLE)[:2])


def test_edge_points_belong_to_the_outer_thirds() -> None:
    point = points_of(POLE)[0]
    assert thirds([replace(point, x=-0.1, y=1.2)]) == ({0}, {2})


def test_enough_points_well_spread_need_nothing() -> None:
    assert codes(points_of(POLE)) == []
    assert codes(points_of(POLE)[:6]) == ["more"]
    assert codes([]) == ["few"]


def test_points_along_one_line_on_the_map_are_told() -> None:
    base = points_of(POLE)[0]
    points = [
        replace(shifted(base, 5.0 * n, 2.0 * n + (0.1 if n % 2 else 0.0)), x=p.x, y=p.y)
        for n, p in enumerate(points_of(POLE))
    ]
    assert "line" in codes(points)


def test_points_all_in_one_spot_are_told() -> None:
    base = points_of(POLE)[0]
    points = [replace(shifted(base, 0.3 * n, 0.2 * n * n), x=p.x, y=p.y)
              for n, p in enumerate(points_of(POLE)[:4])]  # fmt: skip
    assert "close" in codes(points)
