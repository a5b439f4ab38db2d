from __future__ import annotations

import pytest

from layouts.layout import Layout, every_square
from layouts.numbered import NUMBERED, numbered, room_for, short_list
from layouts.store import load_layouts

PRESETS = load_layouts(None)


@pytest.mark.parametrize("pictures", NUMBERED)
def test_every_number_has_its_preset(pictures: int) -> None:
    found = numbered(PRESETS, pictures)
    assert found is not None
    assert (found.name, len(found.cells)) == (NUMBERED[pictures], pictures)


def test_a_number_without_a_preset_takes_a_layout_that_has_it() -> None:
    own = Layout("own", 3, 1, every_square(3, 1), origin="/site/layouts/own.toml")
    assert numbered({**PRESETS, "own": own}, 3) == own
    assert numbered(PRESETS, 3) is None


def test_a_presets_name_with_another_number_of_cells_is_not_that_number() -> None:
    own = Layout("4x4", 2, 1, every_square(2, 1))
    found = numbered({"4x4": own}, 16)
    assert found is None


@pytest.mark.parametrize(("pictures", "name"), [(0, "1x1"), (5, "3x2"), (17, "5x4"), (900, "8x8")])
def test_pictures_get_the_smallest_even_layout_with_room(pictures: int, name: str) -> None:
    found = room_for(PRESETS, pictures)
    assert found is not None
    assert found.name == name
    assert room_for({}, pictures) is None


def test_the_short_list_is_the_familiar_ones_the_own_ones_and_the_current_one() -> None:
    own = Layout("own", 1, 1, every_square(1, 1), origin="/site/layouts/own.toml")
    listed = [one.name for one in short_list({**PRESETS, "own": own}, "1+12")]
    assert listed == [
        "1x1", "2x2", "1+5", "1+7", "3x3", "1+12", "4x4", "5x5", "6x6", "8x8", "own",
    ]  # fmt: skip
