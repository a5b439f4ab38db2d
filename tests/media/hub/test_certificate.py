"""The room's own certificates."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from media.hub import certificate
from media.hub.certificate import LEAF_LIFE, Papers

HOSTS = ["localhost", "127.0.0.1", "::1", "10.20.30.40", "room.example"]
NOW = datetime.now(UTC)


def leaf(papers: Papers) -> x509.Certificate:
    return x509.load_pem_x509_certificate(papers.certificate.read_bytes())


def test_a_client_that_trusts_the_root_trusts_the_door(tmp_path: Path) -> None:
    papers = certificate.prepare(tmp_path / "tls", HOSTS, NOW)

    async def go() -> None:
        server = await asyncio.start_server(
            lambda _r, w: w.close(), "127.0.0.1", 0, ssl=papers.context()
        )
        trusting = ssl.create_default_context(cafile=papers.root)
        port = server.sockets[0].getsockname()[1]
        async with server, asyncio.timeout(60):
            _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting)
            writer.close()
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.open_connection(
                    "127.0.0.1", port, ssl=trusting, server_hostname="other.example"
                )

    asyncio.run(go())


def test_keys_are_nobody_elses_and_certificates_may_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    certificate.prepare(folder, HOSTS, NOW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {"ca.crt": 0o644, "ca.key": 0o600, "hub.crt": 0o644, "hub.key": 0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_papers_are_kept_until_they_near_their_end_or_lack_a_host(tmp_path: Path) -> None:
    first = leaf(papers := certificate.prepare(tmp_path, HOSTS, NOW))
    assert leaf(certificate.prepare(tmp_path, HOSTS[:2], NOW)) == first
    root = certificate.fingerprint(tmp_path / "ca.crt")
    other = leaf(certificate.prepare(tmp_path, [*HOSTS, "new.example"], NOW))
    assert other != first
    later = NOW + LEAF_LIFE - timedelta(days=29)
    renewed = leaf(certificate.prepare(tmp_path, HOSTS, later))
    assert renewed.not_valid_after_utc > later + timedelta(days=300)
    assert certificate.fingerprint(tmp_path / "ca.crt") == root
    assert papers.root == tmp_path / "ca.crt"


@pytest.mark.parametrize("name", ["ca.crt", "ca.key", "hub.crt", "hub.key"])
def test_broken_papers_are_made_anew(tmp_path: Path, name: str) -> None:
    certificate.prepare(tmp_path, HOSTS, NOW)
    (tmp_path / name).write_text("nonsense")
    papers = certificate.prepare(tmp_path, HOSTS, NOW)
    papers.context()
    issuer = x509.load_pem_x509_certificate((tmp_path / "ca.crt").read_bytes())
    leaf(papers).verify_directly_issued_by(issuer)
