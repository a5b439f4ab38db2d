from __future__ import annotations

from layouts.fault import Fault, did_you_mean


def test_a_fault_reads_as_place_key_and_what_is_wrong() -> None:
    assert str(Fault("a.toml", 3, "wall.rate", "needs a whole number")) == (
        "a.toml:3: wall.rate: needs a whole number"
    )
    assert str(Fault("a.toml", None, "", "is missing")) == "a.toml: is missing"


def test_a_near_name_is_proposed_whatever_its_case() -> None:
    assert did_you_mean("NAEM", ["id", "Name", "group"]) == '; did you mean "Name"?'


def test_where_no_name_is_near_all_are_told() -> None:
    assert did_you_mean("xyz", ["id", "name"]) == "; there are: id, name"
    assert did_you_mean("xyz", []) == ""


def test_a_long_list_of_names_is_not_told() -> None:
    assert did_you_mean("xyz", [f"camera-{n}" for n in range(21)]) == ""
