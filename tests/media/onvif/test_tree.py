from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.onvif.tree import DEEPEST, LARGEST, LONGEST_TEXT, BadAnswer, parse_tree


def test_names_are_local_and_text_is_bare() -> None:
    root = parse_tree(b'<a:x xmlns:a="u"><a:y k="1"> two </a:y><y>three</y></a:x>')
    assert (root.name, root.said("y"), [y.text for y in root.all("y")]) == (
        "x",
        "two",
        ["two", "three"],
    )
    assert root.children[0].number("k") == 1.0
    assert root.said("y", "z") == ""


def test_numbers_that_are_none_are_none() -> None:
    root = parse_tree(b'<x a="nan" b="1e999" c="zwei" d="-0.5"><n>12</n><m>-1</m></x>')
    assert [root.number(key) for key in "abcd"] == [None, None, None, -0.5]
    assert (root.whole("n"), root.whole("m")) == (12, None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<x>",
        b"<x></y>",
        b"\xff\xfe\x00",
        b"<!DOCTYPE x><x/>",
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="gbk"?><x/>',
        b'<?xml version="1.0" encoding="martian"?><x/>',
        b"<x>" * (DEEPEST + 1),
        b"<x>" + b"<y/>" * 30_000 + b"</x>",
        b"<x>" + b" " * LARGEST + b"</x>",
    ],
)
def test_what_is_no_sound_xml_is_a_bad_answer(content: bytes) -> None:
    with pytest.raises(BadAnswer):
        parse_tree(content)


def test_a_text_is_cut() -> None:
    assert len(parse_tree(b"<x>" + b"a" * 100_000 + b"</x>").text) == LONGEST_TEXT


@given(st.binary(max_size=300) | st.text(alphabet="<>/ax=\"'&;![]-?:", max_size=80).map(str.encode))
def test_whatever_comes_is_a_tree_or_a_bad_answer(content: bytes) -> None:
    with contextlib.suppress(BadAnswer):
        parse_tree(content)
