from __future__ import annotations

import pytest

from layouts.format import WallFaults, dumped, name_fault, open_table
from layouts.toml_file import TomlFile


def faults(text: str, kind: str = "layout") -> list[str]:
    with pytest.raises(WallFaults) as caught:
        open_table(TomlFile("x.toml", text.encode()), "x", kind)
    return [str(fault) for fault in caught.value.faults]


def test_a_newer_format_and_a_foreign_one_are_told_apart() -> None:
    assert faults("format = 2\nwhatever = 1\n") == [
        "x.toml:1: format: 2 is newer than this program reads (1); the file is left as it is"
    ]
    for foreign in ('"nx"', "0", "true", "1.0", "[1]"):
        (told,) = faults(f"format = {foreign}\n")
        assert "is no format of this program's (1)" in told


def test_a_file_of_another_kind_says_so() -> None:
    assert faults('kind = "tour"\n') == ['x.toml:1: kind: "tour" is not "layout"']


def test_a_file_may_leave_out_its_format_and_its_kind() -> None:
    assert open_table(TomlFile("x.toml", b"a = 1"), "x", "layout").raw("a") == 1


def test_what_is_no_toml_is_refused() -> None:
    assert faults("a = ") == ["x.toml:1: is no TOML: Invalid value"]


@pytest.mark.parametrize(
    "name", ["", "a" * 65, "汛" * 70, ".a", " a", "a ", "a/b", "..", "a\\b", "a:b", "a\n", 'a"']
)
def test_a_name_that_cannot_be_a_files_is_told(name: str) -> None:
    assert name_fault(name)


@pytest.mark.parametrize("name", ["汛期", "1+5", "a b", "夜间 2", "a.b"])
def test_a_usual_name_is_none(name: str) -> None:
    assert not name_fault(name)


def test_a_file_begins_with_its_format_and_keeps_what_it_does_not_know() -> None:
    text = dumped({"title": "", "n": 0, "x": None}, {"maker": [1]}, ["[a]", "b = 1"])
    assert text == "format = 1\nn = 0\nmaker = [1]\n[a]\nb = 1\n"
