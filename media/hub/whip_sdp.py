"""What WHIP and WHEP clients send, judged and read before anybody works on it. Pure.

Sources: RFC 9725 (WHIP) sections 4.2 to 4.4, RFC 8840 (``trickle-ice-sdpfrag``), the WHEP draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from media.hub.message import LONGEST_CANDIDATE, Candidate

CODECS = {"audio": ("OPUS",), "video": ("H264", "VP8")}
MOST_CANDIDATES = 32  # in one fragment

_RTPMAP = re.compile(r"a=rtpmap:\d{1,3} ([A-Za-z0-9-]{1,32})/")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The body of a PATCH. ``ufrag``: of the ICE session it belongs to, where one is named."""

    ufrag: str
    candidates: tuple[Candidate, ...]


def ufrag(sdp: str) -> str:
    """The ICE session that an offer begins; empty when it names none."""
    return _value(sdp.splitlines(), "a=ice-ufrag:")


def client_begins(sdp: str) -> str:
    """The offer with its client as the one that begins the DTLS handshake, as WHIP prefers it.

    aiortc as a DTLS client takes no RSA certificate, which GStreamer's peers have; as a server it
    shows its own.
    """
    return re.sub(r"(?m)^a=setup:actpass", "a=setup:active", sdp)


def unacceptable(sdp: str) -> str:
    """Why a sound offer finds no answer here; empty when it finds one."""
    kind, known = "", False
    for line in [*sdp.splitlines(), "m="]:
        if line.startswith("m="):
            if kind and not known:
                wanted = " or ".join(CODECS.get(kind, ())) or "nothing of the kind"
                return f"{kind}: {wanted} is spoken here"
            kind, known = line[2:].split(" ", 1)[0], False
        elif found := _RTPMAP.match(line):
            known = known or found[1].upper() in CODECS.get(kind, ())
    return ""


def fragment(text: str) -> Fragment:
    """Read a PATCH's body; ValueError when it is none."""
    mid: str | None = None
    candidates: list[Candidate] = []
    lines = text.splitlines()
    for line in lines:
        if line.startswith("a=mid:"):
            mid = line[6:][:64]
        elif line.startswith("a=candidate:"):
            if len(line) > LONGEST_CANDIDATE or len(candidates) >= MOST_CANDIDATES:
                raise ValueError("a candidate too long, or too many")
            # all media flow over one transport, the first line's
            candidates.append(Candidate(line[2:], mid, 0 if mid is None else None))
        elif line.startswith("a=end-of-candidates"):
            candidates.append(Candidate(""))
    if not candidates and not any(line.startswith("a=ice-") for line in lines):
        raise ValueError("neither a candidate nor an ICE session")
    return Fragment(_value(lines, "a=ice-ufrag:"), tuple(candidates))


def _value(lines: list[str], name: str) -> str:
    return next((line.removeprefix(name) for line in lines if line.startswith(name)), "")
