from __future__ import annotations

from console.ui.broadcast_choice import Broadcastable, broadcastable
from tests.console.ui.test_conference_strip import conference, node

GATE = {"source": "camera:c07", "name": "村口球机", "state": "live"}


def test_the_first_of_the_chosen_and_what_is_shared() -> None:
    told = conference(node("n01"), node("n02"), share=GATE)
    shared = Broadcastable("camera:c07", "村口球机")
    assert broadcastable(told, []) == [shared]
    assert broadcastable(told, ["n02", "n01"]) == [Broadcastable("node:n02", "村n02"), shared]


def test_a_sites_own_screen_is_seen_by_everybody_as_it_is() -> None:
    told = conference(node("n01"), share={**GATE, "source": "node:n01"})
    assert broadcastable(told, []) == []
    assert broadcastable(conference(node("n01")), []) == []
