from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.source import (
    Connecting,
    Live,
    Lost,
    Off,
    Replaying,
    Source,
    SourceKind,
    SourceState,
    Stale,
    Trouble,
    judge,
    lasting,
    stale_after_s,
)


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("camera:c01", Source(SourceKind.CAMERA, "c01")),
        ("node:n-3_b", Source(SourceKind.NODE, "n-3_b")),
        ("program", Source(SourceKind.PROGRAM)),
        ("map", Source(SourceKind.MAP)),
        (
            "replay:c01@2026-11-23T06:30:00Z",
            Source(SourceKind.REPLAY, "c01", "2026-11-23T06:30:00Z"),
        ),
    ],
)
def test_a_source_reads_as_it_is_written(written: str, source: Source) -> None:
    assert Source.parse(written) == source
    assert str(source) == written


@pytest.mark.parametrize(
    "written",
    ["", "camera", "camera:", "camera:a b", "camera:c01@now", "replay:c01", "map:x", "CAMERA:c01",
     "camera:c01\n", "camera:" + "x" * 65, "node:村"],
)  # fmt: skip
def test_what_is_no_source_is_refused_with_what_would_be_right(written: str) -> None:
    with pytest.raises(ValueError, match="camera:ID"):
        Source.parse(written)


def test_what_is_kept_of_a_replay_is_its_live_camera() -> None:
    assert lasting("replay:c01@2026-11-23T06:30:00Z") == "camera:c01"
    assert [lasting(each) for each in ("node:n01", "map", None)] == ["node:n01", "map", None]
    with pytest.raises(ValueError, match="is no source"):
        lasting("c01")


@given(st.text(max_size=40))
def test_any_text_is_a_source_that_reads_back_or_a_value_error(text: str) -> None:
    for written in (text, f"camera:{text}", f"replay:{text}"):
        try:
            source = Source.parse(written)
        except ValueError:
            continue
        assert str(source) == written


@pytest.mark.parametrize(
    ("reported", "newest_at", "judged"),
    [
        (Off(), 99.9, Off()),
        (Lost(Trouble.CLOSED), 99.9, Lost(Trouble.CLOSED)),
        (Connecting(), None, Connecting()),
        (Connecting(), 99.5, Live(0.5)),
        (Connecting(), 97.0, Stale(3.0)),
        (Live(0.0), None, Connecting()),
        (Live(0.0), 99.5, Live(0.5)),
        (Live(0.0), 98.0, Stale(2.0)),
        (Live(0.0), 100.5, Live(0.0)),
        (Stale(9.0), 99.5, Live(0.5)),
    ],
)
def test_a_tile_is_judged_by_its_pictures(
    reported: SourceState, newest_at: float | None, judged: SourceState
) -> None:
    assert judge(reported, newest_at, 100.0) == judged


def test_a_source_that_gives_pictures_seldom_is_given_two_intervals() -> None:
    assert [stale_after_s(each) for each in (0.0, 0.04, 1.0, 5.0)] == [2.0, 2.0, 2.0, 10.0]


def test_a_replay_is_never_judged_by_the_age_of_its_picture() -> None:
    assert judge(Replaying(5.0), 99.9, 100.0) == judge(Replaying(5.0), 1.0, 100.0) == Replaying(5.0)


def test_a_replay_starts_at_a_time_with_its_zone() -> None:
    assert Source.parse("replay:c01@1970-01-01T08:00:05+08:00").starts_at() == 5
    for wrong in ("now", "2026-11-23T06:30:00", "2026-13-01T00:00:00Z"):
        with pytest.raises(ValueError, match="is no time"):
            Source(SourceKind.REPLAY, "c01", wrong).starts_at()
