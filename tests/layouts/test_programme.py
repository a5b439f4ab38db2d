from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.duty_calendar import DayKind, DutyCalendar, Span
from layouts.programme import HandChoice, Programme, Timetable
from layouts.schedule import DAY, Rule, Schedule

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAYS = DutyCalendar(
    [
        Span(date(2026, 10, 1), date(2026, 10, 7), DayKind.HOLIDAY),
        Span(date(2026, 10, 10), date(2026, 10, 10), DayKind.WORKDAY),
    ]
)
DAILY = Rule("日常", days=("workdays",), begin=8 * 60, end=18 * 60)
NIGHT = Rule("夜间", begin=22 * 60, end=6 * 60)
FLOOD = Rule("汛期", priority=5, first_day=date(2026, 7, 1), last_day=date(2026, 7, 31))
RIVER = Rule("", "河道", "left", ("fri",), 20 * 60, 60)


def table(*rules: Rule) -> Timetable:
    return Timetable([Schedule("x", rules)], HOLIDAYS)


def at(text: str, zone: tzinfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_the_scene_follows_the_time_of_day_and_the_kind_of_day() -> None:
    duty = table(DAILY, NIGHT)
    assert duty.on(at("2026-11-23 08:00")).scene == "日常"
    assert duty.on(at("2026-11-23 18:00")).scene == ""
    assert duty.on(at("2026-11-22 12:00")).scene == ""  # a Sunday
    assert duty.on(at("2026-10-02 12:00")).scene == ""  # a Friday of the holiday
    assert duty.on(at("2026-10-10 12:00")).scene == "日常"  # a Saturday that is worked
    assert duty.on(at("2026-11-24 05:59")).scene == "夜间"
    assert duty.on(at("2026-11-24 06:00")).scene == ""


def test_a_range_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    tour = table(RIVER)
    assert tour.on(at("2026-11-27 20:00")).tours == (("left", "河道"),)
    assert tour.on(at("2026-11-28 00:59")).tours == (("left", "河道"),)
    assert tour.on(at("2026-11-28 01:00")).tours == ()
    assert tour.on(at("2026-11-27 00:30")).tours == ()


def test_the_highest_priority_counts_then_what_began_last_then_what_stands_first() -> None:
    assert table(DAILY, FLOOD).on(at("2026-07-01 09:00")).scene == "汛期"
    noon = Rule("午间", begin=12 * 60, end=13 * 60)
    assert table(noon, DAILY).on(at("2026-11-23 12:30")).scene == "午间"
    same = Rule("另", days=("workdays",), begin=8 * 60, end=18 * 60)
    assert table(same, DAILY).on(at("2026-11-23 12:30")).scene == "另"


def test_the_next_change_is_known_over_a_holiday_and_a_season_far_away() -> None:
    duty = table(DAILY)
    assert duty.next_change(at("2026-09-30 18:00")) == at("2026-10-08 08:00")
    assert table(FLOOD).next_change(at("2026-01-01 00:00")) == at("2026-07-01 00:00")
    assert table(FLOOD).next_change(at("2026-07-15 00:00")) == at("2026-08-01 00:00")
    assert table(FLOOD).next_change(at("2026-08-01 00:00")) is None


def test_a_rule_that_is_on_day_after_day_is_no_change() -> None:
    assert table(Rule("日常")).next_change(at("2026-11-23 12:00")) is None


def test_the_same_scene_begins_anew_with_each_turn_of_a_rule() -> None:
    noon, later = Rule("日常", begin=12 * 60, end=18 * 60), Rule("日常", begin=8 * 60, end=12 * 60)
    duty = table(noon, later)
    assert duty.next_change(at("2026-11-23 09:00")) == at("2026-11-23 12:00")
    assert duty.began(at("2026-11-23 11:59")) == {None: at("2026-11-23 08:00")}
    assert duty.began(at("2026-11-23 12:00")) == {None: at("2026-11-23 12:00")}
    assert duty.choose("会商", at("2026-11-23 09:00")).until == at("2026-11-23 12:00")
    assert duty.began(at("2026-11-23 10:00")) == {}  # by hand
    tour = table(RIVER, Rule("日常"))
    friday = at("2026-11-28 00:30")
    assert tour.began(friday)["left"] == at("2026-11-27 20:00")
    assert tour.began(friday)[None] == tour.began(friday + timedelta(days=1))[None]


def test_a_schedule_that_is_not_enabled_is_passed_over() -> None:
    off = Timetable([Schedule("x", (Rule("日常"),), enabled=False)], HOLIDAYS)
    assert off.on(at("2026-11-23 12:00")) == Programme()


def test_a_choice_by_hand_holds_until_the_schedule_next_changes() -> None:
    duty = table(DAILY)
    choice = duty.choose("会商", at("2026-11-23 12:00"))
    assert choice == HandChoice("会商", at("2026-11-23 18:00"))
    assert duty.on(at("2026-11-23 17:59")) == Programme("会商", (), by_hand=True)
    assert duty.next_change(at("2026-11-23 12:00")) == at("2026-11-23 18:00")
    assert duty.on(at("2026-11-23 18:00")) == Programme()


def test_a_choice_by_hand_holds_until_a_set_time_or_until_it_is_released() -> None:
    duty = table(DAILY)
    duty.choose("会商", at("2026-11-23 12:00"), at("2026-11-23 20:00"))
    assert duty.on(at("2026-11-23 19:00")).scene == "会商"
    duty.release()
    assert duty.on(at("2026-11-23 12:00")).scene == "日常"
    never = table()
    assert never.choose("会商", at("2026-11-23 12:00")).until is None
    assert never.on(at("2030-01-01 00:00")).scene == "会商"
    assert never.next_change(at("2026-11-23 12:00")) is None


def test_what_is_scheduled_between_two_moments_is_told_one_after_the_other() -> None:
    duty = table(DAILY, NIGHT, Rule("", "河道", "left", ("mon",), 12 * 60, 13 * 60))
    found = duty.between(at("2026-11-23 00:00"), at("2026-11-24 00:00"))
    told = [(f"{one.begin:%H:%M}", f"{one.end:%H:%M}", one.programme.scene) for one in found]
    assert told == [
        ("00:00", "06:00", "夜间"), ("06:00", "08:00", ""), ("08:00", "12:00", "日常"),
        ("12:00", "13:00", "日常"), ("13:00", "18:00", "日常"), ("18:00", "22:00", ""),
        ("22:00", "00:00", "夜间"),
    ]  # fmt: skip
    assert found[3].programme.tours == (("left", "河道"),)
    duty.choose("汛期", at("2026-11-23 09:00"))  # by hand: no schedule
    assert duty.between(at("2026-11-23 00:00"), at("2026-11-24 00:00")) == found
    nothing = Timetable([], HOLIDAYS).between(at("2026-11-23 00:00"), at("2026-11-24 00:00"))
    assert [one.programme for one in nothing] == [Programme()]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        table(DAILY).on(datetime(2026, 11, 23))  # noqa: DTZ001 - what is refused


seasons = st.one_of(
    st.just((None, None)),
    st.tuples(
        st.dates(date(2026, 9, 10), date(2026, 11, 1)),
        st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 12, 1))),
    ),
)


@st.composite
def any_rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    made = []
    for n in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, DAY - 1))
        made.append(
            Rule(
                f"s{n % 2}" if n % 3 else "",
                "" if n % 3 else f"t{n}",
                "",
                (draw(st.sampled_from(["all", "workdays", "restdays", "holidays", "tue", "sun"])),),
                begin,
                draw(st.integers(0, DAY).filter(lambda end: end != begin)),  # noqa: B023
                draw(st.integers(0, 2)),
                *draw(seasons),
            )
        )
    return tuple(made)


zones = st.sampled_from([SHANGHAI, UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns")])
moments = st.datetimes(datetime(2026, 9, 20), datetime(2026, 11, 10))  # noqa: DTZ001 - zoned below


@given(any_rules(), zones, moments, st.floats(0, 1))
def test_until_the_next_change_nothing_changes_and_then_it_does(
    rules: tuple[Rule, ...], zone: tzinfo, moment: datetime, share: float
) -> None:
    duty, now = table(*rules), moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    then = duty.next_scheduled(now)

    def is_as_now(at: datetime) -> bool:
        before, later = duty.began(now), duty.began(at)
        anew = any(since > before.get(place, since) for place, since in later.items())
        return duty.scheduled(at) == duty.scheduled(now) and not anew

    if then is None:
        assert is_as_now(now + timedelta(days=30))
        return
    length = then.astimezone(UTC) - now.astimezone(UTC)
    assert length > timedelta(0)
    between = (now.astimezone(UTC) + share * length).astimezone(zone)
    if between < then:
        assert is_as_now(between)
    assert not is_as_now(then)


@given(any_rules(), zones, st.lists(moments, min_size=2, max_size=5))
def test_what_was_foreseen_is_what_would_be_foreseen_anew(
    rules: tuple[Rule, ...], zone: tzinfo, asked: list[datetime]
) -> None:
    duty = table(*rules)
    soon = asked[0] + timedelta(minutes=7)
    for moment in (asked[0], soon, *asked[1:]):
        now = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        assert duty.next_scheduled(now) == table(*rules).next_scheduled(now)


def test_the_last_day_of_all_ends_no_season() -> None:
    for_ever = table(Rule("日常", last_day=date.max))
    assert for_ever.next_change(at("2026-11-23 12:00")) is None


class CountedCalendar(DutyCalendar):
    asked = 0

    def kind(self, day: date) -> DayKind:
        self.asked += 1
        return super().kind(day)


def test_a_year_without_a_change_is_looked_at_by_kinds_of_days_and_once() -> None:
    calendar = CountedCalendar()
    hidden = [Rule("x", begin=n, end=n + 1, days=("workdays",)) for n in range(199)]
    duty = Timetable([Schedule("x", (Rule("汛期", priority=1), *hidden))], calendar)
    assert duty.next_scheduled(at("2026-11-23 12:00")) is None
    assert calendar.asked < 200 * 20  # rules times kinds of days, not rules times days
    before = calendar.asked
    assert duty.next_scheduled(at("2026-11-23 12:01")) is None
    assert calendar.asked == before
