"""``cameras.csv`` and ``nodes.csv`` as values."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from console.cases.datum import DATUMS, to_wgs84
from console.site.certificates import COLUMNS as CERTIFICATE_COLUMNS
from console.site.certificates import Certificates
from console.site.csv_file import CsvFile, Line
from console.site.invited import KINDS
from console.site.records import CameraEntry, NodeEntry
from console.site.secrets import FILE, Secrets
from layouts.fault import did_you_mean
from media.archive.segment import STREAMS
from media.hub.happening import ROOM
from media.reader.address import parse_address
from media.rtsp.url import parse_url, split_card
from media.schedule import parse_schedule
from media.secret import Secret
from media.view import DAMAGED, parse_ratio

CAMERA_COLUMNS = (
    "id", "name", "group", "main", "sub", "user", "longitude", "latitude", "datum", "height_m",
    "heading_deg", "hfov_deg", "ptz", "warm", "rotate", "transport",
    "record", "record_stream", "aspect", "damaged", *CERTIFICATE_COLUMNS,
)  # fmt: skip
NODE_COLUMNS = ("id", "name", "kind", "group", "longitude", "latitude", "phone")
TRANSPORTS = ("tcp", "udp", "multicast", "rtsps", "any")
MOST_CAMERAS = 5000
MOST_NODES = 500
DEEPEST_GROUP = 8

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_YES = ("yes", "true", "1", "是")
_NO = ("no", "false", "0", "否")

Login = tuple[str, Secret]


def read_cameras(
    file: CsvFile, secrets: Secrets, certificates: Certificates | None
) -> tuple[CameraEntry, ...]:
    """The cameras in the list's order; mistakes are noted in the file. Without ``certificates``
    none is looked for."""
    seen: dict[str, int] = {}
    lines = file.lines(needed=("id", "name", "main"))
    return tuple(_camera(line, seen, secrets, certificates) for line in lines)


def read_nodes(file: CsvFile) -> tuple[NodeEntry, ...]:
    """The conference nodes in the list's order; mistakes are noted in the file."""
    seen: dict[str, int] = {}
    return tuple(_node(line, seen) for line in file.lines(needed=("id", "name", "kind")))


def _camera(
    line: Line, seen: dict[str, int], secrets: Secrets, certificates: Certificates | None
) -> CameraEntry:
    transport = _transport(line)
    logins: dict[str, Login] = {}
    main = _stream(line, "main", transport, logins)
    if line.is_empty("main"):
        line.fault("main", "is empty and must not be: an RTSP address")
    sub = _stream(line, "sub", transport, logins)
    ptz = _address(line, "ptz", logins, ("http", "https"))
    user, password = _login(line, logins, secrets) or (None, None)
    ca, fingerprint = certificates.of(line, transport) if certificates else (None, None)
    longitude, latitude = _place(line, line.choice("datum", DATUMS, "wgs84"))
    return CameraEntry(
        id=_id(line, seen),
        name=line.text("name", needed=True),
        main=main or "",
        group=_group(line),
        sub=sub,
        user=user,
        password=password,
        longitude=longitude,
        latitude=latitude,
        height_m=line.number("height_m", 0.2, 1000),
        heading_deg=line.number("heading_deg", -360, 360),
        hfov_deg=line.number("hfov_deg", 0.5, 170),
        ptz=ptz,
        warm=_yes(line, "warm"),
        rotate=int(line.choice("rotate", ("0", "90", "180", "270"), "0")),
        transport=transport,
        record=_record(line),
        record_stream=line.choice("record_stream", STREAMS, "main"),
        ca=ca,
        fingerprint=fingerprint,
        aspect=_aspect(line),
        damaged=line.choice("damaged", DAMAGED, "hold"),
    )


def _node(line: Line, seen: dict[str, int]) -> NodeEntry:
    longitude, latitude = _place(line, "wgs84")
    kind = line.text("kind", needed=True)
    if kind and kind not in KINDS:
        line.fault("kind", f'"{kind}" is no kind{did_you_mean(kind, KINDS)}')
    id_ = _id(line, seen)
    if id_ == ROOM:
        line.fault("id", f'"{ROOM}" is the command room itself: another id')
    return NodeEntry(
        id=id_,
        name=line.text("name", needed=True),
        kind=kind,
        group=_group(line),
        longitude=longitude,
        latitude=latitude,
        phone=line.text("phone", longest=40),
    )


def _id(line: Line, seen: dict[str, int]) -> str:
    written = line.text("id", needed=True)
    if not written:
        return ""
    if not _ID.fullmatch(written):
        line.fault("id", f'"{written}" is no id: letters, digits, - and _, 1 to 64 of them')
    elif (first := seen.setdefault(written, line.at)) != line.at:
        line.fault("id", f'"{written}" is already the id of line {first}')
    return written


def _group(line: Line) -> str:
    written = line.text("group", longest=200)
    parts = written.split("/") if written else []
    if len(parts) > DEEPEST_GROUP or not all(part.strip() for part in parts):
        line.fault("group", f'"{written}" is no path such as 丁家湾村/网格003')
    return "/".join(part.strip() for part in parts)


def _yes(line: Line, key: str) -> bool:
    written = line.text(key).lower()
    if written and written not in (*_YES, *_NO):
        line.fault(key, f'"{written}" is neither yes nor no')
    return written in _YES


def _transport(line: Line) -> str:
    if not line.secret("transport") and line.secret("main").lower().startswith("rtsps://"):
        return "rtsps"
    return line.choice("transport", TRANSPORTS, "tcp")


def _record(line: Line) -> str:
    written = line.text("record") or "no"
    windows = {**dict.fromkeys(_YES, "always"), **dict.fromkeys(_NO, "no")}.get(
        written.lower(), written
    )
    try:
        parse_schedule(windows)
    except ValueError as fault:
        line.fault("record", str(fault))
        return "no"
    return windows


def _aspect(line: Line) -> str:
    written = line.text("aspect").lower()
    if written == "main" and line.is_empty("sub"):
        line.fault("aspect", "main is for a camera with a sub stream: write a ratio such as 16:9")
        return ""
    if written not in ("", "main"):
        try:
            parse_ratio(written)
        except ValueError as fault:
            line.fault("aspect", f"{fault}; or main, for the sub stream as the main one")
            return ""
    return written


def _place(line: Line, datum: str) -> tuple[float | None, float | None]:
    longitude = line.number("longitude", -180, 180)
    latitude = line.number("latitude", -85, 85)
    if longitude is None or latitude is None:
        given = [key for key in ("longitude", "latitude") if line.text(key)]
        if len(given) == 1:
            line.fault(given[0], "needs longitude and latitude, or neither")
        return None, None
    return to_wgs84(datum, longitude, latitude)


def _stream(line: Line, key: str, transport: str, logins: dict[str, Login]) -> str | None:
    written = line.secret(key)
    if not written:
        return None
    if transport == "any":
        return _any_stream(line, key, written, logins)
    try:
        url = parse_url(written)
        if transport == "multicast":
            split_card(url)
    except ValueError as error:
        line.fault(key, str(error))
        return None
    if url.tls != (transport == "rtsps"):
        right = "rtsps" if url.tls else "tcp, udp, multicast or any"
        line.fault(key, f"does not go with transport {transport}: write {right} there")
    if url.user is not None and url.password is not None:
        logins[key] = (url.user, url.password)
    return str(url)


def _any_stream(line: Line, key: str, written: str, logins: dict[str, Login]) -> str | None:
    try:
        address = parse_address(written)
    except ValueError as error:
        line.fault(key, str(error))
        return None
    if address.user is not None and address.password is not None:
        logins[key] = (address.user, address.password)
    return address.plain


def _address(
    line: Line, key: str, logins: dict[str, Login], schemes: tuple[str, ...]
) -> str | None:
    """An address without its login."""
    written = line.secret(key)
    if not written:
        return None
    scheme, colon, rest = written.partition("://")
    if not colon or not scheme.isalnum() or scheme.lower() not in schemes:
        line.fault(key, f"is no address: {schemes[0]}://HOST/…")
        return None
    login, _, place = rest.partition("/")[0].rpartition("@")
    plain = f"{scheme}://{rest[len(login) + 1 :] if login else rest}"
    if not _is_sound(plain) or not place:
        # a password with a raw / ends up in the path
        text = "is no address; in a password @ is written %40, / %2F and : %3A"
        line.fault(key, text)
        return None
    if login:
        name, _, password = login.partition(":")
        logins[key] = (unquote(name), Secret(unquote(password)))
    return plain


def _is_sound(address: str) -> bool:
    if "@" in address or any(character.isspace() for character in address):
        return False
    try:
        return (urlsplit(address).port or 1) > 0
    except ValueError:
        return False


def _login(line: Line, logins: dict[str, Login], secrets: Secrets) -> Login | None:
    """The one login of a camera: of its ``user`` entry, or of its addresses."""
    entry = line.text("user", longest=64)
    found = list(logins.values())
    if any(login != found[0] for login in found):
        line.fault("sub", "has another login than main: one camera has one")
    if not entry:
        return found[0] if found else None
    if found:
        line.fault("user", f"is there, and {next(iter(logins))} holds a login too: keep one")
    if secrets.lacks_login(entry):
        near = did_you_mean(entry, secrets.logins)
        line.fault("user", f"{FILE} has no [cameras.{entry}]{near}{_lines_to_write(entry)}")
    return secrets.logins.get(entry)


def _lines_to_write(entry: str) -> str:
    if not _ID.fullmatch(entry):
        return ""  # it could not be a bare key
    return f'; write there: [cameras.{entry}], then name = "…", then password = "…", a line each'
