from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.spoilage import Spoilage
from media.unit import AccessUnit

KINDS = st.sampled_from(("key", "reference", "leaf"))
FATES = st.sampled_from(("whole", "whole", "whole", "corrupt", "refused", "swallowed"))


def unit(kind: str) -> AccessUnit:
    return AccessUnit(b"", kind == "key", False, 0, None, reference=kind != "leaf")


KEY, REFERENCE, LEAF = unit("key"), unit("reference"), unit("leaf")


def shown(spoilage: Spoilage, of: AccessUnit, fate: str = "whole", prompt: bool = True) -> bool:
    """Whether a picture of the unit is on the screen, after a decoder that does this with it."""
    if not spoilage.lets_in(of):
        return False
    if fate == "refused":
        spoilage.refused(of)
        return False
    spoilage.took(of, prompt)
    return fate != "swallowed" and spoilage.is_whole(of, fate == "corrupt", of.key)


@given(st.lists(st.tuples(KINDS, FATES), max_size=60))
def test_nothing_is_shown_that_builds_on_a_picture_which_did_not_come_whole(
    stream: list[tuple[str, str]],
) -> None:
    spoilage, sound = Spoilage(), False
    for kind, fate in stream:
        if fate == "swallowed" and kind != "key":
            fate = "whole"  # a decoder gives something for each other unit it takes
        on_screen = shown(spoilage, unit(kind), fate)
        if kind == "key":
            sound = fate == "whole"
        assert on_screen == (sound and fate == "whole")
        if kind == "reference" and fate != "whole":
            sound = False


def test_what_builds_on_a_key_picture_that_never_came_out_is_not_shown() -> None:
    spoilage = Spoilage()
    assert shown(spoilage, KEY)
    assert not shown(spoilage, KEY, "swallowed")
    assert not shown(spoilage, REFERENCE)
    assert shown(spoilage, KEY)
    assert shown(spoilage, REFERENCE)


def test_damage_to_a_picture_that_none_builds_on_is_its_own() -> None:
    spoilage = Spoilage()
    assert shown(spoilage, KEY)
    assert not shown(spoilage, LEAF, "corrupt")
    assert not shown(spoilage, LEAF, "refused")
    assert shown(spoilage, REFERENCE)


def test_what_a_decoder_held_back_is_shown_though_a_key_picture_went_in() -> None:
    spoilage = Spoilage()
    assert shown(spoilage, KEY, prompt=False)
    spoilage.took(KEY, False)
    assert spoilage.is_whole(REFERENCE, False, False)
    assert spoilage.is_whole(KEY, False, True)


def test_what_was_held_back_before_damage_was_seen_is_left_out_and_the_key_picture_is_shown() -> (
    None
):
    spoilage = Spoilage()
    assert shown(spoilage, KEY, prompt=False)
    assert not shown(spoilage, REFERENCE, "corrupt", prompt=False)
    spoilage.took(KEY, False)
    assert not spoilage.is_whole(REFERENCE, False, False)
    assert spoilage.is_whole(KEY, False, True)
    assert shown(spoilage, REFERENCE, prompt=False)


def test_pictures_before_the_first_key_picture_in_time_do_not_cost_those_behind_it() -> None:
    spoilage = Spoilage()
    spoilage.took(KEY, False)
    assert not spoilage.is_whole(REFERENCE, True, False)
    assert spoilage.is_whole(KEY, False, True)
    assert shown(spoilage, REFERENCE, prompt=False)


def test_a_key_picture_of_two_fields_comes_with_the_second() -> None:
    spoilage = Spoilage()
    spoilage.took(KEY, True)
    spoilage.took(REFERENCE, True)
    assert spoilage.is_whole(REFERENCE, False, True)
    assert shown(spoilage, REFERENCE)
