from __future__ import annotations

import asyncio
import datetime
import ipaddress
import json
import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from console.control import server as control
from console.control.server import ControlServer, tls_context
from media.secret import Secret

Run = Callable[..., None]


async def asked(desk: Any, path: str, authorization: str | None) -> tuple[bytes, bytes]:
    """(head, body) of the answer to one request written by hand."""
    lines = [f"GET {path} HTTP/1.1", "Host: x", "Connection: close"]
    if authorization is not None:
        lines.append(f"Authorization: {authorization}")
    reader, writer = await asyncio.open_connection(desk.host, desk.port)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()
    return head, body


@pytest.mark.parametrize("path", ["/v1/health", "/metrics", "/v1/events", "/nowhere"])
def test_without_the_token_nothing_is_told(run: Run, path: str) -> None:
    async def story(desk: Any) -> None:
        for given in (None, "", "Bearer", "Bearer wrong", "Basic dG9rZW4=", "Bearer 令牌"):
            head, body = await asked(desk, path, given)
            assert head.startswith(b"HTTP/1.1 401")
            assert b"WWW-Authenticate: Bearer" in head
            assert json.loads(body)["status"] == 401

    run(story)


def test_a_body_over_64_kb_is_refused(run: Run) -> None:
    async def story(desk: Any) -> None:
        body = b'{"layout": "' + b"x" * 70_000 + b'"}'
        status, document = await desk.call("PUT", "/v1/wall/layout", data=body)
        assert status == 413
        assert "64 kB" in document["detail"]

    run(story)


@pytest.mark.parametrize("sent", [b"", b"GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Drip: "])
def test_a_connection_that_never_finishes_its_header_is_closed(run: Run, sent: bytes) -> None:
    async def story(desk: Any) -> None:
        reader, writer = await asyncio.open_connection(desk.host, desk.port)
        writer.write(sent)
        await reader.read()  # returns when the server closes
        writer.close()
        assert desk.server._silent == {}

    run(story, header_s=0.02)


def test_a_connection_that_asked_in_time_is_kept(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get("/v1/events") as answer:
            await answer.content.readline()
            assert desk.server._silent == {}
            reader, writer = await asyncio.open_connection(desk.host, desk.port)
            await reader.read()  # this one says nothing and is closed; the other is not
            writer.close()
            desk.server.tell("wall", {})
            assert b"event: wall" in await answer.content.readuntil(b"wall\n")

    run(story, header_s=0.02)


def test_connections_are_limited(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "MOST_CONNECTIONS", 1)

    async def story(desk: Any) -> None:
        async with desk.client.get("/v1/events") as answer:
            await answer.content.readline()
            with pytest.raises(aiohttp.ClientError):
                await desk.call("GET", "/v1/health")

    run(story)


def test_what_nobody_expected_is_logged_and_not_told(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(desk: Any) -> None:
        desk.room.fault = RuntimeError("inner secret")
        status, document = await desk.call("GET", "/v1/health")
        assert status == 500
        assert "inner secret" not in json.dumps(document)

    run(story)
    assert "inner secret" in caplog.text


def test_changes_are_logged_without_the_token(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def story(desk: Any) -> None:
        await desk.call("PUT", "/v1/wall/layout", json={"layout": "1x1"})

    run(story)
    assert "PUT /v1/wall/layout answered 200" in caplog.text
    assert "token-of-the-test" not in caplog.text


def test_it_listens_outside_only_with_tls(run: Run) -> None:
    async def story(desk: Any) -> None:
        server = ControlServer(desk.room, Secret("t"))
        with pytest.raises(ValueError, match="only with tls"):
            await server.start("0.0.0.0", 0)

    run(story)


def test_a_port_in_use_is_an_error_and_leaves_nothing(run: Run) -> None:
    async def story(desk: Any) -> None:
        server = ControlServer(desk.room, Secret("t"))
        with pytest.raises(OSError, match="in use"):
            await server.start(desk.host, desk.port)
        await server.stop()

    run(story)


def test_it_may_be_stopped_twice(run: Run) -> None:
    async def story(desk: Any) -> None:
        await desk.server.stop()
        await desk.server.stop()

    run(story)


def certificate(folder: Path) -> dict[str, str]:
    """A certificate for 127.0.0.1 that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "room")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    shape = serialization.PrivateFormat.PKCS8
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, shape, serialization.NoEncryption()))
    return {"cert": str(folder / "cert.pem"), "key": str(folder / "key.pem")}


def test_with_a_certificate_it_speaks_tls(run: Run, tmp_path: Path) -> None:
    paths = certificate(tmp_path)

    async def story(desk: Any) -> None:
        server = ControlServer(desk.room, Secret("t"), tls_context(paths))
        _, port = await server.start("127.0.0.1", 0)
        trust = ssl.create_default_context(cafile=paths["cert"])
        url = f"https://127.0.0.1:{port}/v1/health"
        try:
            async with desk.client.get(
                url, ssl=trust, headers={"Authorization": "Bearer t"}
            ) as answer:
                assert answer.status == 200
        finally:
            await server.stop()

    run(story)


def test_without_a_certificate_there_is_no_tls() -> None:
    assert tls_context(None) is None
