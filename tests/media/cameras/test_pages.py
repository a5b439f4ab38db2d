from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.pages import Pages

PARTS = st.lists(st.binary(max_size=30), max_size=4)


@given(st.lists(st.tuples(st.booleans(), PARTS), max_size=40), st.integers(1, 50))
def test_what_was_laid_stays_as_it_was(story: list[tuple[bool, list[bytes]]], chunk: int) -> None:
    pages, laid = Pages(chunk), []
    for turns, parts in story:
        if turns:
            pages.turn()
        laid.append((pages.lay(*parts), b"".join(parts)))
    for view, whole in laid:
        assert view == whole
        assert hash(view) == hash(whole)


def test_nobody_can_write_to_it() -> None:
    view = Pages().lay(b"abc")
    with pytest.raises(TypeError):
        view[0] = 0


def chunk_of(view: memoryview) -> weakref.ref[object]:
    return weakref.ref(view.obj)


def test_what_is_laid_together_shares_a_chunk_that_goes_with_the_last_of_it() -> None:
    pages = Pages(100)
    one, two = pages.lay(b"a" * 40), pages.lay(b"b" * 60)
    chunk = chunk_of(one)
    assert chunk() is two.obj
    other = pages.lay(b"c")
    assert other.obj is not two.obj
    del one
    gc.collect()
    assert chunk() is not None
    del two
    gc.collect()
    assert chunk() is None


def test_after_a_turn_what_came_before_keeps_nothing_of_what_comes() -> None:
    pages = Pages(100)
    before = pages.lay(b"a")
    pages.turn()
    assert pages.lay(b"b").obj is not before.obj
    chunk = chunk_of(before)
    del before
    gc.collect()
    assert chunk() is None
    last = chunk_of(pages.lay(b"c"))
    pages.turn()
    gc.collect()
    assert last() is None


def test_what_is_larger_than_a_chunk_has_one_of_its_own() -> None:
    pages = Pages(10)
    assert pages.lay(b"a" * 8, b"b" * 30) == b"a" * 8 + b"b" * 30
