from __future__ import annotations

from media.hub import orders
from media.hub.chairing import Conduct
from media.hub.program_words import said


def site(**more: object) -> orders.SiteOrder:
    return orders.site({"name": "运河镇", "nodes": [], **more})


def test_a_real_room_that_is_not_recorded_has_no_mark() -> None:
    words = said(site(), Conduct(), recorded=False)
    assert (words.title, words.simulated, words.banner, words.caption) == ("运河镇", "", "", "")


def test_what_is_simulated_and_recorded_says_both_and_the_strips_are_the_chairs() -> None:
    chaired = Conduct(banner="FLOOD", caption="Gate 3 opens at 14:00")
    words = said(site(simulated=True, language="en"), chaired, recorded=True)
    assert words.simulated == "模拟 SIMULATED  ● recording"
    assert (words.banner, words.caption) == ("FLOOD", "Gate 3 opens at 14:00")
    assert words.line == "In session · waiting for sites"
