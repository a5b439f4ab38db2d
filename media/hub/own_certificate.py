"""A certificate that somebody else gave the room: what is wrong with it, and what soon will be.

The door opens with one that is expired or of another name all the same: browsers say why they
refuse it, and a command room that is told of it can act. It does not open without one.
"""

from __future__ import annotations

import ipaddress
import ssl
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtensionOID

WARN_DAYS = 30


def fault(certificate: Path, key: Path) -> str:
    """Why no door opens with these two files; empty when one does."""
    for path in (certificate, key):
        try:
            path.read_bytes()
        except OSError as error:
            return f"{path}: {error.strerror}"
    try:
        found = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    except ValueError:
        return f"{certificate} holds no certificate in PEM form"
    try:
        own = serialization.load_pem_private_key(key.read_bytes(), None)
    except TypeError:
        return f"{key} is locked by a password, which nobody can type here: store it without one"
    except ValueError:
        return f"{key} holds no private key in PEM form"
    if found.public_key() != own.public_key():
        return f"{key} is the key of another certificate than {certificate}"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        return f"{certificate}: {error.reason or error}"
    return ""


def warning(certificate: Path, host: str, now: datetime) -> str:
    """What sites' browsers refuse, or soon will; empty when all is well.

    ``host``: the name or address that join links begin with, or empty. The file is a sound one.
    """
    found = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if ends <= now:
        return f"{certificate} ended on {ends:%Y-%m-%d}: browsers refuse it"
    if begins > now:
        return f"{certificate} begins on {begins:%Y-%m-%d}: browsers refuse it until then"
    if host and not _names(found, host):
        return f"{certificate} is not for {host}, which the join links begin with"
    if (days := (ends - now).days) < WARN_DAYS:
        return f"{certificate} ends in {days} days, on {ends:%Y-%m-%d}"
    return ""


def _names(found: x509.Certificate, host: str) -> bool:
    try:
        names = found.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return False
    assert isinstance(names, x509.SubjectAlternativeName)
    try:
        return ipaddress.ip_address(host) in names.get_values_for_type(x509.IPAddress)
    except ValueError:
        known = names.get_values_for_type(x509.DNSName)
    _, dot, parent = host.lower().partition(".")
    wanted = (host.lower(), f"*{dot}{parent}")
    return any(name.lower() in wanted for name in known)
