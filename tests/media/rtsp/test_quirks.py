"""The faults of real cameras, each shown by a camera that has it: the table in docs/cameras.md.

Faults inside of packets are shown with the part that meets them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from media.rtsp import session as session_module
from media.rtsp.outcome import RtspError
from media.rtsp.session import Session, open_session
from media.source import Trouble
from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.film import film, interleaved, payloads, rtp
from tests.media.rtsp.hevc_film import hevc_film, hevc_payloads, sprop
from tests.media.rtsp.viewer import Taken, lost, run, seen, target

SOUND = "m=audio 0 RTP/AVP 8\r\na=control:trackID=2\r\n"


def refuses(method: str, times: int = 99, status: str = "400 Bad Request") -> Device:
    """Refuses a method from its second time on."""
    left = [1]

    def judge(asked: str, _: dict[str, str]) -> str:
        if asked != method:
            return ""
        left[0] -= 1
        return status if left[0] < 0 and left[0] >= -times else ""

    return Device(sound=SOUND, refuses=judge)


def with_answer(method: str, head: str) -> Device:
    """Answers a method with a head of its own making; %d stands for the number."""
    return Device(answers={method: lambda cseq: (head % cseq).encode()})


def stealthy(_: str, headers: dict[str, str]) -> str:
    return "" if "User-Agent" in headers else "401 Unauthorized"


def undescribed() -> Device:
    """Wants DESCRIBE before SETUP."""
    asked: list[str] = []

    def judge(method: str, _: dict[str, str]) -> str:
        asked.append(method)
        return "455 Not Valid" if method == "SETUP" and "DESCRIBE" not in asked else ""

    return Device(refuses=judge)


def unmeasured() -> Device:
    """Does not say how long its description is."""
    device = Device()
    head = "RTSP/1.0 200 OK\r\nCSeq: %d\r\nContent-Type: application/sdp\r\n\r\n"
    device.answers["DESCRIBE"] = lambda cseq: (head % cseq).encode() + device.sdp()
    return device


def sound_beside() -> Device:
    """Sends its sound by UDP, whatever it is asked for."""
    device, transports = Device(sound=SOUND), ["TCP;unicast;interleaved=0-1", "UDP;unicast"]
    device.answers["SETUP"] = lambda cseq: reply(
        cseq, "200 OK", "Session: 4711", f"Transport: RTP/AVP/{transports.pop(0)}"
    )
    return device


OK = "\r\nSession: 4711\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n"
READ: dict[str, Callable[[], Device]] = {
    "no sprop": lambda: Device(sprop=False),
    "wrong base": lambda: Device(base="rtsp://rtsp://192.168.1.108:554/live/"),
    "base without scheme": lambda: Device(base="192.168.1.108/live/"),
    "other channels than asked for": lambda: Device(pairs=("4-5",)),  # and sends on 0
    "session ids that change": lambda: Device(sound=SOUND, sessions=("4711", "815")),
    "sound refused": lambda: refuses("SETUP"),
    "sound by another transport": sound_beside,
    "sound refused for its Session header": lambda: Device(
        sound=SOUND, refuses=lambda method, headers: (
            "454 Session Not Found" if method == "SETUP" and "Session" in headers else ""
        ),
    ),
    "both tracks on the same channels": lambda: Device(sound=SOUND, pairs=("0-1", "0-1")),
    "no answer without a name": lambda: Device(refuses=stealthy),
    "SETUP only after DESCRIBE": undescribed,
    "CSeq in capitals": lambda: with_answer("OPTIONS", "RTSP/1.0 200 OK\r\nCSEQ: %d\r\n\r\n"),
    "cseq in small letters": lambda: with_answer("SETUP", "RTSP/1.0 200 OK\r\ncseq:%d" + OK),
    "blanks in the status": lambda: with_answer(
        "SETUP", "RTSP/1.0   200   OK  \r\nCSeq :  %d " + OK
    ),
    "a status without reason": lambda: with_answer("SETUP", "RTSP/1.0 200\r\nCSeq: %d" + OK),
    "no length of the description": unmeasured,
    "packets of 64 kB, one per picture": lambda: Device(
        packetize=lambda units: payloads(units, 60_000), fmtp="packetization-mode=0"
    ),
    "small pieces": lambda: Device(packetize=lambda units: payloads(units, 20)),
    "H.265": lambda: Device(
        pictures=hevc_film(), packetize=hevc_payloads, codec="H265/90000",
        fmtp=sprop(hevc_film()[0]),
    ),
    "H.265 without sprop": lambda: Device(
        pictures=hevc_film(), packetize=hevc_payloads, codec="H265/90000", fmtp="x=y"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", READ)
def test_a_camera_with_this_fault_is_read(fault: str) -> None:
    async def test() -> None:
        async with READ[fault]().open() as device:
            session, _ = await seen(device)
            assert len(device.clients) == 1
            await session.close()
            teardown = device.clients[0].asked[-1]
            assert (teardown[0], teardown[1]["Session"]) == ("TEARDOWN", "4711")

    run(test)


def test_rtp_info_is_not_believed() -> None:
    async def test() -> None:
        camera = Device()
        info = "RTP-Info: url=rtsp://9.9.9.9/x;seq=0;rtptime=1,;;=seq=99999999999"
        camera.answers["PLAY"] = lambda cseq: reply(cseq, "200 OK", info, "Range: npt=now-")
        async with camera.open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            device.clients[0].playing.set()
            device.send(3)
            await sink.count(3)
            assert not any(unit.broken for unit, _, _ in sink.units)
            await session.close()

    run(test)


def keep_alive(session: Session) -> asyncio.Task[None]:
    session._keep_alive_s = 0.0
    return asyncio.ensure_future(session.watch())


def test_a_line_that_is_dropped_on_an_unknown_method_is_kept_alive_by_another_next_time() -> None:
    async def test() -> None:
        def drop(_: int) -> None:
            device.cut()

        async with Device(answers={"GET_PARAMETER": drop}).open() as device:
            opened = target(device)
            session = await open_session(opened, Taken())
            with pytest.raises(RtspError, match="by the camera"):
                await keep_alive(session)
            await session.close()
            session = await open_session(opened, Taken())
            watching = keep_alive(session)
            await device.asked("OPTIONS", 6)
            assert [each for each, _ in device.clients[1].asked].count("GET_PARAMETER") == 0
            session.fail(RtspError(Trouble.CLOSED, "enough"))
            with pytest.raises(RtspError):
                await watching
            await session.close()

    run(test)


def test_a_keep_alive_that_is_refused_is_replaced_and_goes_to_the_base() -> None:
    async def test() -> None:
        def judge(method: str, _: dict[str, str]) -> str:
            return "501 Not Implemented" if method == "GET_PARAMETER" else ""

        async with Device(refuses=judge).open() as device:
            session, _ = await seen(device)
            watching = keep_alive(session)
            await device.asked("OPTIONS", 3)
            asked = device.clients[0].asked
            assert {headers["uri"] for _, headers in asked[4:]} == {device.url + "/"}
            session.fail(RtspError(Trouble.CLOSED, "enough"))
            with pytest.raises(RtspError):
                await watching
            await session.close()

    run(test)


def test_receiver_reports_keep_a_session_that_would_end_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session_module, "REPORT_S", 0.0)

    async def test() -> None:
        async with Device().open() as device:
            session, _ = await seen(device)
            watching = asyncio.ensure_future(session.watch())
            client = device.clients[0]
            await device.until(lambda: len(client.reports) >= 2)
            channel, report = client.reports[0]
            assert channel == 1
            assert report[:2] == b"\x81\xc9"
            session.fail(RtspError(Trouble.CLOSED, "enough"))
            with pytest.raises(RtspError):
                await watching
            await session.close()

    run(test)


GOODBYE = b"\x81\xcb\0\1\x12\x34\xab\xcd"
ENDS: dict[str, tuple[bytes, str]] = {
    "a goodbye": (interleaved(GOODBYE, 1), "good-bye"),
    "a redirect": (
        b"REDIRECT rtsp://x RTSP/1.0\r\nCSeq: 1\r\nLocation: rtsp://y/\r\n\r\n", "REDIRECT",
    ),
    "a teardown": (b"TEARDOWN rtsp://x RTSP/1.0\r\nCSeq: 1\r\n\r\n", "TEARDOWN"),
    "a session forgotten": (b"RTSP/1.0 454 Session Not Found\r\nCSeq: 98\r\n\r\n", "forgotten"),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_a_camera_that_ends_it_in_mid_life_is_opened_anew(end: str) -> None:
    data, said = ENDS[end]

    async def test() -> None:
        async with Device().open() as device:
            session, _ = await seen(device)
            device.clients[0].send(data)
            with pytest.raises(RtspError, match=said) as caught:
                await session.watch()
            assert (caught.value.trouble, caught.value.patient) == (Trouble.CLOSED, False)
            await session.close()

    run(test)


@pytest.mark.parametrize(
    "garbage",
    [bytes(300), b"$\x07\xff\xffno packet", b"\xff$\x00\x01\x90" * 20, b"<html>\r\n\r\n</html>"],
)
def test_garbage_between_packets_costs_no_good_one(garbage: bytes) -> None:
    async def test() -> None:
        async with Device().open() as device:
            session, sink = await seen(device)
            before = b"\0" if garbage.startswith(b"$") else b""
            device.clients[0].send(before + garbage)
            device.send(5)
            await sink.count(12)
            assert session.sequence.lost == 0
            await session.close()

    run(test)


@pytest.mark.parametrize("jump", [0, -3600 * 25 * 36, 2**31, 36 * 90_000, 1])
def test_times_that_jump_go_back_or_stand_still_lose_no_picture(jump: int) -> None:
    async def test() -> None:
        async with Device().open() as device:
            session, sink = await seen(device)
            client = device.clients[0]
            for _ in range(12):
                client.timestamp += jump - (3600 if jump in (0, 1) else 0)
                device.send(1)
            await sink.count(19)
            assert not any(unit.broken for unit, _, _ in sink.units)
            await session.close()

    run(test)


@pytest.mark.parametrize("marked", ["every set", "nothing"])
def test_markers_in_the_wrong_places_end_no_picture_too_soon(marked: str) -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            for number, units in enumerate(film()):
                for nal in units:
                    mark = marked == "every set"
                    client.send(interleaved(rtp(nal, client.sequence, number * 3600, mark)))
                    client.sequence += 1
            await sink.count(19)
            assert [unit.key for unit, _, _ in sink.units][:11] == [True] + [False] * 9 + [True]
            assert not any(unit.broken for unit, _, _ in sink.units)
            await session.close()

    run(test)


@pytest.mark.parametrize(
    ("method", "status", "trouble"),
    [("SETUP", "461 Unsupported Transport", Trouble.TRANSPORT),
     ("DESCRIBE", "454 Session Not Found", Trouble.PROTOCOL)],
)  # fmt: skip
def test_what_cannot_be_mended_is_said(method: str, status: str, trouble: Trouble) -> None:
    async def test() -> None:
        camera = Device(refuses=lambda asked, _: status if asked == method else "")
        async with camera.open() as device:
            error = await lost(device)
            assert error.trouble is trouble
            assert status in error.detail

    run(test)


@pytest.mark.parametrize("length", ["18446744073709551615", "-1", "9999999999"])
def test_a_length_that_is_absurd_is_told(length: str) -> None:
    async def test() -> None:
        head = f"RTSP/1.0 200 OK\r\nCSeq: %d\r\nContent-Length: {length}\r\n\r\n"
        async with with_answer("DESCRIBE", head).open() as device:
            assert "Content-Length" in (await lost(device)).detail

    run(test)


def test_the_table_for_people_names_tests_that_exist() -> None:
    folder = Path(__file__).parent
    table = (folder.parents[2] / "docs" / "cameras.md").read_text(encoding="utf-8")
    quirks = table.partition("## Quirks\n")[2].partition("\n## ")[0]
    rows = [line.split("|") for line in quirks.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 25
    for row in rows:
        where, _, name = row[3].strip().strip("`").partition("::")
        place = folder.parent if "/" in where else folder
        source = (place / f"{where}.py").read_text(encoding="utf-8")
        assert f"def {name}(" in source or f'"{name}"' in source, row[3]
