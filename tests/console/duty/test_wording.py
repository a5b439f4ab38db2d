from __future__ import annotations

from console.duty.emergency import REPORTS
from console.duty.handover import PARTS
from console.duty.wording import PARTS as PART_WORDS
from console.duty.wording import REPORTS as REPORT_WORDS
from console.duty.wording import follow_up_name


def test_reports_and_parts_have_their_words() -> None:
    assert set(REPORT_WORDS) == set(REPORTS)
    assert set(PART_WORDS) == set(PARTS)
    assert follow_up_name(3) == "续报三"
