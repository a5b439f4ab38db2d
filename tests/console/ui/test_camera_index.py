from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.site.pinyin import readings
from console.ui.camera_index import CameraIndex, spans

TEXTS = [
    ["丁家湾村口桥头", "c01", "丁家湾村/网格001"],
    ["重庆路长春巷", "c02", "集市社区"],
    ["农贸市场东门", "gate-3", ""],
    ["绿化带 West", "C04", "石塘村"],
]
INDEX = CameraIndex(TEXTS, readings)


def test_initials_and_full_pinyin_find_a_name() -> None:
    for typed in ("djw", "dingjiawan", "dingj", "丁jw", "DJW", "djwck", "ｄｊｗ"):
        assert INDEX.find(typed) == {0}, typed
    assert INDEX.find("djx") == set()


def test_every_reading_of_a_character_is_one() -> None:
    for typed in ("cqlccx", "zqlzcx", "chongqing", "zhongqingluzhang"):
        assert INDEX.find(typed) == {1}, typed


def test_u_with_dots_is_typed_v_or_u() -> None:
    assert INDEX.find("lvhua") == INDEX.find("luhua") == {3}


def test_ids_groups_and_letters_match_as_they_are() -> None:
    assert INDEX.find("C0") == {0, 1, 3}
    assert INDEX.find("gate-3") == {2}
    assert INDEX.find("网格") == {0}
    assert INDEX.find("west") == {3}
    assert INDEX.find("shichang") == {2}
    assert INDEX.find("") == {0, 1, 2, 3}


def test_a_match_does_not_reach_from_one_text_into_the_next() -> None:
    assert INDEX.find("头c01") == set()
    assert CameraIndex([["ab"], ["cd"]], readings).find("bc") == set()


def test_no_entry_is_no_match() -> None:
    assert CameraIndex([], readings).find("a") == set()


def test_the_matched_letters_are_told() -> None:
    assert spans("河边丁家湾村口", ["djw", "口"], readings) == [(2, 5), (6, 7)]
    assert spans("丁家湾", ["dingj"], readings) == [(0, 2)]
    assert spans("丁家湾", ["x"], readings) == []


@given(st.lists(st.text("丁家湾重ab1", min_size=1, max_size=6), min_size=1, max_size=6), st.data())
def test_what_has_matched_letters_is_found_and_nothing_else(
    names: list[str], data: st.DataObject
) -> None:
    typed = data.draw(st.text("dingjawzhoc丁1b", min_size=1, max_size=6))
    index = CameraIndex([[name] for name in names], readings)
    assert index.find(typed) == {
        n for n, name in enumerate(names) if spans(name, [typed], readings)
    }


@given(st.text("丁家湾重庆ab", min_size=1, max_size=6), st.data())
def test_the_first_letters_of_any_readings_find_a_name(name: str, data: st.DataObject) -> None:
    typed = "".join(data.draw(st.sampled_from(readings(c) or (c,)))[0] for c in name)
    assert CameraIndex([[name]], readings).find(typed) == {0}
