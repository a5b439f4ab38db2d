from __future__ import annotations

import pytest

from console.ui.ptz_words import holder_text, refused_text, state_text
from media.onvif.trouble import Kind, Trouble


@pytest.mark.parametrize("kind", Kind)
def test_every_trouble_has_words_for_its_state_and_for_a_refusal(kind: Kind) -> None:
    assert state_text(kind.value) != kind.value
    assert refused_text(Trouble(kind).text) != Trouble(kind).text or kind is Kind.REFUSED


def test_a_devices_own_words_stay() -> None:
    refused = Trouble(Kind.REFUSED, "no such preset")
    assert state_text("refused", refused.text) == "The device refuses: no such preset"
    assert refused_text(refused.text) == "the device refuses: no such preset"


def test_who_has_it_is_told() -> None:
    assert refused_text("leader steers it") == "the leader has it; wait until it is free"
    assert refused_text("something else") == "something else"
    assert holder_text({"held_by": None}) == ""
    by = {"rank": "chair", "who": "control"}
    assert holder_text({"held_by": by, "free_in_s": 12.2}) == "the chair steers it, free in 12 s"
    assert holder_text({"held_by": {"rank": "operator", "who": "window"}}) == "You steer it"
    assert holder_text({"held_by": by, "patrol": ["1"]}) == "A patrol goes round"
