from __future__ import annotations

from console.cases.book import CaseBook
from console.cases.case import About, Category, LinkState, Named, PlatformKind
from console.cases.linking import NOT_CONNECTED, merged_about, worst_link

KIND = PlatformKind("service", "便民服务", "#123456")


def test_the_worst_link_is_that_which_is_down_the_longest() -> None:
    assert worst_link({}) == NOT_CONNECTED
    links = {
        "": LinkState("live", since=1),
        "a": LinkState("offline", since=9, feed="a"),
        "b": LinkState("offline", since=3, feed="b"),
        "c": LinkState("stale", since=2, feed="c"),
    }
    assert worst_link(links).feed == "b"


def test_sources_together_are_one_about_with_each_name_once() -> None:
    own = About("镇平台", False, (KIND,), ("red",), categories=(Category("1", "x", "service"),))
    other = About(
        "311", True, (PlatformKind("service", "else", ""), PlatformKind("311", "311", "")),
        sources=(Named("311", "311"),), categories=(Category("1", "x", "market"),), feed="311",
    )  # fmt: skip
    merged = merged_about({"311": other, "": own})
    assert merged is not None
    assert merged.name == "镇平台"
    assert merged.simulated
    assert [kind.id for kind in merged.platforms] == ["service", "311"]
    assert merged.platforms[0] == KIND
    assert len(merged.categories) == 2
    assert merged_about({}) is None


def test_the_book_keeps_a_link_for_each_source() -> None:
    book = CaseBook()
    changes = book.apply([LinkState("live"), LinkState("stale", feed="311")])
    assert changes.link
    assert (book.link.state, book.worst_link.state) == ("live", "stale")
    assert set(book.links) == {"", "311"}
    assert not book.apply([LinkState("stale", feed="311")])
