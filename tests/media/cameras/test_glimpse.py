from __future__ import annotations

from media.cameras.glimpse import Glimpse, decoded
from media.unit import AccessUnit
from tests.media.cameras.views import view

ANNEXB = b"\0\0\0\1"


def key(data: bytes) -> Glimpse:
    return Glimpse(None, AccessUnit(data, True, False, 0, None), 1.0)


def test_a_key_picture_is_decoded_and_a_decoded_one_is_given_as_it_is() -> None:
    frame = decoded(key(b"".join(ANNEXB + nal for nal in view()[0])))
    assert frame is not None
    assert (frame.width, frame.height) == (640, 360)
    assert decoded(Glimpse(frame, None, 2.0)) is frame


def test_what_cannot_be_decoded_is_no_picture() -> None:
    assert decoded(key(b"\0\0\0\1\x65rubbish")) is None
    assert decoded(Glimpse(None, None, 0.0)) is None
