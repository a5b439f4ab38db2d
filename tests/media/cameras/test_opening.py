from __future__ import annotations

import pytest

from media.cameras.opening import opener
from media.cameras.order import parse_cameras
from media.reader.address import Address
from media.reader.session import Reader


@pytest.mark.parametrize(
    ("main", "transport", "by_ffmpeg"),
    [
        ("rtsp://h/1", "tcp", False), ("rtsps://h/1", "rtsps", False), ("rtsp://h/1", "udp", True),
        ("rtsp://h/1", "any", True), ("udp://239.0.0.1:5000", "any", True),
    ],
)  # fmt: skip
def test_ffmpeg_reads_what_our_own_rtsp_does_not(
    main: str, transport: str, by_ffmpeg: bool
) -> None:
    entry = parse_cameras({"cameras": [{"id": "c01", "main": main, "transport": transport}]})["c01"]
    assert isinstance(entry.main, Address) == by_ffmpeg
    reads = opener(entry, entry.main)
    assert isinstance(getattr(reads, "__self__", None), Reader) == by_ffmpeg
