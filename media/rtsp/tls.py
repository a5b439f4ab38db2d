"""RTSP inside of TLS: how a camera's certificate is judged, and what a failed handshake means."""

from __future__ import annotations

import ssl
from pathlib import Path

from media.rtsp.outcome import RtspError
from media.source import Trouble


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


def by_handshake(fault: ssl.SSLError, host: str, port: int) -> RtspError:
    """What a failed handshake means."""
    place = f"{host}:{port}"
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = f"the certificate of {place} is not trusted: {fault.verify_message}"
        return RtspError(Trouble.PROTOCOL, why.rstrip(". "), patient=True)
    name = (fault.reason or "unknown").replace("_", " ").lower()
    return RtspError(Trouble.PROTOCOL, f"no TLS with {place} ({name})", patient=True)
