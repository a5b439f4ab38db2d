"""Addresses of streams that are not plain RTSP: read, cleaned of the login, shown without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from media.rtsp.url import LONGEST, RtspUrl, shown
from media.secret import Secret

SCHEMES = ("rtsp", "rtsps", "rtmp", "http", "https", "udp", "rtp", "file")
_WITH_LOGIN = ("rtsp", "rtsps", "rtmp", "http", "https")
_NEED_PORT = ("udp", "rtp")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """``plain`` is the address without its login, for the connection; ``repr`` and ``str`` hide
    what may be secret in it. ``host`` is empty, and ``path`` a path of this machine, for a file.
    """

    scheme: str
    host: str
    port: int | None
    plain: str
    user: str | None = None
    password: Secret | None = None
    path: str = ""

    def __str__(self) -> str:
        return shown(self.plain)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    def with_login(self, user: str | None, password: Secret | None) -> str:
        """For the demuxer alone, and never for a log: the login stands in it."""
        if user is None or self.scheme not in _WITH_LOGIN:
            return self.plain
        login = f"{quote(user, safe='')}:{quote(password.reveal() if password else '', safe='')}"
        return self.plain.replace("://", f"://{login}@", 1)


def parse_address(written: str) -> Address:
    """Read ``SCHEME://[user[:password]@]host[:port]/…`` or ``file:///path``; ValueError says what
    would be right and repeats nothing of what may be secret."""
    text = written.strip()
    if len(text) > LONGEST:
        raise ValueError(f"an address of {len(text)} characters")
    scheme, colon, rest = text.partition("://")
    scheme = scheme.lower()
    if not colon or scheme not in SCHEMES:
        raise ValueError(f"is no address: rtsp://HOST/… or another of {', '.join(SCHEMES)}")
    if scheme == "file":
        return _file(rest)
    if _UNPRINTABLE.search(text):
        raise ValueError("holds blanks or control characters")
    cut = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    login, at, place = rest[:cut].rpartition("@")
    if "@" in rest[cut:]:
        raise ValueError("is no address; in a password @ is written %40, / %2F and : %3A")
    if login and scheme not in _WITH_LOGIN:
        raise ValueError(f"a {scheme} address has no login")
    host, port = _place(scheme, place)
    user, _, password = login.partition(":")
    return Address(
        scheme, host, port, f"{scheme}://{place}{rest[cut:]}",
        unquote(user) if at and login else None,
        Secret(unquote(password)) if at and login else None,
    )  # fmt: skip


def rtsp_address(url: RtspUrl) -> Address:
    """An RTSP address for FFmpeg."""
    return Address("rtsp", url.host, url.port, str(url), url.user, url.password)


def _place(scheme: str, place: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"x://{place}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("names no host and port: HOST or HOST:PORT") from None
    if not host or port == 0 or place.endswith(":"):
        raise ValueError("names no host and port: HOST or HOST:PORT")
    if port is None and scheme in _NEED_PORT:
        raise ValueError(f"needs a port: {scheme}://239.0.0.1:5004")
    return host, port


def _file(rest: str) -> Address:
    """An absolute path as it is written; ``%`` has no meaning in it."""
    if not rest.startswith("/") or rest.startswith("//") or "\0" in rest:
        raise ValueError("is no file: file:///PATH, absolute")
    return Address("file", "", None, f"file://{rest}", path=rest)
