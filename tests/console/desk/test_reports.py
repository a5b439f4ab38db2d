from __future__ import annotations

import pytest

from console.desk.reports import figures_in, state_in, state_word
from console.ui.feed import Figures
from media.source import Connecting, Live, Lost, Off, Stale, Trouble


def test_each_state_of_the_protocol_has_its_value() -> None:
    assert state_in({"state": "off"}) == Off()
    assert state_in({"state": "connecting"}) == Connecting()
    assert state_in({"state": "live"}) == Live(0.0)
    lost = {"state": "lost", "trouble": "unauthorized", "detail": "cam", "retry_at": 12.5}
    assert state_in(lost) == Lost(Trouble.UNAUTHORIZED, "cam", 12.5)


def test_a_trouble_nobody_knows_is_still_lost() -> None:
    assert state_in({"state": "lost", "trouble": "moon"}) == Lost(Trouble.PROTOCOL)


def test_a_state_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="asleep"):
        state_in({"state": "asleep"})


def test_missing_figures_stay_zero() -> None:
    assert figures_in({"codec": "h264", "size": None}) == Figures(codec="h264")
    assert figures_in({"size": [640, 360], "fps": 25}).width == 640
    told = figures_in({"held_back": 2, "key_interval_s": 2.5})
    assert (told.held_back, told.key_interval_s) == (2, 2.5)
    assert figures_in({"held_back": None, "key_interval_s": None}) == Figures()
    told = figures_in({"errors": 5, "lost_packets": 30, "newest_at": 7.5})
    assert told == Figures(errors=5, lost_packets=30, newest_at=7.5)
    told = figures_in({"transport": "tcp", "instead_of": None})
    assert told == Figures(transport="tcp")
    assert figures_in({"transport": "udp", "instead_of": "tcp"}).instead_of == "tcp"


def test_every_state_has_its_word() -> None:
    states = (Off(), Connecting(), Live(0.0), Stale(3.0), Lost(Trouble.REFUSED))
    assert [state_word(state) for state in states] == ["off", "connecting", "live", "stale", "lost"]
