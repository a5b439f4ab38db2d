"""A virtual X screen whose pixels can be read as they are, without asking the X server."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from tests.stage.process import wait_for


class Screen:
    """An Xvfb of its own. ``pixels`` is a live view, shape (height, width, 4), BGRX."""

    def __init__(self, folder: Path, width: int = 1920, height: int = 1080) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.width, self.height = width, height
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24",
                "-nolisten", "tcp", "-noreset", "-fbdir", str(folder),
            ],
            pass_fds=(write_end,),
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.pid = self._server.pid
        os.close(write_end)
        with os.fdopen(read_end) as number:
            self.display = f":{number.readline().strip()}"
        self.pixels = self._map(folder / "Xvfb_screen0")

    def _map(self, path: Path) -> npt.NDArray[np.uint8]:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 0)
        # the X window dump header: sizes in big-endian words, then the colour table
        words = struct.unpack_from(">25I", self._memory)
        header, stride, colours = words[0], words[12], words[19]
        start = header + colours * 12
        flat = np.frombuffer(self._memory, np.uint8, stride * self.height, start)
        return flat.reshape(self.height, stride // 4, 4)[:, : self.width]

    def click(self, x: int, y: int) -> None:
        """Click at a place, as a mouse does; the window there has the keyboard afterwards."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")
        # without a window manager a window takes the keyboard itself, when it has seen the click;
        # until then it belongs to the screen, if a window that had it is gone
        wait_for("the keyboard's window", self._listens)

    def _listens(self) -> bool:
        """Whether the window below the pointer has the keyboard."""
        told = self._xdotool("getmouselocation", "--shell").stdout.decode().split()
        focused = self._xdotool("getwindowfocus")
        return focused.returncode == 0 and f"WINDOW={focused.stdout.decode().strip()}" in told

    def press(self, keys: str) -> None:
        """Press keys, ``ctrl+f`` for instance, in the window that was clicked."""
        assert self._xdotool("key", keys).returncode == 0

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            timeout=20,
            check=False,
        )

    def save(self, path: Path) -> None:
        """The present screen as a PNG."""
        import cv2

        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), self.pixels[:, :, :3])

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
