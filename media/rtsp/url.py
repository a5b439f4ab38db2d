"""RTSP addresses: taken apart, cleaned of passwords, shown without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from media.secret import Secret

PORT = 554
TLS_PORT = 322
LONGEST = 2048

_CREDENTIALS = re.compile(r"(?<=://)[^/\s]*@|(?<=://)[^\s@/]*:[^\s@]*@")
_HOST = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.%]+)\]|(?P<host>[^\[\]:@\s]+))(?::(?P<port>\d{1,5}))?"
)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class RtspUrl:
    """Where a stream is. ``str`` gives it without user and password.

    ``path`` is kept as written, from its ``/`` on, query included; cameras are particular there.
    """

    host: str
    port: int
    path: str
    tls: bool = False
    user: str | None = None
    password: Secret | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == (TLS_PORT if self.tls else PORT) else f":{self.port}"
        return f"{'rtsps' if self.tls else 'rtsp'}://{host}{port}{self.path}"


def parse_url(written: str) -> RtspUrl:
    """Read ``rtsp://[user[:password]@]host[:port][/path][?query]``; ValueError hides the password.

    A password may hold ``@`` and, if that leaves no doubt, ``/``: people paste them unescaped.
    """
    text = written.strip()
    if len(text) > LONGEST:
        raise ValueError(f"an address of {len(text)} characters")
    if _UNPRINTABLE.search(text):
        raise ValueError(f"{mask(text)!r} holds blanks or control characters")
    scheme, colon, rest = text.partition("://")
    if not colon or scheme.lower() not in ("rtsp", "rtsps"):
        raise ValueError(f"{mask(text)!r} is no RTSP address: rtsp://host/path")
    tls = scheme.lower() == "rtsps"
    login, place, path = _split(rest)
    found = _HOST.fullmatch(place)
    if found is None:
        raise ValueError(f"{mask(text)!r} names no host: rtsp://host/path")
    port = int(found["port"] or (TLS_PORT if tls else PORT))
    if not 0 < port < 65536:
        raise ValueError(f"{mask(text)!r} names port {port}")
    user, password = _login(login)
    return RtspUrl(found["six"] or found["host"], port, path or "/", tls, user, password)


def mask(text: str) -> str:
    """The text with the credentials of every address in it hidden."""
    return _CREDENTIALS.sub("********@", text)


def _split(rest: str) -> tuple[str | None, str, str]:
    """(login, host and port, path) of what follows the scheme."""
    cut = min((at for at in map(rest.find, "/?") if at >= 0), default=len(rest))
    authority, path = rest[:cut], rest[cut:]
    if "@" in authority:
        login, _, place = authority.rpartition("@")
        return login, place, path
    if "@" in path and ":" in authority and not _HOST.fullmatch(authority):
        login, _, after = rest.rpartition("@")
        cut = min((at for at in map(after.find, "/?") if at >= 0), default=len(after))
        return login, after[:cut], after[cut:]
    return None, authority, path


def _login(login: str | None) -> tuple[str | None, Secret | None]:
    if login is None:
        return None, None
    user, _, password = login.partition(":")
    return unquote(user), Secret(unquote(password))
