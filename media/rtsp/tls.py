"""RTSP inside of TLS: how a camera's certificate is judged, and what a failed handshake means."""

from __future__ import annotations

import hashlib
import re
import ssl
from pathlib import Path

from media.rtsp.outcome import RtspError
from media.source import Trouble

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def parse_fingerprint(written: str) -> str:
    """A certificate's SHA-256 fingerprint, with or without colons, as 64 small hexadecimal digits;
    ValueError when it is none."""
    digits = written.replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(digits):
        raise ValueError("is no SHA-256 fingerprint: 64 hexadecimal digits, with colons or without")
    return digits


def client_context(ca: Path | None) -> ssl.SSLContext:
    """TLS 1.2 or newer. Cameras sign their certificates themselves: without ``ca`` the line is
    encrypted and nobody's name is checked. With it the certificate has to come from there and to
    name the host. Raises RtspError when the file cannot be used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca is None:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("DEFAULT:@SECLEVEL=1")  # old cameras have keys of 1024 bits
        return context
    try:
        context.load_verify_locations(ca)
    except (OSError, ssl.SSLError):
        raise RtspError(
            Trouble.PROTOCOL, f"{ca.name} cannot be read as certificates", patient=True
        ) from None
    return context


def check_fingerprint(certificate: bytes | None, wanted: str, host: str, port: int) -> None:
    """Raises RtspError unless the certificate (DER) that came is the one whose SHA-256 fingerprint
    is ``wanted``, 64 hexadecimal digits."""
    came = hashlib.sha256(certificate or b"").hexdigest()
    if came != wanted:
        why = f"the certificate of {host}:{port} is another one: its fingerprint is {came}"
        raise RtspError(Trouble.PROTOCOL, why, patient=True)


def by_handshake(fault: ssl.SSLError, host: str, port: int) -> RtspError:
    """What a failed handshake means."""
    place = f"{host}:{port}"
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = f"the certificate of {place} is not trusted: {fault.verify_message}"
        return RtspError(Trouble.PROTOCOL, why.rstrip(". "), patient=True)
    name = (fault.reason or "unknown").replace("_", " ").lower()
    return RtspError(Trouble.PROTOCOL, f"no TLS with {place} ({name})", patient=True)
