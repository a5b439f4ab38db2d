"""The minutes as a paper."""

from __future__ import annotations

from console.minutes.entry import Entry
from console.minutes.minutes import minutes_of
from console.minutes.paper import Heading, Line, Note, Paragraph, Signatures, Table, Title, paper_of
from tests.console.minutes.conftest import ZONE, at, held


def test_the_paper_has_every_part_in_order() -> None:
    blocks = paper_of(minutes_of(held()), ZONE)
    assert blocks[0] == Title("防汛会商纪要")
    assert isinstance(blocks[1], Note)
    assert "模拟" in blocks[1].text
    lines = {one.label: one.text for one in blocks if isinstance(one, Line)}
    assert lines["时间"] == "2026年11月26日 09:00 至 09:15"
    assert lines["地点"] == "运河镇综合信息指挥室"
    assert lines["主持"] == "王主任"
    assert lines["参会情况"] == "应到 3 个会场，实到 2 个"
    assert lines["事件"] == "河水漫堤"
    assert [one.text for one in blocks if isinstance(one, Heading)] == [
        "会议议程", "关联事件", "参会会场", "点名记录", "预案检查单", "议定事项", "会议过程",
        "文字消息", "会议录像",
    ]  # fmt: skip
    assert isinstance(blocks[-1], Signatures)


def test_each_case_that_joined_has_its_own_part() -> None:
    joined = {"id": "c-8", "key": "c-8", "title": "泵站停机"}
    blocks = paper_of(minutes_of([*held(), Entry(at(3), "attached", more=joined)]), ZONE)
    headings = [one.text for one in blocks if isinstance(one, Heading)]
    assert headings[1:3] == ["关联事件（1）", "关联事件（2）"]
    named = [one.text for one in blocks if isinstance(one, Line) and one.label == "事件"]
    assert named == ["河水漫堤", "泵站停机"]


def test_times_of_attendance_are_the_room_s_own() -> None:
    blocks = paper_of(minutes_of(held()), ZONE)
    table = next(one for one in blocks if isinstance(one, Table))
    assert table.rows == (
        ("1", "丁家湾村", "村", "到会", "09:00:30–09:12:00"),
        ("2", "石塘村", "村", "到会（中断 1 次）", "09:00:36–09:05:00；09:06:00–09:15:00"),
        ("3", "广济社区", "社区", "未到", ""),
    )


def test_every_table_s_rows_have_its_columns_and_shares_fill_it() -> None:
    for block in paper_of(minutes_of(held()), ZONE):
        if isinstance(block, Table):
            assert sum(block.shares) == 100
            assert {len(row) for row in block.rows} <= {len(block.head)} == {len(block.shares)}


def test_a_conference_that_goes_on_and_over_midnight_says_so() -> None:
    lines = [one for one in paper_of(minutes_of(held()[:-1]), ZONE) if isinstance(one, Line)]
    assert "会议进行中" in lines[1].text
    late = [*held()[:-1], Entry(at(16 * 60), "ended")]
    lines = [one for one in paper_of(minutes_of(late), ZONE) if isinstance(one, Line)]
    assert lines[1].text.endswith("至 11月27日 01:00")


def test_who_was_not_reached_in_a_roll_call_stands_on_its_sheet() -> None:
    blocks = paper_of(minutes_of(held()), ZONE)
    assert Paragraph("点名 3 个会场，应答正常 1 个，未点到 1 个。") in blocks
    sheet = next(one for one in blocks if isinstance(one, Table) and one.head[3] == "结果")
    assert sheet.rows[3] == ("4", "派出所", "", "未点到")


def test_an_empty_conference_has_a_paper_too() -> None:
    blocks = paper_of(minutes_of([]), ZONE)
    assert blocks[0] == Title("视频会商纪要")
    assert Paragraph("（会议未形成议定事项）") in blocks
