"""Who is called."""

from __future__ import annotations

from console.site.invited import Invited, is_within, read_invited
from console.site.records import NodeEntry
from layouts.toml_file import TomlFile

NODES = (
    NodeEntry("n01", "丁家湾村", "village", "村/东片"),
    NodeEntry("n02", "石塘村", "village", "村/西片"),
    NodeEntry("s01", "派出所", "station", "站所"),
    NodeEntry("l01", "王镇长", "leader"),
)


def test_any_of_the_three_ways_is_enough_and_the_list_s_order_holds() -> None:
    assert Invited(nodes=("l01", "n02")).among(NODES) == ["n02", "l01"]
    assert Invited(groups=("村",)).among(NODES) == ["n01", "n02"]
    assert Invited(groups=("村/东片",), kinds=("station",)).among(NODES) == ["n01", "s01"]
    assert Invited().among(NODES) == []


def test_a_group_holds_its_parts_and_not_its_namesakes() -> None:
    assert is_within("村", "村")
    assert is_within("村/东片", "村")
    assert not is_within("村委", "村")


def test_names_that_lead_nowhere_are_told_with_what_may_be_meant() -> None:
    told = list(Invited(("n1",), ("村东", "站所")).lost(NODES))
    assert told[0] == ("nodes", 'there is no node "n1"; did you mean "n01"?')
    assert told[1][0] == "groups"
    assert "村/东片" in told[1][1]
    assert len(told) == 2


def test_a_kind_that_is_none_is_a_fault_and_left_out() -> None:
    file = TomlFile("x.toml", b'kinds = ["vilage", "station"]\nnodes = ["n01"]\n')
    assert file.root is not None
    assert read_invited(file.root) == Invited(("n01",), (), ("station",))
    assert str(file.faults[0]) == 'x.toml:1: kinds: "vilage" is no kind; did you mean "village"?'
