from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Place
from console.cases.notices import (
    FLOOD,
    FLOOD_IN,
    LONGEST_SHELVED,
    MOST_WAITING,
    REPEAT,
    Notices,
)
from tests.console.cases.conftest import NOW

CaseMaker = Callable[..., Case]
HERE = Place(120.19, 30.47)
SECOND = timedelta(seconds=1)


@pytest.fixture
def new(case_of: CaseMaker) -> Callable[..., Case]:
    """Cases that have nothing to do with each other, unless told so."""
    made: list[int] = []

    def make(**fields: Any) -> Case:
        made.append(1)
        name = f"c-{len(made)}"
        usual = {"id": CaseId(name), "category_code": name, "level": "orange", "place": HERE}
        return case_of(**{**usual, **fields})

    return make


def test_what_was_there_before_is_no_news(new: CaseMaker, now: datetime) -> None:
    notices, case = Notices(), new()
    notices.learn([case])
    assert notices.take([case], [], now).sound is None
    assert not notices.waiting


def test_a_new_case_sounds_once_and_waits_until_it_is_acknowledged(
    new: CaseMaker, now: datetime
) -> None:
    notices, case = Notices(), new(title="占道")
    news = notices.take([case], [], now)
    assert (news.sound, news.title, news.new) == ("orange", "占道", (case.id,))
    assert notices.newest() == case.id
    assert notices.take([case], [], now + SECOND).new == ()
    assert notices.acknowledge(case.id, "王", now) == [case.id]
    assert notices.acknowledge(case.id, "李", now) == []
    assert notices.acknowledged[case.id].who == "王"
    assert not notices.waiting
    assert not notices.unseen


def test_one_kind_at_one_place_is_one_storm_with_one_sound(new: CaseMaker, now: datetime) -> None:
    notices = Notices()
    sounds = []
    for second in range(14):
        near = Place(120.19 + second * 1e-5, 30.47)
        case = new(category_code="0301", place=near)
        sounds.append(notices.take([case], [], now + second * SECOND * 30).sound)
    assert sounds == ["orange", *[None] * 13]
    assert len(notices.waiting) == 14
    worse = notices.take([new(category_code="0301", level="red")], [], now + 430 * SECOND)
    assert (worse.sound, worse.count) == ("red", 15)
    done = notices.acknowledge(CaseId("c-3"), "王", now)
    assert len(done) == 15


def test_elsewhere_or_after_a_while_it_is_another_storm(new: CaseMaker, now: datetime) -> None:
    notices = Notices()
    assert notices.take([new(category_code="0301")], [], now).sound
    far = new(category_code="0301", place=Place(120.2, 30.47))
    assert notices.take([far], [], now + timedelta(minutes=2)).sound
    later = new(category_code="0301")
    assert notices.take([later], [], now + timedelta(minutes=40)).sound
    nowhere = [new(category_code="0301", place=None, address="桥东") for _ in range(2)]
    hour = now + timedelta(hours=1)
    assert [notices.take([c], [], hour + n * SECOND * 60).sound for n, c in enumerate(nowhere)] == [
        "orange", None,
    ]  # fmt: skip


def test_a_level_keeps_its_gap_and_a_louder_one_is_not_held_back(
    new: CaseMaker, now: datetime
) -> None:
    notices = Notices()
    assert notices.take([new(level="yellow")], [], now).sound == "yellow"
    assert notices.take([new(level="yellow")], [], now + 5 * SECOND).sound is None
    assert notices.take([new(level="red")], [], now + 6 * SECOND).sound == "red"
    assert notices.take([new(level="blue")], [], now + 7 * SECOND).sound is None


def test_in_a_flood_only_red_is_heard(new: CaseMaker, now: datetime) -> None:
    notices, heard = Notices(), []
    for step in range(18):
        at = now + step * FLOOD_IN / 20
        heard.append(notices.take([new(level="orange")], [], at).sound)
    assert heard.count("orange") == FLOOD
    assert notices.take([new(level="red")], [], now + FLOOD_IN * 0.95).sound == "red"


def test_only_red_is_repeated_until_it_is_acknowledged_or_shelved(
    new: CaseMaker, now: datetime
) -> None:
    notices, red = Notices(), new(level="red")
    notices.take([red, new(level="orange")], [], now)
    assert notices.repeat(now + REPEAT - SECOND) is None
    assert notices.repeat(now + REPEAT) == "red"
    assert notices.repeat(now + REPEAT + SECOND) is None
    until = notices.shelve(red.id, now + REPEAT, timedelta(days=3))
    assert until == now + REPEAT + LONGEST_SHELVED
    assert notices.repeat(until - SECOND) is None
    assert notices.repeat(until) == "red"
    notices.acknowledge(red.id, "王", until)
    assert notices.repeat(until + 9 * REPEAT) is None


def test_what_is_shelved_is_silent_with_its_storm_but_still_waits(
    new: CaseMaker, now: datetime
) -> None:
    notices, first = Notices(), new(category_code="0301", level="red")
    notices.take([first], [], now)
    notices.shelve(first.id, now)
    later = new(category_code="0301", level="red")
    assert notices.take([later], [], now + 20 * SECOND).sound is None
    assert later.id in notices.waiting
    assert notices.repeat(now + 2 * REPEAT) is None


def test_a_case_that_becomes_urgent_is_news_again(new: CaseMaker, case_of: CaseMaker) -> None:
    notices, case = Notices(), new(level="blue")
    notices.learn([case])
    red = case_of(id=case.id, level="red", rev=2)
    assert notices.take([red], [], NOW).sound == "red"


def test_a_closed_case_waits_no_more_and_may_come_back(new: CaseMaker, case_of: CaseMaker) -> None:
    notices, case = Notices(), new()
    notices.take([case], [], NOW)
    notices.take([case_of(id=case.id, status="closed")], [], NOW)
    assert not notices.waiting
    assert notices.take([case_of(id=case.id, status="reopened")], [], NOW + 9 * REPEAT).new
    notices.take([], [case.id], NOW)
    assert not notices.unseen


def test_what_waited_waits_after_a_restart(new: CaseMaker, now: datetime) -> None:
    before, red, gone = Notices(), new(level="red"), new(level="red")
    before.take([red, gone], [], now)
    after = Notices()
    after.learn([red])
    after.wait_again(before.waits())
    assert list(after.waiting) == [red.id]
    assert after.repeat(now + REPEAT) == "red"


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=40))
def test_nothing_is_unseen_that_does_not_wait_or_was_acknowledged(
    steps: list[tuple[int, bool]],
) -> None:
    notices, now = Notices(), NOW
    plain = Case(CaseId("x"), 1, "", "", "", "", "", "", "", "", "handling", "red", None)
    for number, acknowledged in steps:
        now += SECOND
        case_id = CaseId(f"c-{number}")
        if acknowledged:
            notices.acknowledge(case_id, "王", now)
        else:
            notices.take([replace(plain, id=case_id, title=case_id)], [], now)
        assert set(notices.unseen) <= set(notices.waiting)
        assert not set(notices.waiting) & set(notices.acknowledged)


def test_seeing_is_not_acknowledging(new: CaseMaker, now: datetime) -> None:
    notices, case, other = Notices(), new(), new()
    notices.take([case, other], [], now)
    assert notices.see(case.id)
    assert not notices.see(case.id)
    assert notices.see_all() == [other.id]
    assert len(notices.waiting) == 2


def test_what_waits_has_a_limit_and_the_oldest_goes(case_of: CaseMaker, now: datetime) -> None:
    notices = Notices()
    cases = [case_of(id=CaseId(f"c-{n}"), category_code="1") for n in range(MOST_WAITING + 3)]
    notices.take(cases, [], now)
    assert len(notices.waiting) == MOST_WAITING
    assert notices.dropped == 3
