from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.archive.retention import CALM_S, DateTrust, Disk, Limits, doomed, wanted_free
from media.archive.segment import Segment

NOW = 1_800_000_000.0
DAY = 86400.0
ROOMY = Disk(10**12, 5 * 10**11, 0)


def segment(number: int, began_at: float, size: int = 100, **rest: bool) -> Segment:
    flags = {"closed": True, "locked": False, **rest}
    return Segment(
        number, "c01", "main", f"{number}", began_at, began_at + 60, size, "h264", **flags
    )


def days_ago(*days: float, **rest: bool) -> list[Segment]:
    return [segment(at, NOW - day * DAY, **rest) for at, day in enumerate(days)]


def ids(segments: list[Segment]) -> list[int]:
    return [each.id for each in segments]


def test_what_is_older_than_the_days_to_keep_goes() -> None:
    assert ids(doomed(days_ago(40, 31, 29, 0), Limits(30, 10**12), ROOMY, NOW)) == [0, 1]


def test_what_is_over_the_size_goes_oldest_first() -> None:
    disk = Disk(10**12, 5 * 10**11, 450)
    assert ids(doomed(days_ago(4, 3, 2, 1), Limits(30, 300), disk, NOW)) == [0, 1]


def test_a_part_of_the_disk_stays_free() -> None:
    kept = [segment(at, NOW, 5 * 10**8) for at in range(10)]
    disk = Disk(10**11, 10**9, 5 * 10**9)
    assert wanted_free(disk.size) == 2 * 10**9
    assert ids(doomed(kept, Limits(30, 10**12), disk, NOW)) == [0, 1]
    assert wanted_free(20 * 10**9) == 10**9
    assert wanted_free(10**8) == 10**7


def test_a_locked_or_open_segment_never_goes() -> None:
    full = Disk(10**12, 0, 10**12)
    assert not doomed(days_ago(40, 50, locked=True), Limits(1, 0), full, NOW)
    assert not doomed(days_ago(40, 50, closed=False), Limits(1, 0), full, NOW)


@given(st.floats(0, NOW))
def test_a_clock_in_the_past_deletes_nothing_for_its_age(now: float) -> None:
    assert not doomed(days_ago(0, 0, 0), Limits(30, 10**12), ROOMY, now)


def test_what_was_recorded_under_a_clock_in_1970_is_not_old() -> None:
    assert not doomed([segment(1, 1000.0)], Limits(30, 10**12), ROOMY, NOW)


def test_days_are_not_judged_within_an_hour_after_a_jump_of_the_clock() -> None:
    trust = DateTrust(NOW, 100.0)
    assert trust.hold(NOW + 60, 160.0)
    assert not trust.hold(NOW + 400 * DAY, 220.0)
    assert not trust.hold(NOW + 400 * DAY + CALM_S - 1, 219.0 + CALM_S)
    assert trust.hold(NOW + 400 * DAY + CALM_S, 220.0 + CALM_S)
    old = days_ago(40)
    assert not doomed(old, Limits(30, 10**12), ROOMY, NOW, dates_hold=False)
