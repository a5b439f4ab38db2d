from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.arrangement import Arrangement, fill, restore, ruled
from layouts.layout import Cell, Fill, Layout

FOLLOWING = Layout(
    "following", 7, 1,
    (
        Cell(0, 0, source="program"), Cell(1, 0, fill=Fill.NODES), Cell(2, 0, fill=Fill.CASE),
        Cell(3, 0, fill=Fill.NODES), Cell(4, 0), Cell(5, 0, fill=Fill.NODES, tour="night"),
        Cell(6, 0, fill=Fill.CASE),
    ),
)  # fmt: skip
PAIR = Layout("pair", 2, 1, (Cell(0, 0), Cell(1, 0, source="program")))


def test_a_layout_is_filled_in_the_catalogues_order_around_what_its_cells_name() -> None:
    arrangement = fill(PAIR, ["program", "camera:a", "camera:b"])
    assert arrangement.sources == ("camera:a", "program")


def test_a_short_catalogue_leaves_cells_empty() -> None:
    assert fill(PAIR, []).sources == (None, "program")


def test_putting_a_source_changes_only_its_cell() -> None:
    changed = fill(PAIR, ["camera:a"]).put(1, None)
    assert changed == Arrangement(PAIR, ("camera:a", None))


def test_a_cell_that_does_not_exist_is_refused_by_its_number() -> None:
    with pytest.raises(IndexError, match="0 to 1"):
        fill(PAIR, []).put(2, "map")


def test_a_memory_that_does_not_fit_is_no_arrangement() -> None:
    assert restore(PAIR, ["camera:a"]) is None
    remembered = restore(PAIR, ["camera:b", None])
    assert remembered is not None
    assert remembered.sources == ("camera:b", None)


def test_each_cell_is_filled_from_where_it_says() -> None:
    cells = (
        Cell(0, 0, fill=Fill.NODES), Cell(1, 0, fill=Fill.CASE), Cell(2, 0, fill=Fill.NOTHING),
        Cell(3, 0), Cell(4, 0, tour="night"), Cell(5, 0, fill=Fill.CASE),
    )  # fmt: skip
    shown = fill(Layout("x", 6, 1, cells), ["camera:a"], ["node:n"], ["camera:x"])
    assert shown.sources == ("node:n", "camera:x", None, "camera:a", None, None)


def test_what_is_shown_can_be_kept_as_a_layout_that_opens_the_same() -> None:
    layout = Layout("x", 4, 1, (Cell(0, 0), Cell(1, 0), Cell(2, 0), Cell(3, 0, tour="day")))
    shown = Arrangement(layout, ("camera:b", None, "camera:t", "camera:d"))
    kept = shown.as_layout({2: "night"})  # that of the fourth has been ended
    assert kept.cells[2] == Cell(2, 0, tour="night")
    assert fill(kept, ["camera:a"]).sources == ("camera:b", None, None, "camera:d")


def test_cells_follow_and_a_source_that_stays_keeps_its_cell() -> None:
    begun = fill(FOLLOWING, ["camera:z"], ["node:a", "node:b", "node:c"], ["camera:x"])
    assert begun.sources == ("program", "node:a", "camera:x", "node:b", "camera:z", None, None)
    later = begun.follow(["node:c", "node:b", "node:a"], ["camera:y", "camera:z", "camera:x"])
    assert later.sources == (
        "program", "node:c", "camera:x", "node:b", "camera:z", None, "camera:y"
    )  # fmt: skip
    assert later.follow([], []).sources == ("program", None, None, None, "camera:z", None, None)


def test_what_is_not_known_leaves_its_cells_as_they_are() -> None:
    begun = fill(FOLLOWING, [], ["node:a"], ["camera:x"])
    assert begun.follow(None, None) == begun
    assert begun.follow(None, []).sources[1:3] == ("node:a", None)


def test_an_emptied_cell_follows_again_and_one_that_is_taken_does_not() -> None:
    begun = fill(FOLLOWING, [], ["node:a"])
    emptied = begun.put(1, "map").put(1, None)
    assert emptied.follow(["node:a"], ()).sources[1] == "node:a"
    assert begun.put(0, None).by_rule == begun.by_rule
    taken = begun.put(3, None).take([3])
    assert taken.follow(["node:a", "node:b"], ()).sources[3] is None


def test_a_memory_knows_which_cells_follow() -> None:
    shown = ("map", "node:a", "camera:x", None, None, None, None)
    known = restore(FOLLOWING, shown, [1, 4])
    assert known is not None
    assert known.by_rule == {1}
    old = restore(FOLLOWING, shown)
    assert old is not None
    assert old.by_rule == {3, 6}


def test_cells_that_follow_are_kept_as_such_in_a_layout() -> None:
    shown = fill(FOLLOWING, ["camera:z"], ["node:a"], ["camera:x"]).put(2, "camera:q")
    kept = shown.as_layout({5: "night"}).cells
    assert [cell.source for cell in kept] == [
        "program", None, "camera:q", None, "camera:z", None, None
    ]  # fmt: skip
    assert [cell.fill for cell in kept] == [cell.fill for cell in FOLLOWING.cells]


NODES = [f"node:{n}" for n in range(5)]
CAMERAS = [f"camera:{n}" for n in range(5)]
found = st.none() | st.lists(st.sampled_from(NODES + CAMERAS), max_size=8)
acts = st.lists(
    st.tuples(st.integers(0, 6), st.none() | st.sampled_from(NODES + CAMERAS))
    | st.tuples(found, found),
    max_size=12,
)


@given(acts)
def test_what_a_hand_put_there_stays_whatever_comes_and_goes(does: list[tuple[Any, Any]]) -> None:
    shown, by_hand = fill(FOLLOWING, CAMERAS), dict[int, str | None]()
    for one, other in does:
        if isinstance(one, int):
            shown = shown.put(one, other)
            by_hand[one] = other
            continue
        before, shown = shown, shown.follow(one, other)
        assert shown.follow(one, other) == shown
        for cell, source in by_hand.items():
            assert shown.sources[cell] == source or (source is None and cell in ruled(FOLLOWING))
        for rule, now in ((Fill.NODES, one), (Fill.CASE, other)):
            cells = [n for n in shown.by_rule if FOLLOWING.cells[n].fill is rule]
            others = [s for n, s in enumerate(shown.sources) if n not in before.by_rule]
            if now is not None:
                wanted = [s for s in dict.fromkeys(now) if s not in others][: len(cells)]
                assert {s for n in cells if (s := shown.sources[n])} == set(wanted)
                stayed = [n for n in cells if before.sources[n] in wanted]
                assert all(shown.sources[n] == before.sources[n] for n in stayed)
