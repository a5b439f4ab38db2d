"""What is written and rung."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from media.hub import chairing as c
from media.hub import happening as h
from media.hub import orders, reports
from media.hub.posting import WRITE_EVERY_S, plain
from media.hub.room import Room
from tests.media.hub.test_attendance import acts, room_of
from tests.media.hub.test_room import SEATS, do


def test_a_message_goes_to_one_or_all_who_are_called_and_is_kept() -> None:
    room = room_of("n01", "n02")
    do(room, h.Arrived("n03", standby=True))
    assert do(room, c.Send(None, "请准备"), now=2.0) == [
        c.Deliver("n01", "请准备", 2.0), c.Deliver("n02", "请准备", 2.0),
    ]  # fmt: skip
    assert do(room, c.Send("n03", " 请\n加入 ")) == [c.Deliver("n03", "请 加入", 0.0)]
    assert do(room, c.Wrote("n01", "收到"), now=3.0) == [c.Keep("n01", "收到", 3.0)]
    assert do(room, c.Wrote("n01", "快"), now=3.1) == []  # too soon: nobody is told it was kept
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


def recalled(orders: list[h.Order]) -> list[tuple[str, list[str]]]:
    return [
        (order.node, [letter.text for letter in order.letters])
        for order in orders
        if isinstance(order, c.Recall)
    ]


def test_a_page_that_comes_back_is_told_what_concerned_it_and_nothing_else() -> None:
    room = room_of("n01", "n02")
    do(room, c.Send(None, "请准备"), c.Send("n02", "只给二村"), c.Wrote("n01", "桥头进水"))
    do(room, h.Gone("n01", by_itself=False), c.Send("n01", "已派人"), now=1.0)
    assert recalled(do(room, h.Arrived("n01", standby=False), now=2.0)) == [
        ("n01", ["请准备", "桥头进水", "已派人"]),
    ]  # fmt: skip
    assert do(room, h.Arrived("n02", standby=True)) == [
        c.Recall("n02", tuple(room.view().conduct.messages[:2])), h.Ring("n02"),
    ]  # fmt: skip
    assert do(room, h.Arrived("n01", standby=False, page=False)) == []  # an encoder reads nothing
    do(room, h.End())
    assert do(room, h.Arrived("n01", standby=False)) == []


def test_who_is_called_in_later_is_told_what_went_to_all_and_who_waits_is_not() -> None:
    room = room_of("n01")
    do(room, c.Send(None, "请准备"), c.Send("n03", "请加入"))
    assert recalled(do(room, h.Arrived("n02", standby=True))) == []
    assert recalled(do(room, h.Arrived("n03", standby=False))) == [("n03", ["请加入"])]
    assert recalled(do(room, h.Call("n02"))) == [("n02", ["请准备"])]
    assert recalled(do(room, h.Call("n02"))) == []  # it has them
    do(room, h.Offered("n03"))
    assert recalled(do(room, h.Admit("n03"))) == [("n03", ["请准备", "请加入"])]
    assert recalled(do(room, h.Call("n04"))) == []  # it is told when it arrives
    assert recalled(do(room, h.Arrived("n04", standby=True))) == [("n04", ["请准备"])]


def test_a_hub_that_was_started_anew_tells_those_who_were_quicker_than_its_conference() -> None:
    before = room_of("n01", "n02")
    do(before, c.Send(None, "请准备"), c.Send("n02", "只给二村"))
    told = json.loads(json.dumps(reports.conference(before.view(), (), {}, {})))
    room = Room()
    do(room, h.Roster(SEATS), h.Arrived("n01", standby=False))
    assert recalled(do(room, orders.restore(told))) == [("n01", ["请准备"])]
    assert recalled(do(room, h.Arrived("n02", standby=False))) == [("n02", ["请准备", "只给二村"])]


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
