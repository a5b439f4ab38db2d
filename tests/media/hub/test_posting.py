"""What is written and rung."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.posting import WRITE_EVERY_S, plain
from tests.media.hub.test_attendance import acts, room_of
from tests.media.hub.test_room import do


def test_a_message_goes_to_one_or_all_who_are_called_and_is_kept() -> None:
    room = room_of("n01", "n02")
    do(room, h.Arrived("n03", standby=True))
    assert do(room, c.Send(None, "请准备"), now=2.0) == [
        c.Deliver("n01", "请准备", 2.0), c.Deliver("n02", "请准备", 2.0),
    ]  # fmt: skip
    assert do(room, c.Send("n03", " 请\n加入 ")) == [c.Deliver("n03", "请 加入", 0.0)]
    do(room, c.Wrote("n01", "收到"))
    kept = room.view().conduct.messages
    assert [(one.sender, one.to, one.text) for one in kept] == [
        (None, None, "请准备"), (None, "n03", "请 加入"), ("n01", None, "收到"),
    ]  # fmt: skip
    assert isinstance(do(room, c.Send("n01", " \n"))[0], h.Refuse)


def test_a_site_that_writes_without_end_is_cut_and_the_oldest_are_forgotten() -> None:
    room = room_of("n01")
    for number in range(200):
        do(room, c.Wrote("n01", str(number)), now=number * WRITE_EVERY_S / 2)
    kept = room.view().conduct.messages
    assert len(kept) == c.MOST_MESSAGES
    assert kept[-1].text == "198"


def test_banner_caption_and_bell() -> None:
    room = room_of("n01", "n02")
    do(room, c.SetBanner("防汛" * 60))
    assert len(room.view().conduct.banner) == c.LONGEST_BANNER
    for _ in range(2):
        do(room, c.SetCaption(" 请各村\n汇报水位 "))
    assert room.view().conduct.caption == "请各村 汇报水位"
    assert do(room, c.Bell()) == [c.Ding("n01"), c.Ding("n02")]
    assert do(room, c.Bell("n02")) == [c.Ding("n02")]
    assert acts(room) == [("banner", None), ("caption", None), ("bell", None), ("bell", "n02")]
    do(room, h.End())
    assert isinstance(do(room, c.SetCaption("x"))[0], h.Refuse)
    do(room, h.Start("k2", ("n01",)))
    assert room.view().conduct.caption == ""


@given(st.text(), st.integers(1, 80))
def test_what_is_kept_is_one_line_that_can_be_shown(text: str, longest: int) -> None:
    kept = plain(text, longest)
    assert len(kept) <= longest
    assert kept.isprintable()
    assert plain(kept, longest) == kept
