"""One picture of an address, as a process of its own: a stranger's stream is decoded here.

``python -m media.reader.glancing`` reads one line from stdin, ``{"address","user","password"}``,
and writes one line to stdout, ``{"codec","width","height"}`` or ``{"trouble","detail"}``; after the
first the picture follows as a JPEG of at most ``LARGEST_PX`` across.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
from typing import Any, BinaryIO

import av
from av.error import FFmpegError
from av.video.frame import VideoFrame
from PIL import Image

from media.reader.address import parse_address
from media.reader.glance import Glance
from media.reader.options import SOCKET_S, options
from media.reader.trouble import by_fault
from media.rtsp.outcome import RtspError
from media.secret import Secret
from media.source import Trouble

LARGEST_PX = 640
PATIENCE_S = 8.0  # from the first packet to a picture
QUALITY = 85
LONGEST_ORDER = 8192  # bytes


def look(written: str, user: str | None, password: Secret | None) -> Glance:
    """The first picture. RtspError says why there is none, ValueError what is no address."""
    address = parse_address(written)
    if address.scheme == "file":
        raise ValueError("is no address of a camera")
    login = (user, password) if user else (address.user, address.password)
    begun_at = time.monotonic()
    try:
        with av.open(address.with_login(*login), options=options(address, "tcp")) as container:
            if not container.streams.video:
                raise RtspError(Trouble.PROTOCOL, "it holds no pictures")
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1
            begun_at = time.monotonic()
            for frame in container.decode(stream):
                if not frame.is_corrupt:
                    return _taken(frame, stream.codec_context.name)
                if time.monotonic() - begun_at > PATIENCE_S:
                    break
    except FFmpegError as fault:
        raise by_fault(fault, address, time.monotonic() - begun_at, SOCKET_S) from None
    raise RtspError(Trouble.SILENT, "it sends no picture")


def _taken(frame: VideoFrame, codec: str) -> Glance:
    width, height = frame.width, frame.height
    across = min(width, LARGEST_PX)
    small = frame.reformat(across, max(round(height * across / width), 1))
    written = io.BytesIO()
    Image.fromarray(small.to_ndarray(format="rgb24")).save(written, "JPEG", quality=QUALITY)
    return Glance(codec, width, height, written.getvalue())


def serve(order: BinaryIO, answer: BinaryIO) -> None:
    """One order, one answer."""
    try:
        told = json.loads(order.readline(LONGEST_ORDER))
        password = Secret(told["password"]) if told.get("user") else None
        seen = look(told["address"], told.get("user") or None, password)
        head: dict[str, Any] = {"codec": seen.codec, "width": seen.width, "height": seen.height}
        picture = seen.jpeg
    except RtspError as error:
        head, picture = {"trouble": error.trouble.value, "detail": error.detail}, b""
    except (ValueError, KeyError, TypeError, AttributeError):
        head, picture = {"trouble": Trouble.PROTOCOL.value, "detail": "is no address"}, b""
    answer.write(json.dumps(head).encode() + b"\n" + picture)
    answer.flush()


if __name__ == "__main__":
    logging.disable()  # FFmpeg's words name the address
    serve(sys.stdin.buffer, sys.stdout.buffer)
