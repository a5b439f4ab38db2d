from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.reader.coded import (
    MOST_PIECES,
    Damage,
    ParameterSets,
    Pieces,
    aac_config,
    without_adts,
)
from media.unit import AccessUnit

START = b"\0\0\0\1"
SPS, PPS, IDR, DELIMITER = b"\x67\x64\1", b"\x68\xee", b"\x65\x88\x80", b"\x09\xf0"
VPS5, SPS5, PPS5, IDR5 = b"\x40\1\x0c", b"\x42\1\1", b"\x44\1\xc1", b"\x26\1\xaf"


def annexb(*nals: bytes) -> bytes:
    return b"".join(START + nal for nal in nals)


def test_a_key_picture_gets_the_parameter_sets_it_lacks() -> None:
    sets = ParameterSets("h264")
    assert sets.complete(annexb(IDR)) == annexb(IDR)
    assert sets.learn(annexb(SPS, PPS))
    assert sets.complete(annexb(DELIMITER, IDR)) == annexb(SPS, PPS, DELIMITER, IDR)
    whole = annexb(DELIMITER, SPS + b"\2", PPS, IDR, b"\x67\xff")
    assert sets.complete(whole) == whole
    assert sets.sps == SPS + b"\2"


def test_the_sets_of_h265_are_found() -> None:
    sets = ParameterSets("hevc")
    assert sets.learn(annexb(VPS5, SPS5, PPS5, IDR5))
    assert (sets.sps, sets.nals) == (SPS5, (VPS5, SPS5, PPS5))


@given(st.sampled_from(["h264", "hevc"]), st.lists(st.binary(max_size=12), max_size=9))
def test_no_picture_breaks_it(codec: str, parts: list[bytes]) -> None:
    sets = ParameterSets(codec)
    data = b"\0\0\1".join(parts)
    assert sets.complete(data).endswith(data)


def put(pieces: Pieces, data: str, timestamp: int, key: bool = False) -> str:
    unit = AccessUnit(data.encode(), key, False, timestamp, None)
    return " ".join(whole.data.decode() for whole in pieces.put(unit))


def test_a_key_picture_that_comes_in_pieces_is_put_together() -> None:
    pieces = Pieces()
    assert put(pieces, "A", 0, key=True) == ""
    assert put(pieces, "a", 0, key=True) == ""
    assert put(pieces, "b", 1) == "Aa b"
    assert put(pieces, "c", 2) == "c"
    assert put(pieces, "D", 3, key=True) == ""
    assert put(pieces, "d", 3, key=True) == ""
    assert put(pieces, "E", 4, key=True) == "Dd"


def test_where_key_pictures_are_whole_only_the_first_one_waits() -> None:
    pieces = Pieces()
    assert put(pieces, "A", 0, key=True) == ""
    assert put(pieces, "b", 1) == "A b"
    assert put(pieces, "C", 2, key=True) == "C"
    assert put(pieces, "c", 2, key=True) == "c"  # for once too late
    assert put(pieces, "D", 3, key=True) == ""


def test_an_adts_header_is_taken_off() -> None:
    frame = b"\x21\x10\x05"
    assert without_adts(b"\xff\xf1\x6c\x40\x01\x5f\xfc" + frame) == frame
    assert without_adts(b"\xff\xf0\x6c\x40\x01\x5f\xfc\0\0" + frame) == frame
    assert without_adts(frame) == frame
    assert aac_config(44100, 2) == b"\x12\x10"
    assert aac_config(8000, 1) == b"\x15\x88"


def marked(damage: Damage, *units: AccessUnit) -> list[bool]:
    return [damage.mark(unit).broken for unit in units]


KEY = AccessUnit(b"K", True, False, 0, None)
PICTURE = AccessUnit(b"p", False, False, 0, None)


def test_what_builds_on_a_broken_picture_is_broken_up_to_the_next_whole_key_picture() -> None:
    torn = PICTURE._replace(broken=True)
    units = (KEY, PICTURE, torn, PICTURE, PICTURE, KEY._replace(broken=True), PICTURE, KEY, PICTURE)
    assert marked(Damage(), *units) == [False, False, *[True] * 5, False, False]


def test_a_loss_strikes_the_picture_it_was_seen_with_or_the_one_behind_it() -> None:
    damage = Damage()
    assert marked(damage, KEY, PICTURE) == [False, False]
    damage.lose()
    assert marked(damage, PICTURE, PICTURE, PICTURE, KEY) == [True, True, True, False]
    damage.lose()  # perhaps the beginning of a key picture never came
    assert marked(damage, PICTURE, KEY, PICTURE, KEY) == [True, True, True, False]


def test_a_loss_in_pictures_that_none_builds_on_costs_no_more_than_two() -> None:
    damage = Damage()
    damage.lose()
    assert marked(damage, KEY, KEY, KEY) == [True, True, False]


def test_a_key_picture_of_which_one_piece_is_broken_is_broken() -> None:
    pieces = Pieces()
    first, second = KEY._replace(broken=True), KEY._replace(data=b"k")
    assert [*pieces.put(first), *pieces.put(second)] == []
    whole, _ = pieces.put(PICTURE._replace(timestamp=1))
    assert (whole.data, whole.broken) == (b"Kk", True)


def test_a_clock_that_stands_still_makes_no_endless_picture_of_key_pictures() -> None:
    pieces = Pieces()
    came = [len(whole.data) for _ in range(3 * MOST_PIECES) for whole in pieces.put(KEY)]
    assert came == [MOST_PIECES] + [1] * (2 * MOST_PIECES)


@given(
    st.lists(
        st.builds(
            AccessUnit, st.binary(max_size=300), st.booleans(), st.booleans(), st.integers(0, 2),
            st.none(),
        ),
        min_size=1, max_size=6,
    ),
)  # fmt: skip
def test_whatever_comes_again_and_again_little_is_held_and_no_byte_is_lost(
    units: list[AccessUnit],
) -> None:
    pieces, sets, put, came = Pieces(), ParameterSets("h264"), 0, 0
    for unit in units * 100:
        put += len(unit.data)
        came += sum(len(whole.data) for whole in pieces.put(unit))
        sets.complete(unit.data)
        held = pieces._held
        assert put - came == (len(held.data) if held is not None else 0) <= MOST_PIECES * 300
        assert sum(map(len, sets.nals)) <= 300
