from __future__ import annotations

from datetime import datetime

from console.ui.replay_words import replay_message, replay_picture, replay_texts
from media.source import Replaying


def test_the_picture_that_stands_in_a_replay_is_told_with_its_time_and_its_distance() -> None:
    noon = datetime(2026, 11, 25, 12).astimezone().timestamp()

    def told(word: str, shown_at: float | None) -> str:
        return replay_picture(Replaying(noon, 1.0, word, None, shown_at))

    assert told("gap", noon - 7.4) == "picture of 11:59:52, 7 s earlier"
    assert told("end", noon - 7200) == "picture of 10:00:00, 2 h earlier"
    assert told("gap", noon + 90) == "picture of 12:01:30, 1 min later"
    assert told("gap", noon - 86400) == "picture of 2026-11-24 12:00:00, 24 h earlier"
    assert told("gap", None) == told("gap", noon - 0.9) == ""
    for word in ("playing", "paused", "seeking"):
        assert told(word, noon - 60) == ""


def test_a_replay_says_its_time_and_its_pace() -> None:
    noon = datetime(2026, 11, 25, 12).astimezone().timestamp()
    long, short = replay_texts(Replaying(noon, 2.0, "", None, noon))
    assert (long, short) == ("replay 2026-11-25 12:00:00 ×2", "replay 12:00:00 ×2")
    assert replay_texts(Replaying(noon, 0.0, "", None, noon))[1] == "replay 12:00:00 paused"


def test_a_gap_that_ends_on_another_day_is_told_with_its_date() -> None:
    noon = datetime(2026, 11, 25, 12).astimezone().timestamp()
    same = Replaying(noon, 1.0, "gap", noon + 60)
    assert replay_message(same) == "nothing recorded until 12:01:00"
    other = Replaying(noon, 1.0, "gap", noon + 86400)
    assert replay_message(other) == "nothing recorded until 2026-11-26 12:00:00"
