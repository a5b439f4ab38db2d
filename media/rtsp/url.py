"""RTSP addresses: taken apart, cleaned of passwords, shown without them."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from media.secret import Secret

PORT = 554
TLS_PORT = 322
LONGEST = 2048

AT_BEHIND_HOST = (
    "the address has an @ behind its host; in a password @ is written %40, / %2F and ? %3F, "
    "or name and password go into the secrets and their entry into the column user"
)
HIDDEN = "********"
# keys as cameras write them: ?password=x, /user=op_password=x_channel=1, ?access_token=x
_KEYED = re.compile(
    r"((?<![\w-])[\w-]*(?:pass|pwd|psw|token|auth|secret)[\w-]*=|(?<![a-z])key=)"
    r".*?(?=&|[_;](?:user|channel|stream)=|$)",
    re.IGNORECASE | re.DOTALL,
)
_LOGIN = re.compile(r"^(\w[\w+.-]*:/+)?.*@", re.DOTALL)
_ADDRESSES = re.compile(r"(?=(?<![\w:/@.+-])\w[\w+.-]*:/)")
_HOST = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.%]+)\]|(?P<host>[^\[\]:@\s]+))(?::(?P<port>\d{1,5}))?"
)
_CARD = re.compile(r"(?<=[?&])localaddr=([^&]*)(?:&|$)")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class RtspUrl:
    """Where a stream is. ``str`` gives it without user and password, for the connection.

    ``path`` is kept as written, from its ``/`` on, query included; cameras are particular there,
    and some want their password in it: people are given ``shown(str(url))``.
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

    def __repr__(self) -> str:
        return f"RtspUrl({shown(str(self))!r})"


def parse_url(written: str) -> RtspUrl:
    """Read ``rtsp://[user[:password]@]host[:port][/path][?query]``; ValueError hides the password.

    A password may hold ``@``: people paste it unescaped. One with ``/`` or ``?`` would be read as
    a host and a path, so an ``@`` behind the host is refused.
    """
    text = written.strip()
    if len(text) > LONGEST:
        raise ValueError(f"an address of {len(text)} characters")
    if _UNPRINTABLE.search(text):
        raise ValueError(f"{_quoted(text)} holds blanks or control characters")
    scheme, colon, rest = text.partition("://")
    if not colon or scheme.lower() not in ("rtsp", "rtsps"):
        raise ValueError(f"{_quoted(text)} is no RTSP address: rtsp://host/path")
    tls = scheme.lower() == "rtsps"
    login, place, path = _split(rest)
    found = _HOST.fullmatch(place)
    if found is None:  # what stands there may be a password without its host
        raise ValueError("the address names no host: rtsp://host/path")
    port = int(found["port"] or (TLS_PORT if tls else PORT))
    if not 0 < port < 65536:
        raise ValueError(f"the address names port {port}")
    user, password = _login(login)
    return RtspUrl(found["six"] or found["host"], port, path or "/", tls, user, password)


def split_card(url: RtspUrl) -> tuple[RtspUrl, str]:
    """The address as the camera is told it, and the IPv4 address of the network card that hears its
    multicast, which ``localaddr`` in the query names; "" where none does. ValueError when that is
    no such address."""
    found = _CARD.search(url.path)
    if found is None:
        return url, ""
    try:
        card = str(ipaddress.IPv4Address(found[1]))
    except ValueError:
        raise ValueError("localaddr is no IPv4 address of a network card: 10.20.30.2") from None
    path = (url.path[: found.start()] + url.path[found.end() :]).rstrip("?&")
    return replace(url, path=path or "/"), card


def shown(url: str) -> str:
    """One address for people: its login, and what follows ``password=`` and the like, hidden.

    Sound or not: everything before the last ``@`` is taken for a login.
    """
    plain = _LOGIN.sub(rf"\g<1>{HIDDEN}@", url)
    return _KEYED.sub(rf"\g<1>{HIDDEN}", plain)


def mask(text: str) -> str:
    """The text with the secrets of every address in it hidden, rather too much than too little."""
    return "".join(map(shown, _ADDRESSES.split(text)))


def _quoted(text: str) -> str:
    return "the address" if "@" in text else repr(shown(text))


def _split(rest: str) -> tuple[str | None, str, str]:
    """(login, host and port, path) of what follows the scheme."""
    cut = min((at for at in map(rest.find, "/?") if at >= 0), default=len(rest))
    authority, path = rest[:cut], rest[cut:]
    if "@" in path:
        raise ValueError(AT_BEHIND_HOST)
    login, at, place = authority.rpartition("@")
    return login if at else None, place, path


def _login(login: str | None) -> tuple[str | None, Secret | None]:
    if login is None:
        return None, None
    user, _, password = login.partition(":")
    return unquote(user), Secret(unquote(password))
