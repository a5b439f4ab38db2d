"""Certificates of cameras: signed by themselves, or by an authority of the site's own."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey


def self_signed(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context, and its certificate as a file, for a host by name or address."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed(_begun("camera", "camera", key).add_extension(_of(host), False), key)
    return _server(folder, certificate, key)


def signed_by_authority(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context, and the certificate of the authority that signed its own as a file."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _begun("authority", "authority", root_key)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    root_file = folder / "authority.pem"
    root_file.write_bytes(_signed(root, root_key).public_bytes(serialization.Encoding.PEM))
    certificate = _signed(
        _begun("camera", "authority", key).add_extension(_of(host), False), root_key
    )
    return _server(folder, certificate, key)[0], root_file


def fingerprint(file: Path) -> str:
    """SHA-256 of the certificate in a file, as OpenSSL writes it: with colons."""
    digest = x509.load_pem_x509_certificate(file.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def _begun(subject: str, issuer: str, key: Key) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _of(host: str) -> x509.SubjectAlternativeName:
    try:
        return x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    except ValueError:
        return x509.SubjectAlternativeName([x509.DNSName(host)])


def _signed(begun: x509.CertificateBuilder, key: Key) -> x509.Certificate:
    return begun.sign(key, hashes.SHA256())


def _server(folder: Path, certificate: x509.Certificate, key: Key) -> tuple[ssl.SSLContext, Path]:
    certificate_file, key_file = folder / "camera.pem", folder / "camera.key"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key_file)
    return context, certificate_file
