from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.figures.presence import LostSpell, attendance_of, availability_of
from console.minutes.minutes import Answer, Minutes

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def sheet(id_: str, at: datetime, **results: str) -> Minutes:
    answers = tuple(Answer(node, node.upper(), at, result) for node, result in results.items())
    return Minutes(id_, roll_calls=(answers,))


def test_attendance_counts_the_roll_calls_of_the_period_those_who_missed_first() -> None:
    held = [
        sheet("k1", START, a="present", b="no_answer"),
        sheet("k2", START + DAY, a="present", b=""),
        sheet("k3", START + 9 * DAY, a="absent"),
    ]
    found = attendance_of(held, START, START + 5 * DAY)
    assert [(one.name, one.called, one.present, one.missed, one.share) for one in found] == [
        ("B", 2, 0, ("k1", "k2"), 0.0), ("A", 2, 2, (), 1.0),
    ]  # fmt: skip


def test_who_was_not_reached_in_a_roll_call_did_not_miss_it() -> None:
    held = Minutes("k1", roll_calls=((Answer("a", "A", START, "present"), Answer("b", "B")),))
    assert [one.name for one in attendance_of([held], START, START + DAY)] == ["A"]


def test_a_camera_was_there_for_what_was_not_lost_of_the_period_so_far() -> None:
    spells = [
        LostSpell("c1", START - DAY, START + DAY),
        LostSpell("c1", START + 3 * DAY),
        LostSpell("c1", START - 9 * DAY, START - 8 * DAY),
    ]
    now = START + 4 * DAY
    worst, best = availability_of({"c2": "桥", "c1": "河"}, spells, START, START + 30 * DAY, now)
    assert (worst.camera, worst.spells, worst.share) == ("c1", 2, 0.5)
    assert (best.camera, best.spells, best.share) == ("c2", 0, 1.0)


def test_a_period_that_has_not_begun_lost_nothing() -> None:
    [one] = availability_of({"c1": "河"}, [LostSpell("c1", START)], START + DAY, START + 2 * DAY,
                            START)  # fmt: skip
    assert one.share == 1.0
