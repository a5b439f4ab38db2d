"""SOAP 1.2 envelopes: a request with its login, and what an answer holds. Pure.

The login is a WS-Security UsernameToken with a digest: base64(SHA-1(nonce + created + password)).
``created`` is by the device's own clock: a digest of another hour is refused.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from media.onvif.tree import BadAnswer, Node, parse_tree
from media.secret import Secret

MEDIA_TYPE = "application/soap+xml; charset=utf-8"
NAMESPACES = {
    "s": "http://www.w3.org/2003/05/soap-envelope",
    "tds": "http://www.onvif.org/ver10/device/wsdl",
    "trt": "http://www.onvif.org/ver10/media/wsdl",
    "tr2": "http://www.onvif.org/ver20/media/wsdl",
    "tptz": "http://www.onvif.org/ver20/ptz/wsdl",
    "tt": "http://www.onvif.org/ver10/schema",
}
_WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_NOT_AUTHORIZED = ("notauthorized", "sender not authorized", "failedauthentication")
_UNSUPPORTED = ("actionnotsupported", "nosuchservice", "optionalactionnotimplemented")


@dataclass(frozen=True, slots=True)
class Refused:
    """The device's fault: its codes, outermost first, and its words."""

    codes: tuple[str, ...]
    text: str

    @property
    def is_login(self) -> bool:
        whole = " ".join((*self.codes, self.text)).lower()
        return any(word in whole for word in _NOT_AUTHORIZED)

    @property
    def is_unsupported(self) -> bool:
        return any(code.lower() in _UNSUPPORTED for code in self.codes)


def username_token(user: str, password: Secret, nonce: bytes, created: datetime) -> str:
    """The ``Security`` header."""
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + (
        f"{created.microsecond // 1000:03d}Z"
    )
    digest = hashlib.sha1(nonce + moment.encode() + password.reveal().encode()).digest()
    kind = f"{_WSS}-username-token-profile-1.0#PasswordDigest"
    encoding = f"{_WSS}-soap-message-security-1.0#Base64Binary"
    return (
        f'<wsse:Security s:mustUnderstand="1" xmlns:wsse="{_WSS}-wssecurity-secext-1.0.xsd" '
        f'xmlns:wsu="{_WSS}-wssecurity-utility-1.0.xsd"><wsse:UsernameToken>'
        f"<wsse:Username>{escape(user)}</wsse:Username>"
        f'<wsse:Password Type="{kind}">{base64.b64encode(digest).decode()}</wsse:Password>'
        f'<wsse:Nonce EncodingType="{encoding}">{base64.b64encode(nonce).decode()}</wsse:Nonce>'
        f"<wsu:Created>{moment}</wsu:Created></wsse:UsernameToken></wsse:Security>"
    )


def write_request(body: str, security: str = "") -> bytes:
    """The envelope around a body that is XML already."""
    head = f"<s:Header>{security}</s:Header>" if security else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope {_DECLARED}>{head}'
        f"<s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def read_answer(content: bytes) -> Node | Refused:
    """What is in the body of an answer; BadAnswer when it is no SOAP or its body is empty."""
    root = parse_tree(content)
    body = root.at("Body") if root.name == "Envelope" else None
    if body is None:
        raise BadAnswer("no SOAP")
    if not body.children:
        raise BadAnswer("an empty SOAP body")
    inner = body.children[0]
    return _refused(inner) if inner.name == "Fault" else inner


def _refused(fault: Node) -> Refused:
    codes = [fault.said("faultcode")] if fault.said("faultcode") else []
    code = fault.at("Code")
    while code is not None:
        codes.append(code.said("Value"))
        code = code.at("Subcode")
    local = tuple(value.rpartition(":")[2] for value in codes if value)
    text = fault.said("Reason", "Text") or fault.said("faultstring") or "no reason given"
    return Refused(local, text[:200])
