"""Who is measured: this console and three others, each showing the same streams at the same places.

A contestant is given a ``Task`` and a screen, and is a set of processes from then on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.streams import Login, with_login, write_site
from tests.stage.process import ROOT, Api, free_port, token_of, wait_for
from tests.stage.screen import Screen

Rect = tuple[int, int, int, int]  # x, y, width, height in pixels of the screen
STOP_S = 10.0
PAINTED_S = 1.0  # a tile is live before it has painted, and tells its whole area until then


@dataclass(frozen=True)
class Task:
    """Streams to show, and where. ``rects`` are the pictures' places; the console has its own, and
    the others are given those."""

    urls: tuple[str, ...]
    login: Login = field(repr=False)
    layout: str
    rects: tuple[Rect, ...]


@dataclass(frozen=True)
class Running:
    """Started processes; ``rects`` is where each stream's picture is."""

    roots: list[int]
    rects: tuple[Rect, ...]


Runner = Callable[[Task, Screen, Path], AbstractContextManager[Running]]


def plain_grid(side: int, width: int = 1920, height: int = 1080) -> tuple[Rect, ...]:
    """Equal tiles without borders, in reading order."""
    wide, high = width // side, height // side
    return tuple((n % side * wide, n // side * high, wide, high) for n in range(side * side))


@contextmanager
def ours(task: Task, screen: Screen, folder: Path) -> Iterator[Running]:
    """The whole program on a site folder of its own, the wall alone in its window."""
    site, port = folder / "site", free_port()
    write_site(site, task.urls, task.login, layout=task.layout)
    command = [
        sys.executable, "-m", "console", "--site", str(site), "--view", "wall",
        "--control", f"127.0.0.1:{port}", "--windowed", "1920x1080",
    ]  # fmt: skip
    with _started([command], screen, folder / "ours.log", QT_QPA_PLATFORM="xcb") as roots:
        secrets = site / "state/secrets.toml"
        api = Api(port, wait_for("the control token", lambda: token_of(secrets), 30))
        wait_for("the control API", api.answers, 30)

        def places() -> tuple[Rect, ...]:
            tiles = api.get("/v1/wall")["tiles"]
            rects = tuple(tuple(tile["rect"]) for tile in tiles if tile["state"] == "live")
            return rects if len(rects) == len(task.urls) else ()

        wait_for("all tiles live", places, 90)
        time.sleep(PAINTED_S)
        yield Running(roots, wait_for("all tiles live", places, 90))


def gstreamer(scaling: str) -> Runner:
    """One process, one window: every stream decoded in its own branch of one ``compositor``.

    ``scaling``: ``bilinear`` or ``nearest-neighbour`` before the compositor, in the branch's own
    thread and in the decoder's own format; ``""`` lets the compositor scale. bench/README.md has
    what else was tried.
    """

    @contextmanager
    def run(task: Task, screen: Screen, folder: Path) -> Iterator[Running]:
        places = tuple(_even(rect) for rect in task.rects)
        command = gstreamer_command(replace(task, rects=places), screen, scaling)
        with _started([command], screen, folder / "gstreamer.log") as roots:
            yield Running(roots, places)

    return run


def gstreamer_command(task: Task, screen: Screen, scaling: str) -> list[str]:
    """The pictures are composed as they were decoded and converted to the screen's format once."""
    pads = [
        f"sink_{n}::xpos={x} sink_{n}::ypos={y} sink_{n}::width={w} sink_{n}::height={h}"
        for n, (x, y, w, h) in enumerate(task.rects)
    ]
    caps = f"video/x-raw,format=I420,framerate=25/1,width={screen.width},height={screen.height}"
    branches = [
        f"rtspsrc location={url} user-id={task.login.name} user-pw={task.login.password} "
        "protocols=tcp latency=0 ! rtph264depay ! h264parse ! avdec_h264 max-threads=1 "
        f"{_scaler(scaling, w, h)} ! c.sink_{n}"
        for n, (url, (_, _, w, h)) in enumerate(zip(task.urls, task.rects, strict=True))
    ]
    whole = (
        f"compositor name=c background=black {' '.join(pads)} ! {caps} ! videoconvert "
        f"! ximagesink sync=false {' '.join(branches)}"
    )
    return ["gst-launch-1.0", "-q", *whole.split()]


def _even(rect: Rect) -> Rect:
    """What I420 can place: two pixels share a colour."""
    x, y, width, height = (each - each % 2 for each in rect)
    return x, y, width, height


def _scaler(method: str, width: int, height: int) -> str:
    if not method:
        return ""
    return f"! videoscale method={method} ! video/x-raw,width={width},height={height}"


@contextmanager
def mpv(task: Task, screen: Screen, folder: Path) -> Iterator[Running]:
    """One window a stream: mpv shows several streams in one window only in step with their times,
    and then each waits for the slowest."""
    commands = [
        [
            "mpv", "--no-config", "--profile=low-latency", "--no-cache", "--untimed",
            "--no-audio", "--rtsp-transport=tcp", "--vo=x11", "--hwdec=no", "--sws-fast",
            "--no-osc", "--osd-level=0", "--no-input-default-bindings", "--no-terminal",
            "--no-border", "--no-keepaspect", "--no-keepaspect-window",
            "--force-window-position", f"--geometry={w}x{h}+{x}+{y}",
            with_login(url, task.login),
        ]
        for url, (x, y, w, h) in zip(task.urls, task.rects, strict=True)
    ]  # fmt: skip
    with _started(commands, screen, folder / "mpv.log") as roots:
        yield Running(roots, task.rects)


@contextmanager
def ffplay(task: Task, screen: Screen, folder: Path) -> Iterator[Running]:
    """One window a stream, as it can do no other."""
    commands = [
        [
            "ffplay", "-hide_banner", "-loglevel", "error", "-rtsp_transport", "tcp",
            "-fflags", "nobuffer", "-flags", "low_delay", "-framedrop", "-an", "-sn",
            "-probesize", "32", "-analyzeduration", "0", "-sync", "ext", "-threads", "1",
            "-noborder", "-left", str(x), "-top", str(y), "-x", str(w), "-y", str(h),
            with_login(url, task.login),
        ]
        for url, (x, y, w, h) in zip(task.urls, task.rects, strict=True)
    ]  # fmt: skip
    with _started(commands, screen, folder / "ffplay.log", SDL_RENDER_DRIVER="software") as roots:
        yield Running(roots, task.rects)


RUNNERS: dict[str, Runner] = {
    "ours": ours,
    "gst": gstreamer("bilinear"),
    "gst-own": gstreamer(""),
    "gst-nearest": gstreamer("nearest-neighbour"),
    "mpv": mpv,
    "ffplay": ffplay,
}


@contextmanager
def _started(
    commands: Sequence[Sequence[str]], screen: Screen, log: Path, **environment: str
) -> Iterator[list[int]]:
    """Processes on the screen until the end of the block. Raises AssertionError when one of them
    has ended by itself."""
    surroundings = {**os.environ, "DISPLAY": screen.display, **environment}
    surroundings.pop("WAYLAND_DISPLAY", None)
    with log.open("wb") as written:
        processes = [
            subprocess.Popen(
                command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=written,
                stderr=written,
            )
            for command in commands
        ]  # fmt: skip
        try:
            yield [process.pid for process in processes]
            ended = [process for process in processes if process.poll() is not None]
            assert not ended, f"{len(ended)} ended: {log.read_text('utf-8', 'replace')[-2000:]}"
        finally:
            _stop(processes)


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_S)
