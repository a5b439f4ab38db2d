from __future__ import annotations

from console.site.pinyin import readings


def test_a_character_has_its_readings_without_tones() -> None:
    assert readings("丁")[0] == "ding"
    assert set(readings("重")) == {"zhong", "chong", "tong"}
    assert {"lv", "lu"} <= set(readings("绿"))


def test_what_is_not_chinese_has_none() -> None:
    assert readings("a") == readings("7") == readings("，") == readings("é") == ()
