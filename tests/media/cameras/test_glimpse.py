from __future__ import annotations

import av

from media.cameras.glimpse import Copier, Glimpse, decoded
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


def test_what_is_looked_at_is_a_small_copy_and_not_the_decoders_own_picture() -> None:
    copier, frame = Copier(), av.VideoFrame(1920, 1080, "yuv420p")
    seen = copier.glimpse(Glimpse(frame, None, 3.0, "sub"))
    assert seen is not None
    assert seen.stream == "sub"
    assert seen.frame is not None
    assert (seen.frame.width, seen.frame.height, seen.received_at) == (640, 360, 3.0)
    assert seen.frame.format.name == "nv12"
    assert copier.picture(seen.frame) is seen.frame  # looked at as it is


def test_a_key_picture_is_looked_at_as_it_came_and_what_cannot_be_copied_not_at_all() -> None:
    copier, coded = Copier(), key(b"")
    assert copier.glimpse(coded) is coded
    assert copier.glimpse(Glimpse(av.VideoFrame(0, 0, "yuv420p"), None, 1.0)) is None
