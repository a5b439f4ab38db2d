from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from media.archive.extent import boxes
from media.archive.mp4 import Run, Sample, Track, fragment, full, opening

VIDEO = Track(1, 90000, full(b"test", 0, 0), 160, 96)
SOUND = Track(2, 8000, full(b"test", 0, 0))


def test_the_head_names_each_track_once() -> None:
    kinds = [box.kind for box in boxes(opening([VIDEO, SOUND], 0.0))]
    assert kinds[:3] == [b"ftyp", b"moov", b"mvhd"]
    assert [kinds.count(kind) for kind in (b"trak", b"vmhd", b"smhd", b"stsd")] == [2, 1, 1, 2]
    assert opening([VIDEO], -5.0)


@given(
    st.lists(st.tuples(st.binary(max_size=20), st.integers(0, 10000)), min_size=1, max_size=20),
    st.lists(st.binary(min_size=1, max_size=9), max_size=5),
)
def test_every_sample_lies_where_the_fragment_says(
    pictures: list[tuple[bytes, int]], sounds: list[bytes]
) -> None:
    shown = [Sample(data, at, False) for data, at in pictures]
    heard = [Sample(data, at, True) for at, data in enumerate(sounds)]
    content = fragment(7, [Run(VIDEO, shown, 0, 20000), Run(SOUND, heard, 0, 99)])
    runs = [box.body for box in boxes(content) if box.kind == b"trun"]
    assert len(runs) == (2 if sounds else 1)
    for run, samples in zip(runs, (shown, heard), strict=False):
        count, offset = struct.unpack_from(">II", run, 4)
        assert count == len(samples)
        end = 0
        for number, sample in enumerate(samples):
            duration, size, _, _shift = struct.unpack_from(">IIIi", run, 12 + 16 * number)
            assert duration > 0
            assert content[offset : offset + size] == sample.data
            offset += size
            end += duration
        assert offset <= len(content)


def test_pictures_in_order_need_no_shift_and_last_until_the_next() -> None:
    samples = [Sample(b"x", at, at == 100) for at in (100, 200, 350)]
    content = fragment(1, [Run(VIDEO, samples, 100, 400)])
    (run,) = [box.body for box in boxes(content) if box.kind == b"trun"]
    rows = [struct.unpack_from(">IIIi", run, 12 + 16 * number) for number in range(3)]
    assert [row[0] for row in rows] == [100, 150, 50]
    assert [row[3] for row in rows] == [0, 0, 0]
    assert [row[2] >> 16 for row in rows] == [0x0200, 0x0101, 0x0101]
