from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from media.rtsp.outcome import RtspError
from media.rtsp.session import Deadlines, Target, open_session
from media.rtsp.tls import client_context, parse_fingerprint
from media.rtsp.url import parse_url
from media.source import Trouble
from tests.media.rtsp.certificate import fingerprint, self_signed
from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.viewer import Taken, lost, run, target


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"), "127.0.0.1")


def test_pictures_come_through_tls_whoever_signed(signed: tuple[ssl.SSLContext, Path]) -> None:
    async def test() -> None:
        async with Device(tls=signed[0]).open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            device.send(7)
            await sink.count(12)
            assert device.clients[0].asked[2][1]["uri"].startswith("rtsps://")
            await session.close()
            await device.clients[0].gone.wait()

    run(test)


def test_with_an_authority_only_its_certificates_for_this_host_pass(
    signed: tuple[ssl.SSLContext, Path], tmp_path: Path
) -> None:
    other, other_file = self_signed(tmp_path, "camera.example")

    async def test() -> None:
        async with Device(tls=signed[0]).open() as device:
            session = await open_session(target(device, ca=signed[1]), Taken())
            await session.close()
            error = await lost(device, ca=other_file)
            assert (error.trouble, error.patient) == (Trouble.PROTOCOL, True)
            assert "is not trusted" in error.detail
        async with Device(tls=other).open() as device:
            assert "is not trusted" in (await lost(device, ca=other_file)).detail

    run(test)


def test_one_certificate_that_is_known_passes_whatever_it_names_and_no_other_does(
    signed: tuple[ssl.SSLContext, Path], tmp_path: Path
) -> None:
    elsewhere, elsewhere_file = self_signed(tmp_path, "camera.example")
    right, wrong = (parse_fingerprint(fingerprint(file)) for file in (elsewhere_file, signed[1]))

    async def test() -> None:
        async with Device(tls=elsewhere, user="admin", password="geheim").open() as device:
            error = await lost(device, fingerprint=wrong)
            assert (error.trouble, error.patient) == (Trouble.PROTOCOL, True)
            assert error.detail.endswith(f"is another one: its fingerprint is {right}")
            assert not any(client.asked for client in device.clients)  # nor was the login told
        async with Device(tls=elsewhere).open() as device:
            session = await open_session(target(device, fingerprint=right), Taken())
            await session.close()

    run(test)


@pytest.mark.parametrize("written", ["", "ab", "g" * 64, "a" * 63, "a" * 65, "sha256:" + "a" * 64])
def test_what_is_no_fingerprint_is_refused(written: str) -> None:
    assert parse_fingerprint("AB:" * 31 + "CD") == "ab" * 31 + "cd"
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        parse_fingerprint(written)


def test_a_port_without_tls_is_told_and_so_is_one_that_does_not_answer() -> None:
    async def test() -> None:
        plain = Device()
        async with plain.open() as device:
            url = replace(parse_url(device.url), tls=True)
            server = await asyncio.start_server(answer_plainly, "127.0.0.1", 0)
            async with server:
                place = server.sockets[0].getsockname()[1]
                with pytest.raises(RtspError, match="no TLS with") as caught:
                    await open_session(Target(replace(url, port=place)), Taken())
                assert caught.value.patient
            short = Deadlines(1.0, 0.05, 0.05)
            with pytest.raises(RtspError, match="no TLS handshake") as caught:
                await open_session(Target(url), Taken(), short)
            assert caught.value.trouble is Trouble.SILENT

    run(test)


async def answer_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"RTSP/1.0 400 Bad Request\r\n\r\n")
    writer.close()


def test_a_redirect_does_not_lead_out_of_tls(signed: tuple[ssl.SSLContext, Path]) -> None:
    async def test() -> None:
        camera = Device(tls=signed[0])
        camera.answers["DESCRIBE"] = lambda cseq: reply(
            cseq, "302 Moved", f"Location: rtsp://127.0.0.1:{camera.port}/live"
        )
        async with camera.open() as device:
            assert "out of TLS" in (await lost(device)).detail

    run(test)


def test_old_tls_is_not_spoken_and_a_bad_file_is_named(tmp_path: Path) -> None:
    assert client_context(None).minimum_version is ssl.TLSVersion.TLSv1_2
    wrong = tmp_path / "authority.pem"
    for text in (None, "no certificate"):
        if text:
            wrong.write_text(text)
        with pytest.raises(RtspError, match=r"authority\.pem cannot be read"):
            client_context(wrong)
