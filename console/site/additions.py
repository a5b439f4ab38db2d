"""Cameras that are added to ``cameras.csv``: what is there stays as it is, to the byte. Pure.

Only the last lines are new. A file's encoding, line ends, order of columns, comments and blank
lines are its owner's.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from console.site.csv_file import CsvFile
from console.site.secrets import Secrets
from console.site.tables import CAMERA_COLUMNS, MOST_CAMERAS, read_cameras
from media.secret import Secret

NEEDED = ("id", "name", "main")
WRITTEN = ("id", "name", "group", "main", "sub", "user", "longitude", "latitude", "ptz")
_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Addition:
    """A camera to add. ``user`` names the entry of the secrets; addresses are without login."""

    id: str
    name: str
    main: str = field(repr=False)
    sub: str = field(default="", repr=False)
    user: str = ""
    group: str = ""
    longitude: float | None = None
    latitude: float | None = None
    ptz: str = ""


class Unaddable(ValueError):  # noqa: N818 - says what is wrong
    """The list cannot take these cameras; the words say why, the file is as it was."""


def add_cameras(content: bytes, additions: Sequence[Addition]) -> bytes:
    """``content`` of a ``cameras.csv`` (empty: a new one) with the cameras behind all others.

    Unaddable: the list has faults of its own, lacks a column that an addition needs, an id is
    there already, or a value does not fit.
    """
    if not additions:
        return content
    if not content.strip():
        content = (",".join(WRITTEN) + "\n").encode()
    columns, known = _read(content)
    encoding = _encoding(content)
    ids = [addition.id for addition in additions]
    if twice := {each for each in ids if each in known or ids.count(each) > 1}:
        raise Unaddable(f'"{min(twice)}" is already the id of a camera')
    end = "\r\n" if b"\r\n" in content else "\n"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end)
    for addition in additions:
        writer.writerow(_cells(addition, columns))
    try:
        new = text.getvalue().encode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeEncodeError as fault:
        raise Unaddable(
            "cameras.csv is GBK, which has no sign for a name: save it as UTF-8"
        ) from fault
    joined = content if content.endswith(b"\n") else content + end.encode()
    whole = joined + new
    _read(whole)
    return whole


def new_id(wanted: str, taken: Collection[str]) -> str:
    """An id made of a name or an address that nobody has."""
    stem = _NO_ID.sub("-", wanted).strip("-")[:48].lower() or "camera"
    number, found = 2, stem
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


def is_known(address: str, hosts: Collection[str]) -> bool:
    """Whether a device's host is one of those that the list's addresses name."""
    return (urlsplit(address).hostname or "") in hosts


def add_login(before: str, entry: str, name: str, password: Secret) -> str:
    """The text of ``secrets.toml`` with one more ``[cameras.ENTRY]``. ValueError: bad entry."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", entry):
        raise ValueError(f'"{entry[:64]}" is no entry: letters, digits, - and _')
    joined = before if not before or before.endswith("\n") else before + "\n"
    lines = f"name = {_toml(name)}\npassword = {_toml(password.reveal())}\n"
    return f"{joined}\n[cameras.{entry}]\n{lines}"


def _read(content: bytes) -> tuple[list[str], set[str]]:
    """(columns in the file's order, ids); Unaddable when the list has a fault."""
    file = CsvFile("cameras.csv", content, CAMERA_COLUMNS, MOST_CAMERAS)
    # whether a login or a certificate is there is not this list's matter
    cameras = read_cameras(file, Secrets({}, {}, frozenset({""})), None)
    if file.faults:
        raise Unaddable(str(file.faults[0]))
    text = content.decode(_encoding(content))
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(row for row in rows if any(cell.strip() for cell in row))
    return [cell.strip() for cell in header], {camera.id for camera in cameras}


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gbk"
    return "utf-8" if content[:3] != b"\xef\xbb\xbf" else "utf-8-sig"


def _cells(addition: Addition, columns: Sequence[str]) -> list[str]:
    cells = {
        "id": addition.id, "name": addition.name, "group": addition.group,
        "main": addition.main, "sub": addition.sub, "user": addition.user, "ptz": addition.ptz,
        "longitude": _degrees(addition.longitude), "latitude": _degrees(addition.latitude),
        "transport": "rtsps" if addition.main.startswith("rtsps") else "",
    }  # fmt: skip
    lacking = [key for key, value in cells.items() if value and key not in columns]
    if lacking := [key for key in lacking if key != "transport"]:
        raise Unaddable(f"cameras.csv has no column {lacking[0]}: add it to the first line")
    if "@" in addition.main or "@" in addition.sub or "@" in addition.ptz:
        raise Unaddable("an address holds a login: that belongs into state/secrets.toml")
    return [cells.get(column, "") for column in columns]


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.7f}"


def _toml(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, and the surrogates that it writes pairs of
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
