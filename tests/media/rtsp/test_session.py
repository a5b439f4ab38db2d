from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from media.rtsp.message import LARGEST_BODY
from media.rtsp.outcome import RtspError
from media.rtsp.session import MOST_REDIRECTS, Session, Target, open_session
from media.rtsp.url import parse_url
from media.source import Trouble
from tests.media.rtsp.device import Device, reply, sender_report
from tests.media.rtsp.film import film, interleaved, payloads, rtp
from tests.media.rtsp.viewer import PASSWORD, SHORT, Taken, lost, run, target


def test_pictures_come_and_the_camera_is_told_good_bye() -> None:
    async def test() -> None:
        async with Device().open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            device.send(7)
            await sink.count(12)
            units = [unit for unit, _, _ in sink.units]
            assert [unit.key for unit in units].index(True, 1) == 10
            assert not any(unit.broken for unit in units)
            assert sink.videos[0].codec == "h264"
            assert device.clients[0].asked[2][1]["uri"] == device.url + "/trackID=1"
            assert session.sequence.lost == 0
            await session.close()
            await device.clients[0].gone.wait()
            asked = [method for method, _ in device.clients[0].asked]
            assert asked == ["OPTIONS", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN"]
            assert device.clients[0].asked[4][1]["Session"] == "4711"
            assert all(headers["User-Agent"] for _, headers in device.clients[0].asked)

    run(test)


@pytest.mark.parametrize(
    ("scheme", "qop"),
    [("MD5", "auth"), ("MD5", ""), ("SHA-256", "auth"), ("both", "auth"), ("Basic", "")],
)
def test_every_kind_of_login_gets_in_with_one_try_per_request(scheme: str, qop: str) -> None:
    async def test() -> None:
        camera = Device(user="admin", password=PASSWORD, scheme=scheme, qop=qop)
        async with camera.open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            await sink.count(5)
            await session.close()
            assert device.tries == 5

    run(test)


def test_a_wrong_password_is_tried_once() -> None:
    async def test() -> None:
        async with Device(user="admin", password="another").open() as device:
            error = await lost(device)
            assert (error.trouble, error.patient) == (Trouble.UNAUTHORIZED, True)
            assert device.tries == 1

    run(test)


def test_a_login_in_the_address_is_used_and_never_sent_as_part_of_it() -> None:
    async def test() -> None:
        async with Device(user="u", password="p@x").open() as device:
            url = parse_url(device.url.replace("://", "://u:p@x@"))
            session = await open_session(Target(url), Taken())
            await session.close()
            assert all("p@x" not in headers["uri"] for _, headers in device.clients[0].asked)

    run(test)


def test_no_login_and_an_unknown_kind_of_login_are_told_apart() -> None:
    async def test() -> None:
        async with Device(user="admin", password="x").open() as device:
            with pytest.raises(RtspError) as caught:
                await open_session(Target(parse_url(device.url)), Taken())
            assert caught.value.trouble is Trouble.UNAUTHORIZED
        async with Device(user="admin", password="x", scheme="odd").open() as device:
            assert (await lost(device)).trouble is Trouble.LOGIN

    run(test)


def test_a_closed_port_refuses() -> None:
    async def test() -> None:
        async with Device().open() as device:
            pass
        error = await lost(device)
        assert (error.trouble, error.patient) == (Trouble.REFUSED, False)

    run(test)


@pytest.mark.parametrize("method", ["OPTIONS", "DESCRIBE", "SETUP", "PLAY"])
def test_a_silent_camera_is_given_up_in_every_phase(method: str) -> None:
    async def test() -> None:
        async with Device(answers={method: lambda _: None}).open() as device:
            error = await lost(device, SHORT)
            assert error.trouble is Trouble.SILENT
            assert method in error.detail

    run(test)


def test_an_answer_that_drips_is_given_up() -> None:
    async def test() -> None:
        async with Device(
            answers={"OPTIONS": lambda _: b"RTSP/1.0 200 OK\r\nX: "}
        ).open() as device:
            opening = asyncio.ensure_future(lost(device, SHORT))
            while not opening.done():
                for client in device.clients:
                    client.send(b"y")
                await asyncio.sleep(0)
            assert (await opening).trouble in (Trouble.SILENT, Trouble.PROTOCOL)

    run(test)


@pytest.mark.parametrize(
    ("method", "answer", "trouble"),
    [
        ("DESCRIBE", "404 Not Found", Trouble.NOT_FOUND),
        ("DESCRIBE", "403 Forbidden", Trouble.UNAUTHORIZED),
        ("SETUP", "461 Unsupported Transport", Trouble.TRANSPORT),
        ("SETUP", "453 Not Enough Bandwidth", Trouble.BUSY),
        ("PLAY", "503 Service Unavailable", Trouble.BUSY),
        ("PLAY", "500 Oops", Trouble.PROTOCOL),
    ],
)
def test_a_refusal_says_what_was_refused(method: str, answer: str, trouble: Trouble) -> None:
    async def test() -> None:
        answers = {method: lambda cseq: reply(cseq, answer)}
        async with Device(answers=answers).open() as device:
            error = await lost(device)
            assert error.trouble is trouble
            assert error.detail == f"{method} was answered with {answer}"

    run(test)


def test_a_camera_that_does_not_know_options_is_read_all_the_same() -> None:
    async def test() -> None:
        answers = {"OPTIONS": lambda cseq: reply(cseq, "501 Not Implemented")}
        async with Device(answers=answers).open() as device:
            session = await open_session(target(device), Taken())
            await session.close()

    run(test)


def test_a_redirect_loop_ends() -> None:
    async def test() -> None:
        camera = Device()
        camera.answers["DESCRIBE"] = lambda cseq: reply(
            cseq, "302 Moved", f"Location: {camera.url}"
        )
        async with camera.open() as device:
            error = await lost(device)
            assert (error.trouble, error.patient) == (Trouble.PROTOCOL, True)
            assert len(device.clients) == MOST_REDIRECTS + 1

    run(test)


def test_a_redirect_is_followed_to_another_host_only_if_allowed_and_without_the_login() -> None:
    async def test() -> None:
        there, here = Device(), Device(user="admin", password=PASSWORD)
        here.answers["DESCRIBE"] = lambda cseq: reply(
            cseq, "301 Moved", f"Location: rtsp://localhost:{there.port}/live"
        )
        async with there.open(), here.open():
            assert "localhost" in (await lost(here)).detail
            assert not there.clients
            session = await open_session(target(here, follow_elsewhere=True), Taken())
            await session.close()
            assert there.clients
            assert there.tries == 0

    run(test)


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (b"RTSP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), "a body of"),
        (b"RTSP/1.0 200 OK\r\n" + b"X: y\r\n" * 5000, "header"),
        (b"\0" * 100_000, "no RTSP"),
        (b"HTTP/1.0 400 Bad Request\r\n\r\n", "HTTP"),
    ],
)
def test_an_answer_beyond_the_limits_ends_the_connection(answer: bytes, detail: str) -> None:
    async def test() -> None:
        async with Device(answers={"DESCRIBE": lambda _: answer}).open() as device:
            error = await lost(device)
            assert error.trouble is Trouble.PROTOCOL
            assert detail in error.detail

    run(test)


def test_a_description_without_video_and_another_codec_are_told() -> None:
    async def test() -> None:
        async with Device(
            answers={"DESCRIBE": lambda cseq: reply(cseq, "200 OK")}
        ).open() as device:
            assert (await lost(device)).detail == "the session description names no video"
        async with Device(codec="JPEG/90000").open() as device:
            error = await lost(device)
            assert (error.trouble, error.detail) == (
                Trouble.UNSUPPORTED,
                "the codec jpeg is not supported",
            )

    run(test)


def test_a_cut_line_is_told_with_the_reason() -> None:
    async def test() -> None:
        async with Device().open() as device:
            session = await open_session(target(device), Taken())
            device.cut()
            with pytest.raises(RtspError) as caught:
                await session.watch()
            assert caught.value.trouble is Trouble.CLOSED
            await session.close()

    run(test)


def test_an_owner_may_end_a_session_that_brings_nothing() -> None:
    async def test() -> None:
        async with Device().open() as device:
            session = await open_session(target(device), Taken())
            session.fail(RtspError(Trouble.SILENT, "no picture"))
            with pytest.raises(RtspError, match="no picture"):
                await session.watch()
            await session.close()
            assert device.clients[0].asked[-1][0] == "TEARDOWN"

    run(test)


def keep_alive(session: Session) -> asyncio.Task[None]:
    session._keep_alive_s = 0.0
    return asyncio.ensure_future(session.watch())


@pytest.mark.parametrize(
    ("public", "method"),
    [("OPTIONS, GET_PARAMETER", "GET_PARAMETER"), ("OPTIONS, DESCRIBE", "OPTIONS")],
)
def test_the_session_is_kept_alive_without_waiting_for_answers(public: str, method: str) -> None:
    async def test() -> None:
        camera = Device(public=public, timeout=";timeout=20")
        async with camera.open() as device:
            session = await open_session(target(device), Taken())
            assert session._keep_alive_s == 10
            device.answers[method] = lambda _: None
            watching = keep_alive(session)
            await device.asked(method, 4)
            device.answers[method] = lambda cseq: reply(cseq, "454 Session Not Found")
            with pytest.raises(RtspError, match="forgotten"):
                await watching
            await session.close()

    run(test)


def test_units_carry_the_cameras_clock_once_it_has_reported() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            now = datetime.now(UTC).timestamp()
            client.send(interleaved(sender_report(now, client.timestamp), 1))
            device.send(1)
            await sink.count(1)
            _, received_at, captured_at = sink.units[0]
            assert captured_at == pytest.approx(received_at, abs=1)
            await session.close()

    run(test)


def test_packets_of_another_kind_and_nonsense_are_passed_over() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            client.send(interleaved(rtp(b"audio", 1, 1, True, payload_type=8)))
            client.send(interleaved(b"nonsense"))
            client.send(interleaved(b"nonsense", 1))
            client.send(interleaved(b"nonsense", 7))
            client.send(b"\0\1\2\3")
            client.send(b"OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 99\r\n\r\n")
            device.send(2)
            await sink.count(2)
            assert session.malformed == 3
            assert not any(unit.broken for unit, _, _ in sink.units)
            await session.close()

    run(test)


def test_a_lost_packet_breaks_pictures_up_to_the_next_key_frame() -> None:
    async def test() -> None:
        async with Device(burst=5).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            device.send_picture(client, film()[5], lose=len(payloads(film()[5])) - 1)
            client.next = 6
            device.send(6)
            await sink.count(11)
            assert [unit.broken for unit, _, _ in sink.units] == [False] * 5 + [True] * 4 + [
                False
            ] * 2
            assert session.sequence.lost == 1
            await session.close()

    run(test)


def test_a_cut_in_the_middle_of_a_fragment_leaves_no_half_picture() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            parts = payloads(film()[0], 50)
            client.send(
                interleaved(rtp(parts[0], 1, 1, False)) + interleaved(b"\x80\x60" + b"x" * 9)[:9]
            )
            client.writer.close()
            with pytest.raises(RtspError):
                await session.watch()
            await session.close()
            assert not sink.units

    run(test)


def test_nobody_is_left_waiting_when_the_opener_is_cancelled() -> None:
    async def test() -> None:
        async with Device(answers={"DESCRIBE": lambda _: None}).open() as device:
            opening = asyncio.ensure_future(open_session(target(device), Taken()))
            await device.asked("DESCRIBE")
            opening.cancel()
            with pytest.raises(asyncio.CancelledError):
                await opening
            await device.clients[0].gone.wait()

    run(test)
