from __future__ import annotations

import copy
import pickle

import pytest

from media.secret import Secret


def test_no_way_of_printing_shows_it() -> None:
    secret = Secret("geheim")
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r:>20}", str([secret])]
    assert not any("geheim" in text for text in shown)
    assert secret.reveal() == "geheim"


def test_it_is_neither_pickled_nor_copied_by_accident() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("geheim"))
    with pytest.raises(TypeError):
        copy.deepcopy(Secret("geheim"))


def test_equal_secrets_are_equal() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a")}) == 1
