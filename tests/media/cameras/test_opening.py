from __future__ import annotations

import pytest

from media.cameras.opening import openers
from media.cameras.order import parse_cameras
from media.reader.address import Address
from media.reader.session import Reader


@pytest.mark.parametrize(
    ("main", "transport", "ways"),
    [
        ("rtsp://h/1", "tcp", {"tcp": False, "udp": True}),
        ("rtsps://h/1", "rtsps", {"rtsps": False}),
        ("rtsp://h/1", "udp", {"udp": True, "tcp": False}),
        ("rtsp://h/1", "multicast", {"multicast": False, "udp": True, "tcp": False}),
        ("rtsp://h/1", "any", {"any": True}),
        ("udp://239.0.0.1:5000", "any", {"any": True}),
    ],
)
def test_each_way_has_its_reader_and_the_wish_comes_first(
    main: str, transport: str, ways: dict[str, bool]
) -> None:
    entry = parse_cameras({"cameras": [{"id": "c01", "main": main, "transport": transport}]})["c01"]
    assert isinstance(entry.main, Address) == (transport == "any")
    made = openers(entry, entry.main)
    by_ffmpeg = [isinstance(getattr(each, "__self__", 0), Reader) for each in made.values()]
    assert list(zip(made, by_ffmpeg, strict=True)) == list(ways.items())
