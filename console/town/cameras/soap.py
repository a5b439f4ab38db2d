"""SOAP as the town's cameras speak it: what is asked, by whom, and how it is answered."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

S = "http://www.w3.org/2003/05/soap-envelope"
PREFIXES = {
    "tds": "http://www.onvif.org/ver10/device/wsdl",
    "trt": "http://www.onvif.org/ver10/media/wsdl",
    "tr2": "http://www.onvif.org/ver20/media/wsdl",
    "tptz": "http://www.onvif.org/ver20/ptz/wsdl",
    "tt": "http://www.onvif.org/ver10/schema",
    "ter": "http://www.onvif.org/ver10/error",
}
FRESH = timedelta(minutes=5)  # a digest of another time is refused
MOST_NONCES = 4096
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
_LASTS = re.compile(r"PT(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?")


class Fault(Exception):  # noqa: N818 - SOAP's word
    """An answer that refuses; ``code`` is ONVIF's."""

    def __init__(self, code: str, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.code, self.status = code, status


class Doorkeeper:
    """Accepts the one account by UsernameToken with a digest, each nonce once."""

    def __init__(self, name: str, password: str) -> None:
        self._name, self._password = name, password
        self._nonces: dict[str, None] = {}

    def accepts(self, envelope: ET.Element, now: datetime) -> bool:
        said = {local(part.tag): (part.text or "").strip() for part in envelope.iter()}
        nonce, created = said.get("Nonce", ""), said.get("Created", "")
        try:
            age = now - datetime.fromisoformat(created.replace("Z", "+00:00")).astimezone(UTC)
            raw = base64.b64decode(nonce, validate=True)
        except (ValueError, OverflowError):
            return False
        wanted = hashlib.sha1(raw + created.encode() + self._password.encode()).digest()
        right = hmac.compare_digest(
            base64.b64encode(wanted), said.get("Password", "").encode("utf-8", "replace")
        )
        if not right or said.get("Username") != self._name or abs(age) > FRESH:
            return False
        if nonce in self._nonces:
            return False
        self._nonces[nonce] = None
        if len(self._nonces) > MOST_NONCES:
            del self._nonces[next(iter(self._nonces))]
        return True


def read_envelope(content: bytes) -> tuple[ET.Element, ET.Element]:
    """The envelope and what its body asks. Fault when it is none."""
    if b"<!DOCTYPE" in content:
        raise Fault("WellFormed", "a document type")
    try:
        envelope = ET.fromstring(content)
        return envelope, envelope.find(f"{{{S}}}Body")[0]  # type: ignore[index]
    except (ET.ParseError, TypeError, IndexError, ValueError, LookupError) as fault:
        raise Fault("WellFormed", "no SOAP envelope") from fault


def local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def said(asked: ET.Element, name: str) -> str:
    """The text of the first element of that name below; empty when there is none."""
    return next(((e.text or "").strip() for e in asked.iter() if local(e.tag) == name), "")


def seconds(lasts: str) -> float | None:
    """Of an xs:duration below an hour; None when it is none."""
    found = _LASTS.fullmatch(lasts)
    if found is None or not any(found.groups()):
        return None
    return 60 * float(found[1] or 0) + float(found[2] or 0)


def answer(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope xmlns:s="{S}" {_DECLARED}>'
        f"<s:Body>{body}</s:Body></s:Envelope>"
    )


def refusal(fault: Fault) -> str:
    side = "s:Receiver" if fault.code == "ActionNotSupported" else "s:Sender"
    return answer(
        f"<s:Fault><s:Code><s:Value>{side}</s:Value><s:Subcode><s:Value>ter:{fault.code}"
        "</s:Value></s:Subcode></s:Code><s:Reason>"
        f'<s:Text xml:lang="en">{escape(str(fault))}</s:Text></s:Reason></s:Fault>'
    )
