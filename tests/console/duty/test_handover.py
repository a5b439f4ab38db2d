"""Handing over a shift."""

from __future__ import annotations

from datetime import datetime

import pytest

from console.duty.handover import MOST_LINES, Standing, handover, last, standing_of

STANDING = Standing(
    ("石埠桥险情",), ("0031 占道经营 超时 2 时", "0032"), (), ("防汛会商",), ("回电",)
)


def test_what_was_handed_over_is_read_again(eight: datetime) -> None:
    entry = handover(eight, "白班", " 王芳 ", "陈刚", STANDING, " 夜间巡查 ")
    assert (entry.kind, entry.text, entry.who) == ("handover", "夜间巡查", "王芳")
    assert (entry.says("by"), entry.says("to"), entry.says("shift")) == ("王芳", "陈刚", "白班")
    assert standing_of(entry) == STANDING


@pytest.mark.parametrize(
    ("by", "to", "missing"), [("", "陈刚", "by"), ("王芳", " ", "to"), ("王芳", "王芳", "same")]
)
def test_two_names_are_needed(eight: datetime, by: str, to: str, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        handover(eight, "", by, to, STANDING, "")


def test_a_long_list_is_cut_and_says_so(eight: datetime) -> None:
    many = Standing(overdue=tuple(f"案\n{n}" for n in range(MOST_LINES + 5)))
    kept = standing_of(handover(eight, "", "王芳", "陈刚", many, ""))
    assert len(kept.overdue) == MOST_LINES + 1
    assert (kept.overdue[0], kept.overdue[-1]) == ("案 0", "… +5")


def test_the_last_one_is_the_newest(eight: datetime) -> None:
    first = handover(eight, "", "王芳", "陈刚", STANDING, "")
    assert last([first]) is first
    assert last([]) is None
