"""The room's own certificates: a root made at first start, and the hub's certificate under it.

A browser opens camera and microphone only on HTTPS, and a township's network has no public name.
So the hub is its own authority: whoever trusts ``ca.crt`` once trusts the door for ten years. The
door's certificate is renewed by itself; keys stay in the state folder, mode 0600.
"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from media.hub.whole_file import write_whole

ROOT_LIFE = timedelta(days=3650)
LEAF_LIFE = timedelta(days=397)  # browsers take no longer one
RENEW_BEFORE = timedelta(days=30)
SKEW = timedelta(days=1)  # a site's clock may go behind


@dataclass(frozen=True, slots=True)
class Papers:
    """What the door shows. ``root`` None: the certificate is somebody else's."""

    certificate: Path
    key: Path
    root: Path | None

    def context(self) -> ssl.SSLContext:
        """For a server; OSError or ssl.SSLError when the files are no such thing."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.key)
        return context


def prepare(folder: Path, hosts: Sequence[str], now: datetime) -> Papers:
    """The papers in ``folder``, made or renewed when they are missing, near their end or for other
    hosts. ``hosts``: names and addresses sites may type."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    root_path, root_key_path = folder / "ca.crt", folder / "ca.key"
    papers = Papers(folder / "hub.crt", folder / "hub.key", root_path)
    if not _good(root_path, root_key_path, now, ()):
        _make_root(root_path, root_key_path, now)
        papers.certificate.unlink(missing_ok=True)
    if not _good(papers.certificate, papers.key, now, hosts):
        _make_leaf(papers, root_key_path, hosts, now)
    return papers


def fingerprint(path: Path) -> str:
    """SHA-256 of a certificate, to be compared by eye: ``AB:CD:…``."""
    found = x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256())
    return found.hex(":").upper()


def _good(path: Path, key: Path, now: datetime, hosts: Sequence[str]) -> bool:
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
        own = serialization.load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError):
        return False
    ends_soon = found.not_valid_after_utc - now < RENEW_BEFORE
    if ends_soon or found.not_valid_before_utc > now or found.public_key() != own.public_key():
        return False
    if not hosts:
        return True
    known = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {*map(_alternative, hosts)} <= {*known}


def _make_root(path: Path, key_path: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    # the day and a number keep two roots apart in a browser's list
    name = _name(f"Command Room Root {now:%Y-%m-%d} {x509.random_serial_number() % 10000:04}")
    made = (
        _start(name, name, key.public_key(), now, ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    write_whole(key_path, _pem(key))
    write_whole(path, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _make_leaf(papers: Papers, root_key_path: Path, hosts: Sequence[str], now: datetime) -> None:
    assert papers.root is not None
    root = x509.load_pem_x509_certificate(papers.root.read_bytes())
    root_key = serialization.load_pem_private_key(root_key_path.read_bytes(), None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([_alternative(host) for host in dict.fromkeys(hosts)])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    made = (
        _start(_name("Command Room Hub"), root.subject, key.public_key(), now, LEAF_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(names, critical=False)
        .add_extension(issuer, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    write_whole(papers.key, _pem(key))
    write_whole(papers.certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _start(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - SKEW)
        .not_valid_after(now.astimezone(UTC) - SKEW + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host.encode("idna").decode())


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
