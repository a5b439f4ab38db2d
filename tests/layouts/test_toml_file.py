from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.toml_file import TomlFile

WRITTEN = """\
name = "one"
[wall]
rate = 25

[[server]]
url = "a"
[[server]]
url = "b"
[conference]
ice = [
    # a comment { with a brace
    {urls = "turn:a"},
    {urls = "turn:b"},
]
tls = { cert = "c", key = "k" }
"""


def read(text: str) -> TomlFile:
    return TomlFile("x.toml", text.encode())


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("wall",), 2),
        (("wall", "rate"), 3),
        (("server", 0, "url"), 6),
        (("server", 1, "url"), 8),
        (("server", 1), 7),
        (("conference", "ice"), 10),
        (("conference", "ice", 1, "urls"), 13),
        (("conference", "tls", "key"), 15),
        (("wall", "missing"), 2),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int | None) -> None:
    assert read(WRITTEN).line_of(path) == line


def test_a_text_that_is_no_toml_names_the_line() -> None:
    file = read("a = 1\nb = \n")
    assert file.root is None
    assert str(file.faults[0]) == "x.toml:2: is no TOML: Invalid value"


def test_the_end_of_a_file_in_the_middle_of_a_value_is_its_last_line() -> None:
    assert read('a = 1\nb = """x').faults[0].line == 2


def test_a_byte_order_mark_is_accepted() -> None:
    root = TomlFile("x.toml", b"\xef\xbb\xbfname = 'one'").root
    assert root is not None
    assert root.text("name") == "one"


def test_a_file_in_another_encoding_says_so_and_where() -> None:
    file = TomlFile("x.toml", "a = 1\nname = '塘'".encode("gbk"))
    assert file.root is None
    assert str(file.faults[0]) == "x.toml:2: is not UTF-8; save the file as UTF-8"


def test_a_file_too_large_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    path.write_bytes(b"#" * 5000)
    file = TomlFile.read(path, "big.toml", largest=4096)
    assert file.root is None
    assert str(file.faults[0]) == "big.toml: is larger than 4 kB"


def test_a_file_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    file = TomlFile.read(tmp_path / "none.toml", "none.toml")
    assert file.root is None
    assert "cannot be read" in str(file.faults[0])


def test_wrong_values_are_answered_by_the_default_and_noted() -> None:
    file = read('n = "1"\nt = 5\nb = 1\nc = "x"\nf = true\ng = 7.5\nl = 3\nd = 4\nm = true\n')
    root = file.root
    assert root is not None
    assert root.integer("n", 3, 1, 9) == 3
    assert root.text("t", "d") == "d"
    assert root.boolean("b", True) is True
    assert root.choice("c", ("a", "b"), "a") == "a"
    assert root.number("f", 1.5, 0, 9) == 1.5
    assert root.number("g", 1.5, 0, 5) == 1.5
    assert root.tables("l", 3) == []
    assert list(root.table("d")) == []
    assert root.integer("m", 2, 0, 9) == 2
    assert [str(fault) for fault in file.faults] == [
        'x.toml:1: n: needs a whole number, not "1"',
        "x.toml:2: t: needs a text, not 5",
        "x.toml:3: b: needs true or false, not 1",
        'x.toml:4: c: "x" is not one of a, b',
        "x.toml:5: f: needs a number, not true",
        "x.toml:6: g: 7.5 is not between 0 and 5",
        "x.toml:7: l: needs a list of tables: [{...}, {...}]",
        "x.toml:8: d: needs a table, not 4",
        "x.toml:9: m: needs a whole number, not true",
    ]


def test_lengths_are_limited() -> None:
    file = read('t = "abc"\nl = [{}, {}]')
    assert file.root is not None
    file.root.text("t", longest=2)
    file.root.tables("l", most=1)
    assert [fault.text for fault in file.faults] == [
        "is longer than 2 characters",
        "has 2 entries; 1 are the most",
    ]


def test_lists_of_texts_and_days_are_read() -> None:
    file = read(
        'a = ["x", "y"]\nb = ["x", 1]\nc = ["xyz"]\nd = 2026-10-01\ne = "2026-10-02"\n'
        'f = "soon"\ng = 2026-10-01T08:00:00\n'
    )
    root = file.root
    assert root is not None
    assert (root.texts("a", 2), root.texts("b", 2), root.texts("none", 2)) == (["x", "y"], [], [])
    assert (root.texts("a", 1), root.texts("c", 1, longest=2)) == ([], [])
    assert (root.day("d"), root.day("e")) == (date(2026, 10, 1), date(2026, 10, 2))
    assert (root.day("f"), root.day("g"), root.day("none")) == (None, None, None)
    assert [str(fault) for fault in file.faults] == [
        'x.toml:2: b: needs a list of texts: ["…", "…"]',
        "x.toml:1: a: has 2 entries; 1 are the most",
        "x.toml:3: c: has an entry longer than 2 characters",
        'x.toml:6: f: needs a day such as 2026-10-01, not "soon"',
        'x.toml:7: g: needs a day such as 2026-10-01, not "2026-10-01 08:00:00"',
    ]


def test_a_key_nobody_knows_is_kept_and_a_misspelt_one_is_a_fault() -> None:
    file = read("colums = 1\nmaker = 2\ncolumns = 3\n")
    assert file.root is not None
    assert file.root.unknown(("columns", "rows")) == {"maker": 2}
    assert [str(fault) for fault in file.faults] == [
        'x.toml:1: colums: is no key here; did you mean "columns"?'
    ]


@given(st.binary(max_size=200))
def test_no_content_breaks_the_reader(content: bytes) -> None:
    file = TomlFile("x.toml", content)
    assert (file.root is None) == bool(file.faults)


@given(st.text(alphabet='a[]{}=.,"#\n 1', max_size=80))
def test_a_line_is_looked_for_without_harm(text: str) -> None:
    line = read(text).line_of(("a", 1, "a"))
    assert line is None or 1 <= line <= max(1, len(text.split("\n")))
