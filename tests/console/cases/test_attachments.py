from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.attachments import (
    MOST_ATTACHMENTS,
    Attachment,
    attachments_of,
    duplicate_of,
)
from console.cases.case import Case, CaseId


def test_pictures_are_told_from_other_things(case_of: Callable[..., Case]) -> None:
    told = [
        {"name": "桥东.jpg", "url": "https://p.example/1", "kind": "image"},
        {"name": "", "url": "https://p.example/a/2.PNG", "kind": ""},
        {"name": "记录.pdf", "url": "https://p.example/3", "kind": "file"},
    ]
    assert attachments_of(case_of(raw={"attachments": told})) == (
        Attachment("桥东.jpg", "https://p.example/1", True),
        Attachment("2.PNG", "https://p.example/a/2.PNG", True),
        Attachment("记录.pdf", "https://p.example/3", False),
    )


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "ftp://p.example/a", "https://", "https://u:p@p.example/a",
     "http://[", "https://p.example:0/", "https://p.example/" + "x" * 3000, 3, None],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_is_left_out(
    case_of: Callable[..., Case], url: Any
) -> None:
    told = [{"name": "a.jpg", "url": url, "kind": "image"}]
    assert attachments_of(case_of(raw={"attachments": told})) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=6), inside),
    max_leaves=12,
)


@given(JSON)
def test_whatever_is_told_is_no_trouble(told: Any) -> None:
    case = Case(
        CaseId("c"), 1, "", "", "", "", "", "", "", "", "", None, None,
        raw={"attachments": told, "duplicate_of": told},
    )  # fmt: skip
    assert len(attachments_of(case)) <= MOST_ATTACHMENTS
    duplicate_of(case)


def test_what_it_repeats_is_named(case_of: Callable[..., Case]) -> None:
    assert duplicate_of(case_of(raw={"duplicate_of": "c-9"})) == "c-9"
    assert duplicate_of(case_of()) is None
