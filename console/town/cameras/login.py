"""Digest login as cameras ask for it (RFC 7616 with MD5 and SHA-256, RFC 2069's form too)."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

REALM = "Demo Town"
HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_PART = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')


@dataclass
class Login:
    """The one account of the town's cameras; a nonce holds for one connection."""

    name: str
    password: str = field(repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))

    def for_one(self) -> Login:
        """The same account with a nonce of its own."""
        return Login(self.name, self.password)

    def challenges(self) -> list[str]:
        """WWW-Authenticate lines. MD5 is last: some clients keep only the last they read."""
        return [
            f'Digest realm="{REALM}", nonce="{self.nonce}", algorithm={name}, qop="auth"'
            if name == "SHA-256"
            else f'Digest realm="{REALM}", nonce="{self.nonce}"'
            for name in ("SHA-256", "MD5")
        ]

    def accepts(self, method: str, authorization: str) -> bool:
        """Whether an Authorization line answers the challenge for this method."""
        kind, _, rest = authorization.partition(" ")
        parts = {key.lower(): quoted or bare for key, quoted, bare in _PART.findall(rest)}
        algorithm = HASHES.get(parts.get("algorithm", "MD5").upper())
        if kind.lower() != "digest" or algorithm is None:
            return False
        if parts.get("nonce") != self.nonce or parts.get("username") != self.name:
            return False

        def digest(text: str) -> str:
            return algorithm(text.encode()).hexdigest()

        secret = digest(f"{self.name}:{REALM}:{self.password}")
        asked = digest(f"{method}:{parts.get('uri', '')}")
        middle = self.nonce
        if "qop" in parts:
            middle = f"{self.nonce}:{parts.get('nc', '')}:{parts.get('cnonce', '')}:{parts['qop']}"
        wanted = digest(f"{secret}:{middle}:{asked}")
        return hmac.compare_digest(wanted.encode(), parts.get("response", "").encode())
