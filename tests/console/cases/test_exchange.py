"""Requests to a platform that misbehaves: every trouble becomes one PlatformError."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from console.cases import exchange as exchange_module
from console.cases.exchange import Answer, Deadlines, Exchange, PlatformError, retry_after_s
from media.secret import Secret

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@asynccontextmanager
async def server(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/api/v1/{path:.*}", handler)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{runner.addresses[0][1]}/api/v1"
    finally:
        await runner.cleanup()


def read(handler: Handler, tls: ssl.SSLContext | None = None, **deadlines: float) -> bytes:
    async def ask() -> bytes:
        async with (
            asyncio.timeout(60),
            server(handler, tls) as url,
            Exchange(url, Secret("t-1"), Deadlines(**deadlines)) as exchange,
        ):
            return await exchange.read("cases", {"page": "a/b&c=d"})

    return asyncio.run(ask())


def test_the_token_and_the_query_arrive_and_the_body_comes_back() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer t-1"
        assert request.path == "/api/v1/cases"
        return web.Response(text=request.query["page"])

    assert read(handler) == b"a/b&c=d"


@pytest.mark.parametrize(
    ("status", "headers", "code", "wait_s"),
    [
        (401, {}, "unauthorized", 0),
        (403, {}, "forbidden", 0),
        (404, {}, "not_found", 0),
        (429, {"Retry-After": "7"}, "busy", 7),
        (503, {"Retry-After": "99999999999"}, "busy", 3600),
        (500, {}, "failed", 0),
        (410, {}, "failed", 0),
        (204, {}, "failed", 0),
        (302, {"Location": "http://127.0.0.1:1/"}, "protocol", 0),
    ],
)
def test_a_status_is_a_code(status: int, headers: dict[str, str], code: str, wait_s: float) -> None:
    async def handler(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    with pytest.raises(PlatformError) as fault:
        read(handler)
    assert (fault.value.code, fault.value.retry_after_s) == (code, wait_s)
    assert fault.value.status == status
    assert "t-1" not in str(fault.value)


def test_a_web_page_is_not_json() -> None:
    async def handler(_request: web.Request) -> web.Response:
        return web.Response(text="<html>Please log in</html>", content_type="text/html")

    with pytest.raises(PlatformError, match="protocol: cases: answered with a web page"):
        read(handler)


def test_a_truncated_body_is_a_closed_line() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"cases":')
        assert request.transport is not None
        request.transport.close()
        return response

    with pytest.raises(PlatformError, match=r"^closed: "):
        read(handler)


def test_headers_and_bodies_have_deadlines() -> None:
    async def no_headers(_request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async def no_body(request: web.Request) -> web.Response:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"{")
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(PlatformError, match=r"^timeout: cases"):
        read(no_headers, headers_s=0.05)
    with pytest.raises(PlatformError, match=r"^timeout: cases"):
        read(no_body, body_s=0.05)


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_has_a_limit_after_inflation(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    monkeypatch.setattr(exchange_module, "LARGEST_BODY", 1 << 20)
    body = bytes(50 << 20)
    sent = gzip.compress(body) if packed else body

    async def handler(_request: web.Request) -> web.Response:
        headers = {"Content-Encoding": "gzip"} if packed else {}
        return web.Response(body=sent, headers=headers)

    with pytest.raises(PlatformError, match="protocol: cases: larger than"):
        read(handler)


def test_what_is_no_http_is_named() -> None:
    async def ask() -> None:
        async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")
            writer.close()

        async with asyncio.timeout(60), await asyncio.start_server(talk, "127.0.0.1", 0) as door:
            port = door.sockets[0].getsockname()[1]
            async with Exchange(f"http://127.0.0.1:{port}", None) as exchange:
                await exchange.read("cases")

    with pytest.raises(PlatformError, match=r"^protocol: cases"):
        asyncio.run(ask())


def test_a_refused_connection_is_refused() -> None:
    async def ask() -> None:
        async with Exchange("http://127.0.0.1:1", None) as exchange:
            await exchange.read("cases")

    with pytest.raises(PlatformError, match=r"^refused: "):
        asyncio.run(ask())


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - dt.timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "door.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    asked = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request)
        return web.Response()

    with pytest.raises(PlatformError, match=r"^certificate: "):
        read(handler, self_signed(tmp_path))
    assert asked == []


def test_an_authority_of_ones_own_is_believed(tmp_path: Path) -> None:
    async def handler(_request: web.Request) -> web.Response:
        return web.Response(text="[]", content_type="application/json")

    async def ask() -> Answer:
        door = self_signed(tmp_path)
        tls = ssl.create_default_context(cafile=str(tmp_path / "door.pem"))
        runner = web.ServerRunner(web.Server(handler))
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=door).start()
            url = f"https://127.0.0.1:{runner.addresses[0][1]}"
            async with Exchange(url, None, tls=tls) as exchange:
                return await exchange.get("cases")
        finally:
            await runner.cleanup()

    assert asyncio.run(ask()).body == b"[]"


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://h/c/items?offset=2", ("items", {"offset": "2"})),
        ("/c/more/items", ("more/items", {})),
        ("items?a=1", None),  # beside the base, not below it
        ("https://elsewhere/c/items", None),
        ("http://h/c/items", None),
        ("https://h/other", None),
        ("https://[", None),
    ],
)
def test_an_address_that_leads_elsewhere_is_not_followed(
    address: str, leads: tuple[str, dict[str, str]] | None
) -> None:
    assert Exchange("https://h/c", None).within(address) == leads


def test_an_unchanged_answer_is_one_only_where_it_was_asked_for() -> None:
    async def handler(_request: web.Request) -> web.Response:
        return web.Response(status=304, headers={"ETag": '"e"'})

    async def ask(headers: dict[str, str]) -> Answer:
        runner = web.ServerRunner(web.Server(handler))
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            async with Exchange(url, None) as exchange:
                return await exchange.get("cases", None, headers)
        finally:
            await runner.cleanup()

    answer = asyncio.run(ask({"If-None-Match": '"e"'}))
    assert (answer.status, answer.headers["etag"]) == (304, '"e"')
    with pytest.raises(PlatformError, match="leads elsewhere"):
        asyncio.run(ask({}))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("Mon, 23 Nov 2026 06:02:00 GMT", 120),
        ("Mon, 23 Nov 2026 05:00:00 GMT", 0),
        ("Mon, 23 Nov 2099 05:00:00 -0000", 3600),
        (None, 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("１２", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float) -> None:
    assert retry_after_s(header, NOW) == seconds


@pytest.mark.parametrize(
    ("url", "token", "says"),
    [
        ("platform.example/api", None, "an http or https address"),
        ("ftp://platform.example", None, "an http or https address"),
        ("http://me:sesame@platform.example", None, "name and password do not belong here"),
        ("http://[::1", None, "platform.url"),
        ("http://platform.example", "a\nb", "platform.token"),
        ("http://platform.example", "河", "platform.token"),
        ("http://platform.example", " ", "platform.token"),
    ],
)
def test_what_can_never_work_is_refused_at_once(url: str, token: str | None, says: str) -> None:
    with pytest.raises(ValueError, match=says) as fault:
        Exchange(url, Secret(token) if token else None)
    assert "sesame" not in str(fault.value)
