"""The cameras' server against FFmpeg, and against clients that misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from console.town.cameras.darkroom import Darkroom, Stream
from console.town.cameras.login import Login
from console.town.cameras.rtsp import Cameras, interleaved, named, parse_request
from console.town.film.mark import read_mark
from console.town.film.reel import SUB
from console.town.film.shot import Shot
from console.town.world.town import Camera, the_town

TOWN = the_town(7)
CAMERA, MARKET = "c12", "c13"


@asynccontextmanager
async def served(cache: Path) -> AsyncIterator[tuple[Cameras, int]]:
    darkroom = Darkroom(cache, 1)

    async def develop(camera: Camera, size: str) -> Stream:
        if camera.id not in (CAMERA, MARKET) or size != "sub":
            raise OSError("this test has one reel")
        heading = camera.pose.heading_deg
        return await darkroom.stream(Shot(camera.scene, camera.number, camera.name, heading, *SUB))

    cameras = Cameras(TOWN.cameras, Login("town", "secret"), develop)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        work = tasks.create_task(darkroom.run())
        port = await cameras.start()
        try:
            yield cameras, port
        finally:
            await cameras.stop()
            work.cancel()


def played(cache: Path, act: Callable[[Cameras, int], Awaitable[None]]) -> None:
    async def play() -> None:
        async with served(cache) as (cameras, port):
            await act(cameras, port)

    asyncio.run(play())


def watched(url: str, count: int) -> list[tuple[int, int] | None]:
    """Marks of the first pictures, as FFmpeg sees them."""
    options = {"rtsp_transport": "tcp", "timeout": "8000000"}
    with av.open(url, options=options) as opened:
        stream = opened.streams.video[0]
        stream.thread_count = 1
        marks = []
        for frame in opened.decode(stream):
            marks.append(read_mark(frame.to_ndarray(format="bgr24")))
            if len(marks) == count:
                return marks
    return marks


async def asked(port: int, text: str) -> str:
    """The head of an answer to a raw request; "" when the connection breaks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(text.encode())
        return (await reader.readuntil(b"\r\n\r\n")).decode()
    except (ConnectionError, asyncio.IncompleteReadError):
        return ""
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


def test_ffmpeg_sees_the_right_cameras_pictures_one_after_the_other(reel_cache: Path) -> None:
    async def act(_cameras: Cameras, port: int) -> None:
        url = f"rtsp://town:secret@127.0.0.1:{port}/{CAMERA}/sub"
        marks = await asyncio.to_thread(watched, url, 70)
        assert {mark[0] for mark in marks if mark} == {11}
        pictures = [mark[1] for mark in marks if mark]
        first = pictures[0]
        assert len(pictures) == 70
        assert pictures == [(first + i) % 200 for i in range(70)]
        assert first % 50 == 0

    played(reel_cache, act)


def test_ffprobe_reads_what_the_stream_is(reel_cache: Path) -> None:
    async def act(_cameras: Cameras, port: int) -> None:
        url = f"rtsp://town:secret@127.0.0.1:{port}/{CAMERA}/sub"
        entries = "stream=codec_name,width,height,has_b_frames,r_frame_rate"
        words = ["ffprobe", "-v", "error", "-rtsp_transport", "tcp", "-show_entries", entries,
                 "-of", "csv=p=0", url]  # fmt: skip
        probe = await asyncio.to_thread(subprocess.run, words, capture_output=True, text=True)
        assert probe.stdout.strip() == "h264,640,360,0,25/1", probe.stderr

    played(reel_cache, act)


def heard(url: str, seconds: float) -> tuple[str, float, float]:
    """Codec, seconds and loudness of the sound, as FFmpeg hears it."""
    options = {"rtsp_transport": "tcp", "timeout": "8000000"}
    pieces: list[np.ndarray] = []
    with av.open(url, options=options) as opened:
        stream = opened.streams.audio[0]
        for frame in opened.decode(stream):
            pieces.append(frame.to_ndarray()[0])
            if sum(map(len, pieces)) >= seconds * 8000:
                break
        name = stream.codec_context.name
    sound = np.concatenate(pieces) / 32768
    return name, len(sound) / 8000, float(sound.std())


def test_a_market_is_heard_and_seen_in_step(reel_cache: Path) -> None:
    async def act(cameras: Cameras, port: int) -> None:
        url = f"rtsp://town:secret@127.0.0.1:{port}/{MARKET}/sub"
        name, seconds, loudness = await asyncio.to_thread(heard, url, 1.0)
        assert name == "pcm_alaw"
        assert seconds >= 1.0
        assert 0.005 < loudness < 0.1
        assert len(await asyncio.to_thread(watched, url, 10)) == 10

    played(reel_cache, act)


def test_a_wrong_password_is_refused(reel_cache: Path) -> None:
    async def act(cameras: Cameras, port: int) -> None:
        url = f"rtsp://town:wrong@127.0.0.1:{port}/{CAMERA}/sub"
        with pytest.raises(av.FFmpegError, match="401"):
            await asyncio.to_thread(watched, url, 1)
        assert cameras.served == 0

    played(reel_cache, act)


def test_what_is_not_there_is_said(reel_cache: Path) -> None:
    async def act(_cameras: Cameras, port: int) -> None:
        for path in ("c99/sub", f"{CAMERA}/huge", ""):
            url = f"rtsp://town:secret@127.0.0.1:{port}/{path}"
            with pytest.raises(av.FFmpegError, match="404"):
                await asyncio.to_thread(watched, url, 1)
        with pytest.raises(av.FFmpegError, match="5XX"):
            await asyncio.to_thread(watched, f"rtsp://town:secret@127.0.0.1:{port}/c01/sub", 1)

    played(reel_cache, act)


def test_a_cut_line_breaks_for_its_camera_alone_and_is_mended(reel_cache: Path) -> None:
    async def act(cameras: Cameras, port: int) -> None:
        url = f"rtsp://town:secret@127.0.0.1:{port}/{CAMERA}/sub"
        loop = asyncio.get_running_loop()
        watching = loop.run_in_executor(None, watched, url, 100_000)
        while not cameras.served:  # noqa: ASYNC110 - the server has no reason to tell of it
            await asyncio.sleep(0)
        cameras.cut(CAMERA)
        try:
            marks = await watching  # it ends at once, by an error or the end of the stream
        except av.FFmpegError:
            marks = []
        assert len(marks) < 100_000
        assert cameras.served == 0
        options = "OPTIONS rtsp://127.0.0.1/{} RTSP/1.0\r\nCSeq: 1\r\n\r\n"
        assert await asked(port, options.format(f"{CAMERA}/sub")) == ""
        assert "200 OK" in await asked(port, options.format("c01/sub"))
        cameras.mend(CAMERA)
        assert len(await asyncio.to_thread(watched, url, 3)) == 3

    played(reel_cache, act)


def test_all_lines_cut_refuse_everybody(reel_cache: Path) -> None:
    async def act(cameras: Cameras, port: int) -> None:
        cameras.cut("*")
        assert await asked(port, "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n") == ""
        cameras.mend("*")
        assert "CSeq: 1" in await asked(port, "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n")
        with pytest.raises(KeyError):
            cameras.cut("c99")

    played(reel_cache, act)


@pytest.mark.parametrize(
    "noise",
    [
        "GET / HTTP/1.1\r\n\r\n",
        "\r\n\r\nPLAY\r\n\r\n",
        "X" * 20_000,
        "OPTIONS * RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n",
        "OPTIONS * RTSP/1.0\r\nContent-Length: ten\r\n\r\n",
        "\x01\x02\x03\r\n\r\n",
    ],
)
def test_noise_ends_its_own_connection_only(reel_cache: Path, noise: str) -> None:
    async def act(cameras: Cameras, port: int) -> None:
        assert await asked(port, noise) == ""
        answer = await asked(port, "OPTIONS * RTSP/1.0\r\nCSeq: 7\r\n\r\n")
        assert "CSeq: 7" in answer

    played(reel_cache, act)


def test_udp_is_declined_and_login_comes_first(reel_cache: Path) -> None:
    async def act(_cameras: Cameras, port: int) -> None:
        setup = f"SETUP rtsp://h/{CAMERA}/sub RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP\r\n\r\n"
        answer = await asked(port, setup)
        assert "401 Unauthorized" in answer
        assert answer.count("WWW-Authenticate: Digest") == 2

    played(reel_cache, act)


def test_urls_and_transports_are_read() -> None:
    assert named("rtsp://h:1/c01/sub/trackID=1") == ("c01", "sub")
    assert named("rtsp://h:1/c01/main?x=/y") == ("c01", "main")
    assert named("*") == ("", "")
    assert interleaved("RTP/AVP/TCP;unicast;interleaved=4-5") == 4
    assert interleaved("RTP/AVP/TCP;interleaved=999-1000") == 0
    request = parse_request(b"PLAY rtsp://h/c01 RTSP/1.0\r\nCSeq: 3\r\nX-Y:  z \r\n\r\n")
    assert (request.method, request.headers) == ("PLAY", {"cseq": "3", "x-y": "z"})
