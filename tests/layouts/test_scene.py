from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.format import WallFaults
from layouts.scene import Scene, ScreenPlan, dump_scene, in_order, parse_scene
from tests.layouts.made import TEXTS, VALUES

FLOOD = """\
format = 1
title = "汛期"
default = "3x3"

[screens.left]
layout = "1+7"
tour = "河道夜巡"

[screens."HDMI 2"]
layout = "8x8"
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(WallFaults) as caught:
        parse_scene(text, "x")
    return [str(fault) for fault in caught.value.faults]


def test_a_scene_names_the_layout_of_each_screen() -> None:
    scene = parse_scene(FLOOD, "flood", "/f")
    plans = {"left": ScreenPlan("1+7", "河道夜巡"), "HDMI 2": ScreenPlan("8x8")}
    assert scene == Scene("flood", plans, "3x3", "汛期", "/f")
    assert dump_scene(scene) == FLOOD


names = st.sampled_from([*TEXTS, "3x3"])
extras = st.dictionaries(st.sampled_from(["zzz", "x-y", "丁"]), st.sampled_from(VALUES), max_size=2)
plans = st.builds(ScreenPlan, names, st.none() | names, extras)


@given(st.dictionaries(names, plans, min_size=1), names, names, extras)
def test_what_is_written_is_read_again(
    screens: dict[str, ScreenPlan], default: str, title: str, extra: dict[str, object]
) -> None:
    scene = Scene("x", screens, default, title, "", extra)
    assert parse_scene(dump_scene(scene), "x") == scene


def test_mistakes_are_told_by_line_and_key() -> None:
    assert faults_of("format = 1\n") == [
        'x.toml: screens: is missing: [screens.NAME] with layout = "…", or default = "…"'
    ]
    assert faults_of('[screens.left]\ntor = "a"\nlayout = 3\n') == [
        'x.toml:2: screens.left.tor: is no key here; did you mean "tour"?',
        "x.toml:3: screens.left.layout: needs a text, not 3",
    ]
    assert "is missing: the name" in faults_of("[screens.left]\n")[0]
    assert "33 screens" in faults_of("\n".join(f"[screens.s{n}]\nlayout='a'" for n in range(33)))[0]


def test_scenes_stand_in_their_order() -> None:
    named = [parse_scene(f'order = {n}\ndefault = "3x3"', name) for n, name in ((2, "a"), (1, "b"))]
    assert [scene.name for scene in in_order(named)] == ["b", "a"]
    assert parse_scene(dump_scene(named[0]), "a") == named[0]
