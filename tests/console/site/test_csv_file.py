from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.site.csv_file import LARGEST_FILE, CsvFile

COLUMNS = ("id", "name", "warm")


def read(content: bytes, most: int = 5) -> tuple[list[tuple[int, str, str]], list[str]]:
    file = CsvFile("x.csv", content, COLUMNS, most)
    lines = [(line.at, line.text("id"), line.text("name")) for line in file.lines(needed=("id",))]
    return lines, [str(fault) for fault in file.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_encodings_of_spreadsheet_programs_are_read(encoding: str) -> None:
    assert read("id,name\r\na,柳湾村\r\n".encode(encoding)) == ([(2, "a", "柳湾村")], [])


def test_neither_utf8_nor_gbk_is_a_fault_with_its_line() -> None:
    assert read(b"id,name\na,\xff\xff\n") == (
        [],
        ["x.csv:2: is neither UTF-8 nor GBK: save the file as CSV UTF-8"],
    )


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    lines, faults = read(b'\nid,name\n\na,"one\ntwo"\n,,\nb, x \n')
    assert [(at, id_) for at, id_, _ in lines] == [(4, "a"), (7, "b")]
    assert lines[1][2] == "x"
    assert faults == ["x.csv:4: name: holds a line break or another control character"]


def test_the_header_names_known_columns_once() -> None:
    assert read(b"nmae,name,name,warm\n1,2,3,4\n") == (
        [],
        [
            'x.csv:1: nmae: is no column; did you mean "name"?',
            "x.csv:1: name: is there twice",
            "x.csv:1: id: is a column that must be there",
        ],
    )


@pytest.mark.parametrize(
    ("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("，", "Chinese commas")]
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_another_separator_is_one_fault_that_says_what_to_do(
    mark: str, name: str, quote: str
) -> None:
    header = mark.join(f"{quote}{column}{quote}" for column in COLUMNS)
    assert read(f"\n{header}\na{mark}b{mark}c\n".encode()) == (
        [],
        [f"x.csv:2: is separated by {name}: save it as CSV with commas"],
    )


def test_columns_that_are_empty_to_the_right_are_left_out() -> None:
    assert read(b"id,name,,\na,b,,\n") == ([(2, "a", "b")], [])


def test_a_comma_too_many_is_a_fault_and_the_other_lines_are_read() -> None:
    assert read(b"id,name\na,b,c\nd,e\n") == (
        [(3, "d", "e")],
        ['x.csv:2: has 3 cells for 2 columns; a "," needs quotes'],
    )


def test_a_quote_that_never_ends_is_a_fault_on_its_line() -> None:
    lines, faults = read(b'id,name\na,b\nc,"d\ne,f\n')
    assert lines == [(2, "a", "b")]
    assert faults == ["x.csv:3: is no CSV: unexpected end of data"]


def test_sizes_are_limited() -> None:
    assert read(b"id\n" + b"a\n" * 6)[1] == ["x.csv:7: is one line too many: 5 are the most"]
    assert read(b"x" * (LARGEST_FILE + 1))[1] == ["x.csv: is larger than 8 MB"]
    assert read(b"id,name\na," + b"x" * 101)[1] == ["x.csv:2: name: is longer than 100 characters"]


def test_a_missing_file_says_what_its_first_line_is(tmp_path: Path) -> None:
    file = CsvFile.read(tmp_path / "none.csv", "none.csv", COLUMNS, 5)
    assert list(file.lines(needed=("id",))) == []
    assert [str(fault) for fault in file.faults] == [
        "none.csv: is missing; its first line is id,name,warm"
    ]


def test_an_empty_list_has_a_header_all_the_same() -> None:
    assert read(b"id,name\n") == ([], [])
    assert read(b"") == ([], ["x.csv:1: id: is a column that must be there"])


def test_cells_have_types() -> None:
    file = CsvFile("x.csv", b"id,name,warm\n1.5,nan,maybe\n,,\n", COLUMNS, 5)
    (line,) = file.lines(needed=())
    assert line.number("id", 0, 9) == 1.5
    assert line.number("name", 0, 9) is None
    assert line.number("id", 2, 9) is None
    assert line.choice("warm", ("yes", "no"), "no") == "no"
    assert [str(fault) for fault in file.faults] == [
        'x.csv:2: name: "nan" is no number from 0 to 9',
        'x.csv:2: id: "1.5" is no number from 2 to 9',
        'x.csv:2: warm: "maybe" is not one of yes, no',
    ]


@given(st.binary(max_size=120).map(lambda tail: b"id,name\n" + tail))
def test_no_content_breaks_the_reader(content: bytes) -> None:
    read(content)
