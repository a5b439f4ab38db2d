from __future__ import annotations

from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.archive.reading import OpenSegment
from media.export.reading import read_segment
from tests.media.cameras.recordings import BEGAN, RATE, record


def test_a_segment_is_read_from_the_key_picture_before_the_stretch(tmp_path: Path) -> None:
    index = ArchiveIndex(tmp_path)
    try:
        file = record(index, pictures=50, gop=10)
        (segment,) = index.find("c01", BEGAN, BEGAN + 99)
        seen: list[float] = []

        def take(file: OpenSegment) -> bool:
            packet = next(file.packets([file.video]))
            assert packet.is_keyframe
            seen.append(file.zero + float(packet.pts * file.tick))
            return True

        assert read_segment(tmp_path, segment, BEGAN - 5, take)
        assert read_segment(tmp_path, segment, BEGAN + 25 / RATE, take)
        assert seen == pytest.approx([BEGAN, BEGAN + 20 / RATE], abs=0.01)
        file.write_bytes(b"torn")
        assert not read_segment(tmp_path, segment, BEGAN, take)
        file.unlink()
        assert not read_segment(tmp_path, segment, BEGAN, take)
    finally:
        index.close()
