"""The duty log's papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from console.cases.duty_hours import CHINA
from console.duty.emergency import CALL_FIELDS, Emergency
from console.duty.entry import KINDS, Entry
from console.duty.handover import Standing, handover
from console.duty.paper import call_paper, handover_paper, log_paper
from console.duty.wording import CALL, follow_up_name
from console.duty.wording import KINDS as KIND_WORDS
from console.minutes.paper import Heading, Line, Note, Paragraph, Table, Title


def test_a_days_log_has_every_entry_in_its_order(
    entry_of: Callable[..., Entry], eight: datetime
) -> None:
    entries = [
        entry_of("call", text="水位上涨", fields={"place": "石埠桥", "nature": "险情"}, id=2),
        entry_of(id=1),
        entry_of("handover", text="", fields={"by": "王芳", "to": "陈刚"}, id=3),
    ]
    blocks = log_paper("指挥室", eight.date(), entries, CHINA, simulated=True)
    table = next(block for block in blocks if isinstance(block, Table))
    assert [row[1:3] for row in table.rows] == [
        ("值班记录", "泵站已开机"), ("接报", "石埠桥 · 险情\n水位上涨"), ("交接班", "王芳 交 陈刚"),
    ]  # fmt: skip
    assert any(isinstance(block, Note) for block in blocks)
    assert Paragraph("本日无记录") in log_paper("指挥室", eight.date(), [], CHINA)


def test_when_it_happened_is_printed_as_people_write_it(entry_of: Callable[..., Entry]) -> None:
    for written, printed in (
        ("2026-11-26T07:45:00+08:00", "2026年11月26日 07:45"), ("今晨", "今晨"),
        ("2026-11-26T07:45:00", "2026-11-26T07:45:00"),
    ):  # fmt: skip
        call = entry_of("call", fields={"happened_at": written})
        assert Line("事发时间", printed) in call_paper("指挥室", Emergency(call, ()), CHINA)


def test_a_call_is_printed_with_its_reports_numbered(
    entry_of: Callable[..., Entry], eight: datetime
) -> None:
    fields = {"emergency": "yes", "place": "石埠桥", "caller_phone": "8801"}
    reports = tuple(
        entry_of("report", text=kind, about=1, fields={"report": kind})
        for kind in ("first_phone", "follow_up", "follow_up", "final")
    )
    told = (*reports, entry_of("instruction", text="立即转移", about=1))
    blocks = call_paper("指挥室", Emergency(entry_of("call", fields=fields), told), CHINA)
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["首报（电话）", "续报一", "续报二", "终报", "领导批示"]
    assert Line("事发地点", "石埠桥") in blocks
    assert Line("接报时间", "2026年11月26日 08:00") in blocks
    assert isinstance(blocks[0], Title)


def test_a_hand_over_says_none_where_nothing_is_open(eight: datetime) -> None:
    standing = Standing(overdue=("0031 占道经营",))
    blocks = handover_paper("指挥室", handover(eight, "白班", "王芳", "陈刚", standing, ""), CHINA)
    assert Line("接班人", "陈刚") in blocks
    assert Paragraph("1. 0031 占道经营") in blocks
    assert blocks.count(Paragraph("无")) == 5


def test_every_code_has_its_words() -> None:
    assert set(KIND_WORDS) == set(KINDS)
    assert set(CALL) == set(CALL_FIELDS)
    assert [follow_up_name(n) for n in (1, 10, 12)] == ["续报一", "续报十", "续报12"]
