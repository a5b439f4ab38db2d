"""What goes over the line: a server's answers, and pictures as interleaved RTP packets."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from tests.media.rtsp.film import interleaved, payloads, rtp

KEY = 5  # the kind of an IDR slice


@dataclass(frozen=True)
class Picture:
    """One picture of a film, ready to be sent."""

    number: int
    units: tuple[bytes, ...]
    payloads: tuple[bytes, ...]
    key: bool


@dataclass(frozen=True)
class Shot:
    """A picture with its place in the stream."""

    picture: Picture
    sequence: int
    timestamp: int

    def packets(self, timestamp: int | None = None) -> list[bytes]:
        at = self.timestamp if timestamp is None else timestamp
        last = len(self.picture.payloads) - 1
        return [
            interleaved(rtp(payload, self.sequence + number, at, number == last))
            for number, payload in enumerate(self.picture.payloads)
        ]


def shots(film: tuple[tuple[bytes, ...], ...]) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            number, units, tuple(payloads(units)), any(nal[0] & 0x1F == KEY for nal in units)
        )
        for number, units in enumerate(film)
    )  # fmt: skip


def response(cseq: int, status: str, *lines: str, body: bytes = b"") -> bytes:
    head = [f"RTSP/1.0 {status}", f"CSeq: {cseq}", *lines]
    if body:
        head.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


def sdp(pictures: tuple[Picture, ...], codec: str = "H264/90000") -> bytes:
    sets = ",".join(
        base64.b64encode(nal).decode() for nal in pictures[0].units if nal[0] & 0x1F in (7, 8)
    )
    return (
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
        f"a=rtpmap:96 {codec}\r\na=fmtp:96 packetization-mode=1;sprop-parameter-sets={sets}\r\n"
        "a=control:trackID=1\r\n"
    ).encode()
