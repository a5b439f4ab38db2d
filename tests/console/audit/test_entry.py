from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audit.entry import FIRST, LONGEST, Entry, Head, follow, line_of, read_line

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
ENTRIES = st.builds(Entry, st.just(AT), *[st.text(max_size=40) for _ in LONGEST])


@given(st.lists(ENTRIES, max_size=8))
def test_a_chain_is_read_back_as_it_was_written(entries: list[Entry]) -> None:
    head, lines = Head(), []
    for entry in entries:
        line, head = line_of(entry, head)
        lines.append(line)
    at = Head()
    for entry, line in zip(entries, lines, strict=True):
        link, at = follow(line, at)
        assert "\n" not in line
        assert link.entry.at == entry.at
        assert link.entry.detail == entry.detail.encode(errors="replace").decode()
    assert at == head


@given(st.lists(ENTRIES, min_size=2, max_size=6), st.data())
def test_a_line_that_is_taken_out_or_changed_is_missed_by_the_next(
    entries: list[Entry], data: st.DataObject
) -> None:
    head, lines = Head(), []
    for entry in entries:
        line, head = line_of(entry, head)
        lines.append(line)
    which = data.draw(st.integers(0, len(lines) - 2))
    if data.draw(st.booleans()):
        del lines[which]
    else:
        lines[which] = lines[which].replace('"who": "', '"who": "x', 1)
    at, wrong = Head(), 0
    for line in lines:
        try:
            _, at = follow(line, at)
        except ValueError:
            wrong += 1
            break
    assert wrong == 1


def test_a_text_that_is_too_long_is_cut_and_the_first_line_names_nothing() -> None:
    line, head = line_of(Entry(AT, "王" * 500, "desk", "reveal", "case:c-1"), Head())
    link = read_line(line)
    assert len(link.entry.who) == LONGEST["who"]
    assert link.before == FIRST
    assert head.number == 1


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"n": 1}', "[" * 100_000, line_of(Entry(AT, *"abcd"), Head())[0][:-1]]
)
def test_what_is_no_line_is_told(line: str) -> None:
    with pytest.raises(ValueError):
        read_line(line)
