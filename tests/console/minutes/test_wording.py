"""Words of the minutes."""

from __future__ import annotations

import pytest

from console.desk.minutes import MARKED
from console.minutes.entry import Entry
from console.minutes.wording import LAYOUTS, mark_words
from media.hub import scene
from tests.console.minutes.conftest import at

QUIET = (
    "layout", "voice_switch_on", "voice_switch_off", "screen_allowed", "screen_forbidden",
    "caption",
)  # fmt: skip


@pytest.mark.parametrize("act", [*sorted(MARKED), *QUIET])
def test_every_mark_has_chinese_words(act: str) -> None:
    words = mark_words(Entry(at(0), act, "n01", "文"), "丁家湾村")
    assert act not in words
    assert not {"{", "}"} & set(words)


def test_what_is_told_besides_stands_behind() -> None:
    assert mark_words(Entry(at(0), "floor_given", "n01", "二号议题"), "丁家湾村") == (
        "请丁家湾村发言（二号议题）"
    )
    assert mark_words(Entry(at(0), "broadcast_on", "n01"), "丁家湾村") == "广播丁家湾村"
    assert mark_words(Entry(at(0), "muted_all", text="forced"), "") == "全场静音（不准自行解除）"
    assert mark_words(Entry(at(0), "roll_call", "n01", result="no_sound"), "丁家湾村") == (
        "点名丁家湾村：无声音"
    )
    assert mark_words(Entry(at(0), "recording", result="failed"), "") == "录像失败"
    assert mark_words(Entry(at(0), "novel", "n01", "x"), "丁") == "novel 丁 x"


def test_every_layout_has_a_name() -> None:
    assert LAYOUTS.keys() == scene.LAYOUTS.keys()
    assert mark_words(Entry(at(0), "layout", text="1+5"), "") == "画面布局：1+5 画面"
