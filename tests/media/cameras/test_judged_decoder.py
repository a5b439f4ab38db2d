from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.cameras.codec import MOST_PENDING, Codec
from media.cameras.judged_decoder import JudgedDecoder
from media.unit import AccessUnit
from tests.media.cameras.test_codec import reordered, units
from tests.media.cameras.test_decoder import arrivals, damaged
from tests.media.rtsp.film import brightness

GOP = 10  # of the film of 20


def film() -> list[AccessUnit]:
    return [arrival.unit for arrival in arrivals()]


def cut(unit: AccessUnit) -> AccessUnit:
    """Its last slice ends in its middle."""
    return damaged(arrivals()[unit.timestamp]).unit


def refused(unit: AccessUnit) -> AccessUnit:
    return unit._replace(data=b"\0\0\0\1\x65" + bytes(9))


def shown(decoder: JudgedDecoder[int], stream: Sequence[AccessUnit]) -> list[int]:
    """The numbers of the pictures that come out, each checked against what is seen in it."""
    numbers = []
    for number, unit in enumerate(stream):
        for frame, ticket in decoder.decode(unit, number):
            seen = int(frame.to_ndarray(format="gray")[2:8, 2:8].mean())
            assert abs(seen - brightness(stream[ticket].timestamp)) <= 4
            numbers.append(ticket)
    return numbers


def but(first: int, last: int) -> list[int]:
    return [number for number in range(20) if not first <= number < last]


def test_whole_pictures_come_with_the_tickets_of_their_units() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder()
    assert shown(decoder, film()) == list(range(20))
    assert (decoder.errors, decoder.dropped, decoder.damaged) == (0, 0, False)


@pytest.mark.parametrize("fate", [cut, refused])
@pytest.mark.parametrize("at", [0, 3, 13])
def test_after_damage_nothing_comes_until_the_next_key_picture(fate: object, at: int) -> None:
    stream = film()
    stream[at] = fate(stream[at])  # type: ignore[operator]
    decoder: JudgedDecoder[int] = JudgedDecoder()
    until = at // GOP * GOP + GOP
    assert shown(decoder, stream) == but(at, until)
    assert (decoder.errors, decoder.dropped) == (1, until - at - 1)


def test_what_follows_on_damage_is_decoded_by_another_decoder() -> None:
    stream = film()
    stream[3] = cut(stream[3])
    decoder: JudgedDecoder[int] = JudgedDecoder()
    shown(decoder, stream[:GOP])
    before = decoder.codec._context
    shown(decoder, stream[GOP : GOP + 2])
    after = decoder.codec._context
    assert after is not before
    assert shown(decoder, [*film()[GOP:], *film()[GOP:]])
    assert decoder.codec._context is after


def test_damage_to_a_picture_that_none_builds_on_is_its_own() -> None:
    stream = film()
    stream[3] = cut(stream[3])._replace(reference=False)
    assert shown(JudgedDecoder(), stream) == but(3, 4)


def test_where_damage_is_to_be_shown_every_picture_comes_and_is_told_from_whole_ones() -> None:
    stream = film()
    stream[3] = cut(stream[3])
    stream[13] = stream[13]._replace(broken=True)
    decoder: JudgedDecoder[int] = JudgedDecoder(shows_damage=True)
    told = []
    for number, unit in enumerate(stream):
        ((_, ticket),) = decoder.decode(unit, number)
        assert ticket == number
        told.append(decoder.damaged)
    assert told == [False] * 3 + [True] * 7 + [False] * 3 + [True] * 7
    assert (decoder.errors, decoder.dropped) == (14, 0)


def test_what_is_refused_is_none_to_show_and_what_follows_is_damaged() -> None:
    stream = film()
    stream[3] = refused(stream[3])
    decoder: JudgedDecoder[int] = JudgedDecoder(shows_damage=True)
    came = []
    for number, unit in enumerate(stream):
        came += [ticket for _, ticket in decoder.decode(unit, number)]
    assert came[:3] == [0, 1, 2]
    assert 3 not in came
    assert came[-10:] == list(range(10, 20))
    assert not decoder.damaged


def test_what_is_held_back_comes_out_at_the_end() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder(Codec(hurried=False))
    came = [each for unit in reordered() for each in decoder.decode(unit, unit.timestamp)]
    held = decoder.flush()
    assert held
    assert sorted(place for _, place in (*came, *held)) == list(range(20))
    for frame, place in (*came, *held):
        seen = int(frame.to_ndarray(format="gray")[2:8, 2:8].mean())
        assert abs(seen - brightness(place)) <= 4
    assert decoder.codec.pixel_aspect in (None, 1)
    assert decoder.flush() == []


def test_what_comes_of_a_row_of_units_is_all_of_it() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder(Codec(hurried=False))
    came = decoder.through((unit, unit.timestamp) for unit in reordered())
    assert [place for _, place in came] == list(range(20))


def test_after_a_flush_it_begins_anew_with_a_key_picture() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder()
    stream = film()
    shown(decoder, stream[:5])
    decoder.flush()
    assert decoder.decode(stream[5], 5) == []
    assert shown(decoder, stream)[-10:] == list(range(10, 20))


def test_damage_is_forgotten_with_the_rest() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder()
    stream = film()
    shown(decoder, [*stream[:3], cut(stream[3])])
    decoder.forget()
    assert decoder.decode(stream[4], 4) == []
    assert decoder.dropped == 0, "it waits for a key picture, and calls nothing spoilt"
    assert len(decoder.decode(stream[10], 10)) == 1


def test_pictures_that_none_builds_on_are_passed_over_and_those_that_come_are_whole() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder(Codec(hurried=False))
    stream = reordered()
    for skip, least, most in (("NONREF", 5, 15), ("DEFAULT", 20, 20)):
        decoder.codec.skip(skip)  # type: ignore[arg-type]
        came = [each for unit in stream for each in decoder.decode(unit, unit.timestamp)]
        came += decoder.flush()
        assert least <= len(came) <= most
        assert decoder.errors == 0


def test_what_a_decoder_swallows_is_not_held_for_ever() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder()
    stream = reordered()
    leaf = next(unit for unit in stream if not unit.data[4] & 0x60)  # no other builds on it
    decoder.codec.skip("NONREF")
    decoder.decode(stream[0], 0)
    for number in range(10 * MOST_PENDING):
        assert decoder.decode(leaf, number) == []
    assert decoder.errors == decoder.dropped == 0
    assert 1 < len(decoder.codec._pending) <= MOST_PENDING


FATES = st.sampled_from(("whole", "whole", "whole", "cut", "refused"))


@settings(max_examples=40)
@given(st.lists(FATES, min_size=20, max_size=20))
def test_whatever_is_damaged_a_picture_that_comes_is_the_one_that_was_sent(
    fates: list[str],
) -> None:
    stream, sound, expected = film(), False, []
    for number, fate in enumerate(fates):
        stream[number] = {"cut": cut, "refused": refused}.get(fate, lambda u: u)(stream[number])
        sound = fate == "whole" and (sound or number % GOP == 0)
        expected += [number] if sound else []
    assert shown(JudgedDecoder(), stream) == expected


def test_another_size_is_judged_by_itself() -> None:
    decoder: JudgedDecoder[int] = JudgedDecoder()
    for size in ((160, 96), (320, 192)):
        came = [f for n, unit in enumerate(units(size)[:3]) for f, _ in decoder.decode(unit, n)]
        assert [(frame.width, frame.height) for frame in came] == [size] * 3
