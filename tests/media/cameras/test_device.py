from __future__ import annotations

from typing import Any, cast

import av
import pytest
from av.codec.hwaccel import HWAccel
from av.error import FFmpegError

from media.cameras import codec as codec_module
from media.cameras.codec import Codec, open_codec
from media.cameras.device import MOST_REFUSALS, MOST_REFUSALS_OF_ALL, Device
from tests.media.cameras.test_codec import units

GOP = 10  # of the film
SPS = units()[0].sps  # of 160 x 96


class Card:
    """Hardware that works until it fails; the pictures are software's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = cast(HWAccel, object())
        self.decodes = True
        self.opens = True
        self.opened = 0
        monkeypatch.setattr(codec_module, "open_codec", self._open)

    def _open(
        self, name: str, cheap: bool = False, hardware: HWAccel | None = None, hurried: bool = True
    ) -> Any:
        context = open_codec(name, cheap, hurried=hurried)
        if hardware is None:
            return context
        if not self.opens:
            raise RuntimeError("there is no such device")
        self.opened += 1
        return OnCard(self, context)


class OnCard:
    def __init__(self, card: Card, context: av.VideoCodecContext) -> None:
        self._card, self._context = card, context

    @property
    def has_b_frames(self) -> bool:
        return self._context.has_b_frames

    def decode(self, packet: Any) -> list[av.VideoFrame]:
        if not self._card.decodes:
            raise FFmpegError(5, "the device is gone")
        return self._context.decode(packet)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    return Card(monkeypatch)


def play(codec: Codec[int], count: int, first: int = 0) -> list[int]:
    """The numbers of the pictures that come; the film is played again and again."""
    film, came = units(), []
    for number in range(first, first + count):
        try:
            came += [ticket for _, ticket in codec.decode(film[number % 20], False, number)]
        except FFmpegError:
            continue
    return came


def test_a_device_that_fails_later_is_left_at_the_next_key_picture(card: Card) -> None:
    device = Device(card.settings)
    codec = Codec[int](device)
    assert play(codec, 5) == list(range(5))
    assert card.opened == 1
    card.decodes = False
    assert play(codec, 15, 5) == list(range(GOP, 20))
    assert device.trouble == "refuses"


def test_a_refusal_now_and_then_is_no_reason(card: Card) -> None:
    device = Device(card.settings)
    codec = Codec[int](device)
    for first in range(0, 200, 20):
        card.decodes = True
        play(codec, 18, first)
        card.decodes = False
        play(codec, MOST_REFUSALS - 1, first + 18)
    assert (device.trouble, device.settings) == ("", card.settings)


def test_a_device_that_refuses_all_of_them_decodes_for_none(card: Card) -> None:
    device = Device(card.settings)
    card.decodes = False
    streams = [Codec[int](device) for _ in range(MOST_REFUSALS_OF_ALL)]
    assert [play(each, 1) for each in streams] == [[]] * len(streams)
    assert (device.trouble, device.settings) == ("failed", None)
    assert all(each.by_device for each in streams)
    assert play(Codec[int](device), 5) == list(range(5)), "a new one begins with software"
    for each in streams:
        assert play(each, 5, 20) == list(range(20, 25)), "others go on with it"
        assert not each.by_device


def test_one_that_refuses_one_stream_alone_goes_on_decoding_the_others(card: Card) -> None:
    device = Device(card.settings)
    one, other = Codec[int](device), Codec[int](device)
    for number in range(MOST_REFUSALS_OF_ALL):
        card.decodes = False
        play(one, 1, number)
        card.decodes = True
        assert play(other, 1, number) == [number]
    assert (device.trouble, device.settings) == ("refuses", card.settings)
    card.decodes = False
    assert play(one, 5, 20) == list(range(20, 25))


def test_where_no_decoder_can_be_opened_on_it_software_serves_at_once(card: Card) -> None:
    device = Device(card.settings)
    card.opens = False
    for _ in range(MOST_REFUSALS_OF_ALL):
        assert play(Codec[int](device), 5) == list(range(5))
    assert device.trouble == "failed"


@pytest.mark.parametrize(
    ("sps", "least", "opened"),
    [(SPS, 720, 0), (SPS, 96, 1), (b"nobody can tell", 720, 1)],
)
def test_small_pictures_are_decoded_by_software(
    card: Card, sps: bytes | None, least: int, opened: int
) -> None:
    codec = Codec[int](Device(card.settings, least_lines=least))
    assert codec.decode(units()[0]._replace(sps=sps), False, 0)
    assert card.opened == opened
