"""Small films in files and from other programs, for the tests of the reader."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FFMPEG = ("ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y")


def clip(
    path: Path, codec: str = "libx264", pictures: int = 50, sound: str = "", size: str = "160x96"
) -> Path:
    """A film of 25 pictures a second, a key picture each 10."""
    words = [*FFMPEG, "-f", "lavfi", "-i", f"testsrc=s={size}:r=25"]
    if sound:
        words += ["-f", "lavfi", "-i", "sine=r=8000", "-c:a", sound, "-shortest"]
    words += ["-frames:v", str(pictures), "-c:v", codec, "-pix_fmt", "yuv420p"]
    if codec == "mjpeg":  # full range
        words += ["-pix_fmt", "yuvj420p"]
    elif codec.startswith("libx26"):
        words += ["-preset", "ultrafast", "-tune", "zerolatency", "-g", "10"]
    if codec == "libx265":
        words += ["-x265-params", "log-level=none:pools=1"]
    subprocess.run([*words, str(path)], check=True, timeout=60)
    return path


@contextmanager
def sending(source: Path, *output: str) -> Iterator[subprocess.Popen[bytes]]:
    """FFmpeg plays the film again and again, at its own pace, to ``output``."""
    words = [*FFMPEG, "-re", "-stream_loop", "-1", "-i", str(source), "-c", "copy", *output]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
