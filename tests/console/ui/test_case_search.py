from __future__ import annotations

from collections.abc import Callable

from console.cases.case import Case, CaseId, Place
from console.site.pinyin import readings
from console.ui.case_search import MANY, CaseSearch


def test_a_case_is_found_by_number_words_address_and_pinyin(make_case: Callable[..., Case]) -> None:
    cases = [
        make_case("a", title="河道漂浮物", number="2026-1123-0007", place=None, address="石埠桥东"),
        make_case(
            "b", title="占道经营", text="农贸市场门口ABC", place=Place(120, 30, grid="集市-07")
        ),
    ]
    search = CaseSearch(readings)
    for words, found in (
        ("0007", {"a"}), ("漂浮", {"a"}), ("石埠", {"a"}), ("hdpf", {"a"}), ("shibu", {"a"}),
        ("农贸", {"b"}), ("abc", {"b"}), ("zdjy", {"b"}), ("集市", {"b"}), ("2026", {"a", "b"}),
        ("漂浮 0007", {"a"}), ("漂浮 占道", set()), ("nmsc", set()), ("", {"a", "b"}),
    ):  # fmt: skip
        assert search(cases, words) == found, words


def test_among_a_great_many_the_index_is_kept_until_one_changes(
    make_case: Callable[..., Case],
) -> None:
    cases = [make_case(f"c-{n}", title="河道") for n in range(MANY)]
    search = CaseSearch(readings)
    assert len(search(cases, "hd")) == MANY
    before = search._index
    assert len(search(cases, "hdx")) == 0
    assert search._index is before
    cases[7] = make_case("c-7", title="占道", rev=2)
    assert search(cases, "zd") == {CaseId("c-7")}
