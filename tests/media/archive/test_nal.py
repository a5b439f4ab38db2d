from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.archive.nal import parameter_sets, split, with_lengths
from media.unit import AccessUnit
from tests.media.archive.coded import pictures

NAL = st.binary(min_size=1, max_size=40).filter(
    lambda nal: b"\0\0" not in nal and nal[-1] != 0 and nal[0] != 0
)


def unit(data: bytes, codec: str = "h264") -> AccessUnit:
    return AccessUnit(data, True, False, 0, None, codec)


@given(st.lists(st.tuples(NAL, st.booleans()), max_size=8))
def test_what_start_codes_part_is_split_and_put_together_with_lengths(
    parts: list[tuple[bytes, bool]],
) -> None:
    data = b"".join((b"\0\0\0\1" if four else b"\0\0\1") + nal for nal, four in parts)
    nals = [nal for nal, _ in parts]
    assert split(data) == nals
    kept = [nal for nal in nals if nal[0] & 0x1F != 9]
    found = with_lengths(unit(data), frozenset())
    assert found == b"".join(len(nal).to_bytes(4) + nal for nal in kept)


def test_parameter_sets_are_found_once_each_and_left_out_where_known() -> None:
    for codec, kinds in (("h264", [7, 8]), ("hevc", [32, 33, 34])):
        picture = unit(pictures(codec)[0][0], codec)
        sets = parameter_sets(picture)
        found = [nal[0] & 0x1F if codec == "h264" else nal[0] >> 1 & 0x3F for nal in sets]
        assert found == kinds
        twice = unit(picture.data + picture.data, codec)
        assert parameter_sets(twice) == sets
        assert all(nal not in with_lengths(twice, frozenset(sets)) for nal in sets)


def test_mjpeg_stays_as_it_is() -> None:
    data = pictures("mjpeg")[0][0]
    assert with_lengths(unit(data, "mjpeg"), frozenset()) == data
    assert parameter_sets(unit(data, "mjpeg")) == ()
