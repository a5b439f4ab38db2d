from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.format import WallFaults
from layouts.layout import Fill
from layouts.store import load_layouts
from layouts.tour import Page, Stop, Tour, dump_tour, parse_tour, stops, unpack
from tests.layouts.made import TEXTS, VALUES

RIVER = """\
format = 1
kind = "tour"
title = "河道夜巡"
dwell_s = 20.0
layout = "2x2"
skip_lost = true
pages = [
    { cameras = ["c01", "c02"] },
    { cameras = ["c03"], dwell_s = 5.0 },
]
"""
ids = st.text("abc01", min_size=1, max_size=4)
extras = st.dictionaries(st.sampled_from(["zzz", "x-y", "丁"]), st.sampled_from(VALUES), max_size=2)
dwells = st.floats(2, 86400)
pages = st.builds(
    Page, st.lists(ids, min_size=1, max_size=5).map(tuple), st.none() | dwells, extras
)


@st.composite
def tours(draw: st.DrawFn) -> Tour:
    cut = draw(st.booleans())
    return Tour(
        "x",
        tuple(draw(st.lists(ids, min_size=1, max_size=9))) if cut else (),
        () if cut else tuple(draw(st.lists(pages, min_size=1, max_size=4))),
        draw(dwells),
        draw(st.sampled_from(["", "2x2"])),
        draw(st.booleans()),
        draw(st.sampled_from(TEXTS)),
        "",
        draw(extras),
    )


def faults_of(text: str) -> list[str]:
    with pytest.raises(WallFaults) as caught:
        parse_tour(text, "x")
    return [str(fault) for fault in caught.value.faults]


def test_a_tour_has_pages_with_their_own_dwell() -> None:
    tour = parse_tour(RIVER, "river")
    assert tour.pages == (Page(("c01", "c02")), Page(("c03",), 5.0))
    assert stops(tour, 4) == (Stop(("c01", "c02"), 20.0), Stop(("c03",), 5.0))
    assert stops(tour, 1) == (Stop(("c01",), 20.0), Stop(("c02",), 20.0), Stop(("c03",), 5.0))
    assert dump_tour(tour) == RIVER


def test_a_list_of_cameras_is_cut_into_pages_as_there_is_room() -> None:
    tour = Tour("x", ("a", "b", "c", "d", "e"), dwell_s=3.0)
    assert [stop.cameras for stop in stops(tour, 2)] == [("a", "b"), ("c", "d"), ("e",)]


@given(tours())
def test_what_is_written_is_read_again(tour: Tour) -> None:
    assert parse_tour(dump_tour(tour), "x") == tour


@given(tours(), st.integers(1, 9))
def test_the_stops_show_every_camera_in_its_order_and_never_more_than_there_is_room(
    tour: Tour, room: int
) -> None:
    shown = [camera for stop in stops(tour, room) for camera in stop.cameras]
    assert tuple(dict.fromkeys(shown)) == tour.every_camera()
    assert all(1 <= len(stop.cameras) <= room for stop in stops(tour, room))


def test_unpacked_it_is_a_layout_with_all_its_cameras_from_the_present_one_on() -> None:
    layouts = load_layouts(None)
    layout = unpack(Tour("river", ("a", "b", "c"), title="河道"), layouts, "b")
    assert [cell.source for cell in layout.cells] == ["camera:b", "camera:c", "camera:a", None]
    assert (layout.name, layout.title, layout.origin) == ("river", "河道", "")
    assert layout.cells[3].fill is Fill.NOTHING
    many = unpack(Tour("many", tuple(f"c{n}" for n in range(70))), layouts)
    assert [cell.source for cell in many.cells] == [f"camera:c{n}" for n in range(64)]
    with pytest.raises(ValueError, match="even cells"):
        unpack(Tour("x", ("a",)), {})


def test_mistakes_are_told_by_line_and_key() -> None:
    assert faults_of('kind = "tour"\n') == [
        'x.toml: cameras: is missing: cameras = ["c01", "c02"], or [[pages]]'
    ]
    assert faults_of('layout = "2x2"\ndwell_s = 1\n[[pages]]\ncameras = []\n') == [
        "x.toml:4: pages[0].cameras: is empty: a page shows one camera at least",
        "x.toml:2: dwell_s: 1 is not between 2 and 86400",
    ]
    assert faults_of('cameras = ["a"]\n[[pages]]\ncameras = ["b"]\n') == [
        "x.toml: pages: stand beside cameras: a tour has one of them"
    ]
