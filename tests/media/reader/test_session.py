from __future__ import annotations

import asyncio
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from media.reader.address import parse_address
from media.reader.session import Reader
from media.rtsp.outcome import RtspError
from media.secret import Secret
from media.source import Trouble
from tests.media.reader.clips import FFMPEG, clip, free_port, sending
from tests.media.reader.udp_camera import UdpCamera
from tests.media.rtsp.test_session import Taken

GST_CAMERA = Path(__file__).parents[1] / "rtsp" / "gst_camera.py"


def run(test: Any) -> None:
    async def limited() -> None:
        async with asyncio.timeout(30):
            await test()

    asyncio.run(limited())


def reader(url: str, transport: str = "any", user: str = "", password: str = "") -> Reader:
    return Reader(parse_address(url), transport, user or None, Secret(password))


async def ended(url: str, transport: str = "any", user: str = "", password: str = "") -> RtspError:
    """Why it cannot be opened, or why it ended."""
    one = reader(url, transport, user, password)
    try:
        session = await one.open(Taken())
    except RtspError as error:
        assert not demuxing()
        return error
    try:
        await session.watch()
    except RtspError as error:
        return error
    finally:
        await session.close()
        assert not demuxing()


def demuxing() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("demux")]


async def opened(one: Reader, sink: Taken) -> Any:
    """As soon as the other side listens."""
    while True:
        try:
            return await one.open(sink)
        except RtspError as error:
            if error.trouble not in (Trouble.REFUSED, Trouble.SILENT):
                raise
            await asyncio.sleep(0.05)


async def is_played(url: str, codec: str = "h264", transport: str = "any") -> None:
    sink = Taken()
    session = await opened(reader(url, transport), sink)
    await sink.count(25)
    assert sink.videos[0].codec == codec
    assert any(unit.key for unit, _, _ in sink.units)
    await session.close()
    assert not demuxing()
    units = len(sink.units)
    await asyncio.sleep(0)
    assert len(sink.units) == units


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    clip(folder / "x.ts", sound="aac")
    clip(folder / "x.flv", sound="aac")
    clip(folder / "x.avi", "mjpeg")
    return folder


def test_multicast_is_read(films: Path) -> None:
    to = f"udp://239.255.77.7:{free_port(socket.SOCK_DGRAM)}?localaddr=127.0.0.1"
    with sending(films / "x.ts", "-f", "mpegts", f"{to}&ttl=0"):
        run(lambda: is_played(to))


def test_rtp_with_a_transport_stream_is_read(films: Path) -> None:
    port = free_port(socket.SOCK_DGRAM) & ~1
    with sending(films / "x.ts", "-f", "rtp_mpegts", f"rtp://127.0.0.1:{port}"):
        run(lambda: is_played(f"rtp://127.0.0.1:{port}"))


def test_motion_jpeg_over_http_is_read(films: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/x.mjpg"
    with sending(films / "x.avi", "-listen", "1", "-f", "mpjpeg", url):
        run(lambda: is_played(url, "mjpeg"))


def test_rtmp_is_read_and_its_end_is_said(films: Path) -> None:
    url = f"rtmp://127.0.0.1:{free_port()}/live/x"

    async def test() -> None:
        sink = Taken()
        session = await opened(reader(url), sink)
        await sink.count(20)
        server.kill()
        with pytest.raises(RtspError) as end:
            await session.watch()
        assert end.value.trouble is Trouble.CLOSED
        await session.close()
        assert (await ended(url)).trouble is Trouble.REFUSED

    with sending(films / "x.flv", "-listen", "1", "-f", "flv", url) as server:
        run(test)


def test_a_playlist_is_played_at_its_own_pace_and_opens_no_file(tmp_path: Path) -> None:
    film = clip(tmp_path / "x.ts", pictures=60)
    words = [*FFMPEG, "-i", str(film), "-c", "copy", "-hls_time", "0.4", str(tmp_path / "x.m3u8")]
    subprocess.run(words, check=True)
    hostile = (tmp_path / "x.m3u8").read_text().replace("x0.ts", f"file://{film}")
    (tmp_path / "hostile.m3u8").write_text(hostile)

    async def test() -> None:
        sink = Taken()
        with serving(tmp_path) as at:
            session = await reader(f"{at}/x.m3u8").open(sink)
            await sink.count(35)
            assert sink.units[30][1] - sink.units[0][1] >= 1.0  # 30 pictures of 40 ms
            await session.close()
            hostile = await ended(f"{at}/hostile.m3u8")
            assert hostile.trouble in (Trouble.PROTOCOL, Trouble.CLOSED)
            assert (await ended(f"{at}/none.m3u8")).trouble is Trouble.NOT_FOUND

    run(test)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def gst_camera(*arguments: str) -> Iterator[str]:
    words = ["/usr/bin/python3", str(GST_CAMERA), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield f"rtsp://127.0.0.1:{int(server.stdout.readline())}"
        server.kill()


async def has_each_picture_once(url: str) -> None:
    """The server writes parameter sets before each slice of a key picture."""
    sink = Taken()
    session = await reader(url, "udp").open(sink)
    await sink.count(60)
    await session.close()
    assert not demuxing()
    assert sink.videos[0].codec == "h264"
    assert any(unit.key for unit, _, _ in sink.units)
    stamps = [unit.timestamp for unit, _, _ in sink.units]
    assert len(set(stamps)) == len(stamps)


@pytest.mark.foreign
def test_gstreamers_server_is_read_over_udp() -> None:
    with gst_camera() as at:
        run(lambda: has_each_picture_once(f"{at}/live"))

        async def test() -> None:
            assert (await ended(f"{at}/none", "udp")).trouble is Trouble.NOT_FOUND

        run(test)


@pytest.mark.parametrize("count", [1, 7])
def test_packets_that_udp_loses_are_counted_and_break_what_builds_on_them(count: int) -> None:
    async def test() -> None:
        async with UdpCamera().open() as camera:
            whole = {b"".join(b"\0\0\0\1" + nal for nal in nals) for nals in camera.pictures}
            sink = Taken()
            session = await reader(camera.url, "udp").open(sink)
            await sink.count(15)
            assert session.sequence.lost == 0
            camera.lose = count
            while session.sequence.lost == 0:
                await sink.count(len(sink.units) + 1)
            await sink.count(len(sink.units) + 25)
            await session.close()
            assert session.sequence.lost == count
            units = [unit for unit, _, _ in sink.units]
            assert all(unit.broken or unit.data in whole for unit in units)
            struck = [at for at, unit in enumerate(units) if unit.broken]
            assert struck == list(range(struck[0], struck[-1] + 1)), "one stretch"
            assert units[struck[-1] + 1].key

    run(test)


@pytest.mark.parametrize("described", [True, False])
def test_what_is_granted_and_does_not_come_by_udp_wants_another_way(
    described: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)

    async def test() -> None:
        async with UdpCamera(eats={"udp"}, sprop=described).open() as camera:
            error = await ended(camera.url, "udp")
            assert (error.trouble, error.patient) == (Trouble.TRANSPORT, False)
            assert "nothing came by UDP" in error.detail

    run(test)


def test_what_falls_silent_later_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch)

    async def test() -> None:
        async with UdpCamera().open() as camera:
            sink = Taken()
            session = await reader(camera.url, "udp").open(sink)
            await sink.count(3)
            camera.eats = {"udp"}
            with pytest.raises(RtspError) as silent:
                await session.watch()
            assert silent.value.trouble is Trouble.SILENT
            await session.close()

    run(test)


def test_a_camera_without_udp_is_told_from_one_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch)

    async def test() -> None:
        async with UdpCamera(offers=frozenset()).open() as camera:
            assert (await ended(camera.url, "udp")).trouble is Trouble.TRANSPORT
        with a_mute_server() as place:
            assert (await ended(f"rtsp://{place}/live", "udp")).trouble is Trouble.SILENT

    run(test)


@pytest.mark.parametrize(("came", "trouble"), [(0, Trouble.TRANSPORT), (3, Trouble.SILENT)])
def test_an_owner_who_waited_in_vain_is_told_the_same(came: int, trouble: Trouble) -> None:
    async def test() -> None:
        async with UdpCamera(eats=frozenset() if came else {"udp"}).open() as camera:
            sink = Taken()
            session = await reader(camera.url, "udp").open(sink)
            await sink.count(came)
            session.fail(RtspError(Trouble.SILENT, "no picture for 8 s"))
            with pytest.raises(RtspError) as ended:
                await session.watch()
            assert ended.value.trouble is trouble
            await session.close()

    run(test)


@pytest.mark.foreign
def test_the_login_is_told_and_a_wrong_one_is_said_without_it() -> None:
    async def test() -> None:
        sink = Taken()
        session = await reader(f"{at}/live", "udp", "admin", "g@h:/").open(sink)
        await sink.count(3)
        await session.close()
        wrong = await ended(f"{at}/live", "udp", "admin", "geheim")
        assert wrong.trouble is Trouble.UNAUTHORIZED
        assert "geheim" not in str(wrong)

    with gst_camera("--login", "admin:g@h:/") as at:
        run(test)


@contextmanager
def a_mute_server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=8) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("scheme", ["rtsp", "rtmp", "http", "udp", "rtp"])
def test_silence_is_said_of_every_kind(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch)

    async def test() -> None:
        with a_mute_server() as place:
            if scheme in ("udp", "rtp"):
                place = f"127.0.0.1:{free_port(socket.SOCK_DGRAM) & ~1}"
            assert (await ended(f"{scheme}://{place}/live/x")).trouble is Trouble.SILENT

    run(test)


def test_an_order_to_stop_while_connecting_leaves_no_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch)

    async def test() -> None:
        with a_mute_server() as place:
            one = reader(f"http://{place}/x")
            opening = asyncio.ensure_future(one.open(Taken()))
            await asyncio.sleep(0)  # it has run up to its first wait
            assert demuxing()
            opening.cancel()
            again = asyncio.ensure_future(one.open(Taken()))
            await asyncio.wait({opening, again})
            assert opening.cancelled()
            assert isinstance(again.exception(), RtspError)
            assert not demuxing()

    run(test)


def test_what_never_comes_to_an_end_of_opening_is_given_up_and_not_opened_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch)
    monkeypatch.setattr("media.reader.session.OPEN_S", 0.1)
    monkeypatch.setattr("media.reader.session.SOCKET_S", 0.1)

    async def test() -> None:
        with a_mute_server() as place:
            one = reader(f"http://{place}/x")
            for said in ("not opened within", "does not let go"):
                with pytest.raises(RtspError, match=said) as refused:
                    await one.open(Taken())
                assert refused.value.trouble is Trouble.SILENT
                assert len(demuxing()) == 1
            assert one._last is not None
            assert await one._last.gone(10)
            assert not demuxing()

    run(test)


def test_a_name_nobody_knows_is_said() -> None:
    async def test() -> None:
        error = await ended("http://no-such-host.invalid/x")
        assert (error.trouble, "no-such-host" in error.detail) == (Trouble.UNREACHABLE, True)

    run(test)


def shorten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("media.reader.options.UDP_S", 0.3)
    for module in ("options", "demuxer"):
        monkeypatch.setattr(f"media.reader.{module}.SOCKET_S", 0.3)
