"""What of a site's offer reaches the WebRTC library. Pure text work, before anything parses it.

The library's SDP parser fails in many ways on hostile text, resolves names and believes every
address it is told. So an offer is bounded here and its candidates are sifted: addresses only, of
this network, over UDP. A browser that hides its address behind an mDNS name is found all the same,
by the check it sends to ours.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

MOST_LINES = 2000
MOST_CANDIDATES = 64
KINDS = ("audio", "video")

_DIGESTS = ("sha-256", "sha-384", "sha-512")
_RTPMAP = re.compile(r"a=rtpmap:(\d{1,3}) ([A-Za-z0-9-]{1,32})/")


class OfferError(ValueError):
    """An offer this hub does not take; the text says why."""


@dataclass(frozen=True, slots=True)
class CleanOffer:
    """``kinds``: the media lines in their order, each of ``KINDS`` at most once."""

    sdp: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which addresses of a site the hub sends to."""

    loopback: bool = False
    beyond: bool = False  # reflexive and relayed ones, where ICE servers are configured


def clean(sdp: str, reach: Reach) -> CleanOffer:
    """Bound and sift an offer; OfferError where it is none that a site may make."""
    lines = sdp.splitlines()
    if len(lines) > MOST_LINES:
        raise OfferError(f"{len(lines)} lines; at most {MOST_LINES}")
    kinds = tuple(line[2:].split(" ", 1)[0] for line in lines if line.startswith("m="))
    if not kinds or len(set(kinds)) != len(kinds) or not set(kinds) <= set(KINDS):
        raise OfferError("one audio line and one video line at most, and nothing else")
    digests = [line[14:].split(" ", 1)[0].lower() for line in lines if _is_fingerprint(line)]
    if not any(digest in _DIGESTS for digest in digests):
        raise OfferError("no fingerprint of sha-256 or better")
    kept, candidates = [], 0
    for line in lines:
        if line.startswith("a=candidate:"):
            candidates += 1
            if candidates > MOST_CANDIDATES or not acceptable(line[2:], reach):
                continue
        if line.startswith("a=end-of-candidates"):
            continue  # the site's own check may still tell an address nobody named
        kept.append(line)
    return CleanOffer("\r\n".join(kept) + "\r\n", kinds)


def acceptable(candidate: str, reach: Reach) -> bool:
    """Whether the hub may send to this candidate (``candidate:1 1 udp … typ host …``)."""
    words = candidate.split()
    if len(words) < 8 or words[2].lower() != "udp" or words[6] != "typ":
        return False
    if words[7] != "host" and not (reach.beyond and words[7] in ("srflx", "relay")):
        return False
    if not words[5].isdecimal() or not 0 < int(words[5]) < 65536 or words[1] != "1":
        return False
    try:
        address = ipaddress.ip_address(words[4])
    except ValueError:
        return False  # a name: nothing is looked up for a site
    if address.is_loopback:
        return reach.loopback
    return not (
        address.is_multicast
        or address.is_unspecified
        or address.is_link_local
        or (address.is_reserved and address.version == 4)
    )


def first_codec(sdp: str, kind: str) -> str | None:
    """The codec that stands first in the media line of this kind: what is sent there."""
    first = None
    for line in sdp.splitlines():
        if line.startswith("m="):
            words = line[2:].split(" ")
            first = words[3] if words[0] == kind and len(words) > 3 else None
        elif first and (found := _RTPMAP.match(line)) and found[1] == first:
            return found[2].upper()
    return None


def _is_fingerprint(line: str) -> bool:
    return line.startswith("a=fingerprint:")
