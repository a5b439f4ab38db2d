"""Pictures decoded where somebody looks, and only there."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from typing import Any

import av
import pytest

from media.hub.encoding import Encoder
from media.hub.pictures import LONGEST_WAIT, DecodePool, SitePictures, is_key
from tests.media.hub.conftest import PATIENCE_S
from tests.media.hub.test_encoding import picture


def coded(codec: str, count: int) -> list[bytes]:
    encoder = Encoder(codec, 256, 144, 15)
    return [bytes(encoder.encode(picture(n), n / 15)[0][0]) for n in range(count)]


class Watched:
    """A site's pictures and what came of them."""

    def __init__(self) -> None:
        self.asked = self.begun = 0
        self.painted: queue.Queue[tuple[str, av.VideoFrame, float]] = queue.Queue()
        self.pictures = SitePictures(
            "n01", self._ask, lambda *shown: self.painted.put(shown), self._begin
        )

    def _ask(self) -> None:
        self.asked += 1

    def _begin(self) -> None:
        self.begun += 1


@pytest.fixture
def pool() -> Iterator[DecodePool]:
    made = DecodePool(2)
    yield made
    made.close()


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_what_is_wanted_is_decoded_in_a_thread(pool: DecodePool, codec: str) -> None:
    watched = Watched()
    site = watched.pictures
    site.want(True)
    assert watched.asked == 1
    for number, data in enumerate(coded(codec, 4)):
        assert site.put(codec, data, float(number))
        pool.kick(site)
        node, frame, received_at = watched.painted.get(timeout=PATIENCE_S)
        assert (node, frame.width, frame.height, received_at) == ("n01", 256, 144, float(number))
    assert site.newest is not None
    assert site.newest.number == 4
    assert watched.begun == 1


def test_what_nobody_wants_is_not_even_kept() -> None:
    watched = Watched()
    assert not watched.pictures.put("H264", coded("H264", 1)[0], 0.0)
    assert watched.asked == 0


def test_decoding_begins_with_a_key_picture() -> None:
    watched = Watched()
    site, (key, delta) = watched.pictures, coded("H264", 2)
    site.want(True)
    assert not site.put("H264", delta, 0.0)
    assert not site.put("AV1", key, 0.0)
    assert not site.put("H264", b"", 0.0)
    assert site.put("H264", key, 0.0)
    assert site.put("H264", delta, 0.0)


def test_of_many_that_wait_only_the_newest_is_shown() -> None:
    watched = Watched()
    site = watched.pictures
    site.want(True)
    for number, data in enumerate(coded("VP8", 6)):
        site.put("VP8", data, float(number))
    site.decode()
    assert watched.painted.get_nowait()[2] == 5.0
    assert watched.painted.empty()


def test_too_many_that_wait_go_and_a_key_is_asked_for() -> None:
    watched = Watched()
    site, (key, delta) = watched.pictures, coded("H264", 2)
    site.want(True)
    site.put("H264", key, 0.0)
    for _ in range(LONGEST_WAIT - 1):
        assert site.put("H264", delta, 0.0)
    assert not site.put("H264", delta, 0.0)
    assert site.dropped == LONGEST_WAIT
    assert watched.asked == 2
    assert not site.put("H264", delta, 0.0)


def test_a_broken_picture_is_a_fault_and_a_wish(pool: DecodePool) -> None:
    watched = Watched()
    site = watched.pictures
    site.want(True)
    site.put("H264", b"\0\0\0\1\x65" + b"\xff" * 50, 0.0)
    site.decode()
    assert site.faults == 1
    assert watched.asked == 2
    site.put("H264", coded("H264", 1)[0], 1.0)
    pool.kick(site)
    assert watched.painted.get(timeout=PATIENCE_S)[2] == 1.0


def test_a_thread_outlives_a_site_that_fails(pool: DecodePool, caplog: Any) -> None:
    watched = Watched()
    broken = SitePictures("n01", watched._ask, lambda *_: 1 / 0, watched._begin)  # type: ignore[arg-type,return-value]
    for site in (broken, watched.pictures):
        site.want(True)
        site.put("VP8", coded("VP8", 1)[0], 2.0)
        pool.kick(site)
    assert watched.painted.get(timeout=PATIENCE_S)[2] == 2.0
    assert broken.faults == 1
    assert "cannot be shown" in caplog.text


def test_keys_are_told_from_others() -> None:
    for codec in ("H264", "VP8"):
        assert [is_key(codec, data) for data in coded(codec, 3)] == [True, False, False]
    assert not is_key("H264", b"\0\0\1")
