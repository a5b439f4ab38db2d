"""What there is to see of a stream without asking it for anything more."""

from __future__ import annotations

from dataclasses import dataclass, replace

import av
from av.error import FFmpegError
from av.video.reformatter import Interpolation, VideoReformatter

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


class Copier:
    """Copies what is looked at, so that no decoder waits for it. One thread uses it."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()

    def picture(self, frame: av.VideoFrame) -> av.VideoFrame:
        """In NV12, which is cheap to make, and never what a decoder gives from memory of its own;
        of a large picture only each second or third pixel. Raises FFmpegError or ValueError for a
        format that cannot be converted."""
        step = max(1, min(frame.height // 360, frame.width // 640))
        return self._reformatter.reformat(
            frame, frame.width // step, frame.height // step, "nv12",
            interpolation=Interpolation.POINT, threads=1,
        )  # fmt: skip

    def glimpse(self, seen: Glimpse) -> Glimpse | None:
        """The same without the decoder's own picture: while that is held the decoder takes memory
        for one more, and keeps it for good. None where the picture cannot be copied."""
        if seen.frame is None:
            return seen
        try:
            return replace(seen, frame=self.picture(seen.frame))
        except (FFmpegError, ValueError):
            return None


def decoded(glimpse: Glimpse) -> av.VideoFrame | None:
    """Its picture; None where the key picture cannot be decoded. Slow for a key picture."""
    if glimpse.frame is not None or glimpse.key is None:
        return glimpse.frame
    try:
        codec = open_codec(glimpse.key.codec)
        frames = codec.decode(av.Packet(bytes(glimpse.key.data))) + codec.decode(None)
    except FFmpegError:
        return None
    whole = [frame for frame in frames if not frame.is_corrupt]
    return whole[-1] if whole else None
