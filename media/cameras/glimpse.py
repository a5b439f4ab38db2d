"""What there is to see of a stream without asking it for anything more."""

from __future__ import annotations

from dataclasses import dataclass

import av
from av.error import FFmpegError

from media.cameras.choice import StreamName
from media.cameras.codec import open_codec
from media.unit import AccessUnit


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """A picture that is decoded already, or a key picture to decode; when it was received
    (monotonic seconds), which tells one from the next; and of which stream it is."""

    frame: av.VideoFrame | None
    key: AccessUnit | None
    received_at: float
    stream: StreamName = "main"


def decoded(glimpse: Glimpse) -> av.VideoFrame | None:
    """Its picture; None where the key picture cannot be decoded. Slow for a key picture."""
    if glimpse.frame is not None or glimpse.key is None:
        return glimpse.frame
    try:
        codec = open_codec(glimpse.key.codec)
        frames = codec.decode(av.Packet(glimpse.key.data)) + codec.decode(None)
    except FFmpegError:
        return None
    whole = [frame for frame in frames if not frame.is_corrupt]
    return whole[-1] if whole else None
