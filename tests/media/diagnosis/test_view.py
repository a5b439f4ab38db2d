from __future__ import annotations

import json

import pytest

from media.diagnosis.baseline import SETTLED
from media.diagnosis.thresholds import Thresholds
from media.diagnosis.view import UNKNOWN, View
from tests.media.diagnosis.scenes import made
from tests.stage.looks import measured

HOME, ELSEWHERE = measured(made(1)), measured(made(2))


def settled() -> View:
    view = View()
    view.refer_to(HOME)
    return view


def test_a_turned_view_is_compared_with_nothing_until_it_shows_its_reference() -> None:
    view = settled()
    view.turn()
    assert view.judged_by is UNKNOWN
    view.come_back(ELSEWHERE, Thresholds())
    assert view.away
    view.come_back(HOME, Thresholds())
    assert not view.away
    assert view.judged_by is view.usual
    assert UNKNOWN.looks == 0


def test_what_is_half_learned_at_a_turn_is_forgotten_and_a_reference_is_not() -> None:
    view = View()
    for at in range(SETTLED - 1):
        view.learn(HOME, None, float(at))
    view.turn()
    assert (view.away, view.usual.looks) == (False, 0)
    kept = settled()
    kept.turn()
    assert (kept.away, kept.usual.looks) == (True, SETTLED)


def test_what_is_written_is_read_again() -> None:
    view = settled()
    view.turn()
    again = View.parse(json.loads(json.dumps(view.dump())))
    assert again.away
    again.come_back(HOME, Thresholds())
    assert not again.away
    with pytest.raises(ValueError, match="away must be true or false, not None"):
        View.parse(view.usual.dump())
