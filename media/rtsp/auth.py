"""Logging in to a camera: Basic and Digest with MD5 and SHA-256 (RFC 7616). Pure.

Cameras lock an account after a few wrong passwords, so a refused login is never tried twice.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum

from media.secret import Secret

_PART = re.compile(r'\s*([A-Za-z][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)')
_SCHEME = re.compile(r"(?:^|,)\s*(Basic|Digest)(?=\s|$)", re.IGNORECASE)
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_STRENGTH = {"SHA-256": 2, "MD5": 1, "": 0}


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server wants to be told. ``algorithm`` is empty for Basic."""

    algorithm: str
    realm: str
    nonce: str = ""
    opaque: str = ""
    qop: str = ""  # "auth" or none
    stale: bool = False


class Verdict(Enum):
    """What a 401 means."""

    AGAIN = "again"  # the same request with ``header`` may pass
    REFUSED = "refused"  # name or password is wrong, or there is none
    UNKNOWN = "unknown"  # only kinds of login that this program does not know


def parse_challenges(headers: Iterable[str]) -> list[Challenge]:
    """The challenges that can be answered, strongest first. Unknown kinds are left out."""
    found: list[Challenge] = []
    for header in headers:
        starts = list(_SCHEME.finditer(header))
        ends = [start.start() for start in starts[1:]] + [len(header)]
        for start, end in zip(starts, ends, strict=False):
            challenge = _challenge(start[1].lower(), header[start.end() : end])
            if challenge:
                found.append(challenge)
    return sorted(found, key=lambda challenge: -_STRENGTH[challenge.algorithm])


@dataclass
class Login:
    """The login of one connection. ``cnonce`` makes the client's random number."""

    user: str | None
    password: Secret | None
    cnonce: Callable[[], str] = field(default=lambda: secrets.token_hex(8), repr=False)
    _challenge: Challenge | None = field(default=None, init=False)
    _tried: bool = field(default=False, init=False)
    _passed: bool = field(default=False, init=False)
    _count: int = field(default=0, init=False)

    def header(self, method: str, uri: str) -> str | None:
        """What ``Authorization`` has to say for this request; None before a challenge."""
        challenge = self._challenge
        if challenge is None or self.user is None:
            return None
        password = self.password.reveal() if self.password else ""
        self._tried = True
        if not challenge.algorithm:
            pair = f"{self.user}:{password}".encode()
            return "Basic " + base64.b64encode(pair).decode()
        self._count += 1
        return _digest(
            challenge, self.user, password, method, uri, f"{self._count:08x}", self.cnonce()
        )

    def passed(self) -> None:
        """A request with this login was answered."""
        self._passed = self._passed or self._tried

    def challenged(self, headers: Iterable[str]) -> Verdict:
        """Judge a 401. A new nonce is answered once more only if the login is known to be right,
        or if the server says that merely the nonce is stale."""
        if self.user is None:
            return Verdict.REFUSED
        challenges = parse_challenges(headers)
        if not challenges:
            return Verdict.REFUSED if self._tried else Verdict.UNKNOWN
        challenge, before = challenges[0], self._challenge
        renewed = before is not None and challenge.nonce != before.nonce
        if self._tried and not (renewed and (challenge.stale or self._passed)):
            return Verdict.REFUSED
        self._challenge, self._count = challenge, 0
        self._tried = self._passed = False
        return Verdict.AGAIN


def _challenge(scheme: str, text: str) -> Challenge | None:
    parts = {
        name.lower(): _unescape(quoted) if quoted else bare
        for name, quoted, bare in _PART.findall(text)
    }
    realm = parts.get("realm", "")
    if scheme == "basic":
        return Challenge("", realm)
    algorithm = parts.get("algorithm", "MD5").upper() or "MD5"
    offered = [part.strip().lower() for part in parts.get("qop", "").split(",") if part.strip()]
    if algorithm not in _HASHES or (offered and "auth" not in offered):
        return None
    return Challenge(
        algorithm,
        realm,
        parts.get("nonce", ""),
        parts.get("opaque", ""),
        "auth" if offered else "",
        parts.get("stale", "").lower() == "true",
    )


def _digest(
    challenge: Challenge, user: str, password: str, method: str, uri: str, count: str, cnonce: str
) -> str:
    def digest(text: str) -> str:
        return _HASHES[challenge.algorithm](text.encode()).hexdigest()

    who = digest(f"{user}:{challenge.realm}:{password}")
    what = digest(f"{method}:{uri}")
    middle = f"{count}:{cnonce}:{challenge.qop}:" if challenge.qop else ""
    answer = digest(f"{who}:{challenge.nonce}:{middle}{what}")
    parts = [
        f'username="{_escape(user)}"',
        f'realm="{_escape(challenge.realm)}"',
        f'nonce="{_escape(challenge.nonce)}"',
        f'uri="{_escape(uri)}"',
        f'response="{answer}"',
    ]
    if challenge.algorithm != "MD5":  # some cameras choke on the name of the default
        parts.append(f"algorithm={challenge.algorithm}")
    if challenge.opaque:
        parts.append(f'opaque="{_escape(challenge.opaque)}"')
    if challenge.qop:
        parts.append(f'qop={challenge.qop}, nc={count}, cnonce="{cnonce}"')
    return "Digest " + ", ".join(parts)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
