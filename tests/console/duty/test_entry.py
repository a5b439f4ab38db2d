from __future__ import annotations

from collections.abc import Callable

from console.duty.entry import LONGEST_TEXT, MOST_FIELDS, Entry, bounded


def test_what_is_too_long_is_cut(entry_of: Callable[..., Entry]) -> None:
    fields = {f"k{n}": "x" for n in range(100)}
    cut = bounded(
        entry_of(text="长" * 9999, who="人" * 100, case="c" * 500, fields=fields, about=4)
    )
    assert (len(cut.text), len(cut.who), len(cut.case)) == (LONGEST_TEXT, 60, 128)
    assert len(cut.fields) == MOST_FIELDS
    assert cut.about == 4


def test_a_right_entry_stays_as_it_is(entry_of: Callable[..., Entry]) -> None:
    entry = entry_of("call", fields={"place": "石埠桥"}, id=7)
    assert bounded(entry) == entry
    assert (entry.says("place"), entry.says("loss")) == ("石埠桥", "")
