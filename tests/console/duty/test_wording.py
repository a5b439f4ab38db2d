from __future__ import annotations

from console.duty.emergency import REPORTS
from console.duty.handover import PARTS
from console.duty.wording import PARTS as PART_WORDS
from console.duty.wording import REPORTS as REPORT_WORDS
from console.duty.wording import follow_up_name, over_words


def test_reports_and_parts_have_their_words() -> None:
    assert set(REPORT_WORDS) == set(REPORTS)
    assert set(PART_WORDS) == set(PARTS)
    assert follow_up_name(3) == "续报三"


def test_a_limit_is_exceeded_in_minutes_hours_or_days() -> None:
    told = [over_words(seconds) for seconds in (59, 3599, 3600, 47 * 3600, 49 * 3600)]
    assert told == ["超时 0 分钟", "超时 59 分钟", "超时 1 小时", "超时 47 小时", "超时 2 天"]
