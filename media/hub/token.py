"""Join tokens: the hub's own word, in the fragment of a join link, that a site may come in.

A token is ``base64url(payload).base64url(HMAC-SHA-256)``; the payload holds the node's id, the time
until which the token is good, and which of the node's links it is (``links.py``). The key is made
once and kept beside the site's state; without its file every link is void. The algorithm is fixed
here and never read from a token.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

KEY_BYTES = 32
LONGEST = 512  # characters of a token


class TokenError(ValueError):
    """The token opens nothing; the text is for our log, a site is only told 'unauthorized'.

    ``told``: what who holds a token of our own may know besides, ``expired`` or ``withdrawn``.
    """

    def __init__(self, text: str, told: str = "") -> None:
        super().__init__(text)
        self.told = told


class ForgedError(TokenError):
    """This hub, or one before it with the same key, never issued it: a guess."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a good token says. ``generation`` counts the links a node had."""

    node: str
    generation: int


@dataclass(frozen=True)
class Tokens:
    """Writes and reads tokens under one key. ``now`` is always passed in."""

    key: bytes

    def __repr__(self) -> str:
        return "Tokens(********)"

    @classmethod
    def kept_in(cls, path: Path) -> Tokens:
        """The key in this file, which is made (mode 0600) when it is missing.

        ValueError when the file holds no key, OSError when it cannot be read or written.
        """
        try:
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = path.read_bytes()
            if len(key) != KEY_BYTES:
                raise ValueError(
                    f"{path} holds {len(key)} bytes, a key has {KEY_BYTES}: delete it and every "
                    "join link is made anew"
                ) from None
            return cls(key)
        with os.fdopen(fd, "wb") as file:
            file.write(key := secrets.token_bytes(KEY_BYTES))
        return cls(key)

    def issue(self, node: str, expires_at: datetime, generation: int = 0) -> str:
        """A token for this node, good until ``expires_at``."""
        fields: dict[str, str | int] = {"node": node, "exp": int(expires_at.timestamp())}
        if generation:
            fields["gen"] = generation
        payload = json.dumps(fields, separators=(",", ":")).encode()
        return f"{_text(payload)}.{_text(self._seal(payload))}"

    def check(self, token: str, now: datetime) -> Claim:
        """What it says; TokenError when the token is too old, ForgedError when it is none."""
        if len(token) > LONGEST:
            raise ForgedError("too long")
        head, dot, tail = token.partition(".")
        payload, seal = _bytes(head), _bytes(tail)
        if not dot or not hmac.compare_digest(seal, self._seal(payload)):
            raise ForgedError("not sealed by this hub")
        # sealed by ourselves: the payload has the form that issue gave it
        fields = json.loads(payload)
        if datetime.fromtimestamp(fields["exp"], UTC) <= now:
            raise TokenError(f"of {fields['node']}, expired", "expired")
        return Claim(str(fields["node"]), int(fields.get("gen", 0)))

    def _seal(self, payload: bytes) -> bytes:
        return hmac.digest(self.key, payload, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return value if _text(value) == text else b""  # one spelling only
