"""Who hears what in 20 ms."""

from __future__ import annotations

import numpy as np

from media.hub.routing import route
from media.sound import SAMPLES, Samples


def block(level: int) -> Samples:
    return np.full(SAMPLES, level, np.int16)


def level(samples: Samples) -> int:
    return int(samples[0])


def test_everybody_hears_all_others() -> None:
    routed = route({"n01": block(100), "n02": block(20)}, block(3), None)
    assert level(routed.room) == 120
    assert level(routed.shared) == 123
    assert {node: level(own) for node, own in routed.own.items()} == {"n01": 23, "n02": 103}


def test_a_private_word_is_heard_by_two_and_the_others_go_on() -> None:
    routed = route({"n01": block(100), "n02": block(20), "n03": block(5)}, block(3), "n01")
    assert level(routed.room) == 100
    assert level(routed.shared) == 25
    assert {n: level(own) for n, own in routed.own.items()} == {"n01": 3, "n02": 5, "n03": 20}


def test_a_private_site_that_is_silent_hears_the_room_and_the_room_nobody() -> None:
    routed = route({"n02": block(20)}, block(3), "n01")
    assert (level(routed.room), level(routed.shared), level(routed.own["n01"])) == (0, 20, 3)
    silent = route({}, None, None)
    assert (level(silent.room), level(silent.shared), dict(silent.own)) == (0, 0, {})
