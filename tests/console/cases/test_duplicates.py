from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases import duplicates
from console.cases.case import Case, CaseId, Place
from console.cases.duplicates import Duplicates
from console.cases.joined import pair_of

Make = Callable[..., Case]
A, B = CaseId("a"), CaseId("b")

# (class, platform, the same told in two ways, one list per way)
KINDS = (
    (
        "0113",
        "governance",
        "河道漂浮物|河里有漂浮垃圾",
        "水面大片水葫芦|石桥下都是水葫芦",
    ),
    ("0103", "enforcement", "暴露垃圾|垃圾堆没人清", "路边垃圾堆了好几天|垃圾堆在路边没人收"),
    ("0106", "enforcement", "占道经营|摊贩占道", "几个摊贩占了人行道|人行道被摊贩占了走不了"),
    ("0201", "governance", "邻里纠纷|两户人家吵架", "因为围墙起争执|两家因围墙吵起来"),
    ("0305", "market", "食品过期|超市卖过期食品", "货架上有过期牛奶|买到过期牛奶要求处理"),
    ("0402", "service", "路灯不亮|路灯坏了", "一排路灯晚上不亮|晚上路灯全黑不亮"),
    ("0107", "enforcement", "违法搭建|搭违章棚子", "屋顶搭建彩钢棚|楼顶上搭彩钢棚"),
    ("0115", "service", "井盖缺失|井盖没了", "雨水井盖丢失有危险|雨水井盖不见了很危险"),
)
WHERE = [
    "石埠桥东",
    "柳湾村口",
    "丁家湾小学",
    "河西菜场",
    "新桥路",
    "工业园北",
    "卫生院旁",
    "老街口",
]


def a_town(
    case_of: Make, now: datetime, seed: int, half_m: float
) -> tuple[list[Case], set[tuple[str, str]]]:
    """600 events of four days in a square, 200 of them reported to two sources in other words."""
    dice = random.Random(seed)
    cases: list[Case] = []
    truth = set()
    for number in range(600):
        code, platform, *told = dice.choice(KINDS)
        titles, texts = (each.split("|") for each in told)
        x, y = dice.uniform(-half_m, half_m), dice.uniform(-half_m, half_m)
        at = now - timedelta(hours=dice.uniform(0, 96))
        where = dice.choice(WHERE)
        for report in range(2 if number < 200 else 1):
            method, accuracy = dice.choice([("gps", 15.0), ("address", 40.0), ("map", 15.0)])
            way = report if dice.random() < 0.8 else 0
            foreign = report == 1
            cases.append(
                case_of(
                    id=CaseId(f"w:{number}" if foreign else f"{number}"),
                    feed="w" if foreign else "",
                    source="wangge" if foreign else "pingan",
                    category_code=code if dice.random() < 0.85 else "",
                    category="", platform=platform,
                    title=f"{where}{titles[way]}" if dice.random() < 0.7 else titles[way],
                    text=texts[way] if dice.random() < 0.8 else "",
                    place=Place(
                        120.19 + (x + dice.gauss(0, accuracy / 1.5)) / 95_950,
                        30.47 + (y + dice.gauss(0, accuracy / 1.5)) / 110_860, accuracy, method,
                    ),
                    reported_at=at + report * timedelta(minutes=dice.uniform(0, 120)),
                )
            )  # fmt: skip
        if number < 200:
            truth.add((f"{number}", f"w:{number}"))
    dice.shuffle(cases)
    return cases, truth


def finder_of(cases: list[Case]) -> Duplicates:
    finder = Duplicates()
    finder.take(cases, ())
    while finder.step(50):
        pass
    return finder


@pytest.mark.parametrize(
    ("half_m", "least_precision", "least_recall"), [(3000, 0.97, 0.9), (700, 0.7, 0.9)]
)
def test_of_a_made_town_most_pairs_are_found_and_few_are_wrong(
    case_of: Make, now: datetime, half_m: float, least_precision: float, least_recall: float
) -> None:
    right = wrong = missed = 0
    for seed in range(2):
        cases, truth = a_town(case_of, now, seed, half_m)
        found = {proposal.pair for proposal in finder_of(cases).proposals()}
        right += len(found & truth)
        wrong += len(found - truth)
        missed += len(truth - found)
    assert right / (right + wrong) >= least_precision
    assert right / (right + missed) >= least_recall


@pytest.fixture
def twice(case_of: Make, now: datetime) -> list[Case]:
    """One event from two sources."""
    one = case_of(id=A, title="路灯不亮", text="一排路灯晚上不亮", place=Place(120.19, 30.47, 15))
    other = replace(
        one, id=B, feed="w", title="路灯坏了", text="晚上路灯不亮",
        place=Place(120.1901, 30.47, 15), reported_at=now - timedelta(hours=3),
    )  # fmt: skip
    return [one, other]


def test_a_proposal_says_why(twice: list[Case]) -> None:
    (proposal,) = finder_of(twice).proposals()
    assert proposal.pair == (A, B)
    told = {reason.what: reason for reason in proposal.reasons}
    assert set(told) == {"place", "class", "words", "time"}
    assert told["place"].value == pytest.approx(9.6, abs=0.5)
    assert told["time"].value == 3600


@pytest.mark.parametrize(
    "other",
    [
        {"place": Place(120.20, 30.47, 15)}, {"reported_at": "late"}, {"status": "closed"},
        {"place": None, "grid": ""}, {"reported_at": None},
        {"category_code": "0999", "platform": "market", "title": "噪声扰民", "text": "夜间施工"},
    ],
)  # fmt: skip
def test_what_is_elsewhere_later_closed_or_of_another_kind_is_none(
    twice: list[Case], now: datetime, other: dict[str, object]
) -> None:
    if other.get("reported_at") == "late":
        other = {"reported_at": now + timedelta(days=3)}
    if "category_code" in other:
        other = {**other, "category": "噪声"}
    changed = replace(twice[1], **other)  # type: ignore[arg-type]
    assert finder_of([twice[0], changed]).proposals() == []


def test_without_a_position_the_grid_is_enough_where_the_words_are_alike(twice: list[Case]) -> None:
    cases = [
        replace(twice[0], grid="g1"), replace(twice[1], place=None, grid="g1", text=twice[0].text)
    ]  # fmt: skip
    (proposal,) = finder_of(cases).proposals()
    assert next(r for r in proposal.reasons if r.what == "place").value is None
    assert finder_of([cases[0], replace(cases[1], grid="g2")]).proposals() == []


def test_a_proposal_goes_with_a_case_and_comes_again_with_its_words(twice: list[Case]) -> None:
    finder = finder_of(twice)
    finder.take([], [B])
    assert finder.proposals() == []
    finder.take(
        [replace(twice[1], title="别的事", text="完全不同", category_code="", category="")], ()
    )
    finder.step(9)
    assert finder.proposals() == []
    finder.take([twice[1]], ())
    finder.step(9)
    assert len(finder.proposals()) == 1
    assert finder.proposals(settled={(A, B)}) == []


def test_a_change_that_is_not_compared_costs_no_work(twice: list[Case]) -> None:
    finder = finder_of(twice)
    finder.take([replace(twice[0], rev=9, status="dispatched")], ())
    assert not finder._todo
    assert len(finder.proposals()) == 1


def test_in_a_town_full_of_cases_few_are_compared(
    case_of: Make, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(1)
    cases = [
        case_of(
            id=CaseId(str(n)), title=dice.choice(WHERE), feed=dice.choice(["", "w"]),
            place=Place(120.19 + dice.uniform(-0.03, 0.03), 30.47 + dice.uniform(-0.03, 0.03), 15),
            reported_at=now - timedelta(hours=dice.uniform(0, 24 * 30)),
        )
        for n in range(4000)
    ]  # fmt: skip
    compared = itertools.count()
    facts = duplicates._facts
    monkeypatch.setattr(duplicates, "_facts", lambda a, b: (next(compared), facts(a, b))[1])
    finder_of(cases)
    assert next(compared) < 600_000  # of 8 million pairs, each looked at from both ends


def test_a_place_that_everything_is_put_to_is_bounded(
    case_of: Make, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "MOST_NEAR", 30)
    plain = case_of(place=Place(120.19, 30.47, 15), reported_at=now)
    cases = [
        replace(plain, id=CaseId(str(n)), feed=f"{n}", title=f"{n}" * 9, category_code=str(n))
        for n in range(duplicates.MOST_NEAR + 50)
    ]
    finder = finder_of(cases)
    assert finder.skipped > 0


def test_of_too_many_proposals_the_likeliest_stay(
    twice: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "MOST_PROPOSALS", 2)
    same = [replace(twice[1], id=CaseId(f"s{n}"), feed=f"s{n}") for n in range(4)]
    best = replace(twice[0], id=CaseId("best"), feed="x")
    finder = finder_of([twice[0], *same, best])
    found = finder.proposals()
    assert len(found) == 2
    assert found[0].pair == pair_of(A, CaseId("best"))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=30))
def test_in_whatever_order_cases_come_the_proposals_are_those_of_the_last_state(
    acts: list[tuple[int, int, bool]],
) -> None:
    at = datetime.fromisoformat("2026-11-23T06:00:00+00:00")
    plain = Case(
        CaseId(""), 1, "", "路灯", "", "service", "0402", "", "", "", "reported", None, None,
        reported_at=at,
    )  # fmt: skip
    finder, state = Duplicates(), {}
    for number, where, gone in acts:
        case_id = CaseId(str(number))
        if gone:
            state.pop(case_id, None)
            finder.take((), [case_id])
        else:
            place = Place(120 + where * 0.001, 30, 15)
            state[case_id] = replace(plain, id=case_id, feed=str(number), place=place)
            finder.take([state[case_id]], ())
        finder.step(2)
    while finder.step(100):
        pass
    assert finder.proposals() == finder_of(list(state.values())).proposals()
