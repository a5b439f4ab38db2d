"""Writes found cameras into the site folder: the login first, then the list, each in one step."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from console.site.additions import Addition, Unaddable, add_cameras, add_login, new_id
from console.site.csv_file import LARGEST_FILE
from console.site.secrets import FILE, secure, write_secret_file
from media.secret import Secret


def take_up(
    folder: Path,
    additions: Sequence[Addition],
    entry: str = "",
    login: tuple[str, Secret] | None = None,
) -> None:
    """Add cameras to ``cameras.csv``, and their login as ``[cameras.ENTRY]`` unless it is there.

    Unaddable or OSError: nothing that was there has changed.
    """
    path = folder / "cameras.csv"
    before = path.read_bytes() if path.exists() else b""
    if len(before) > LARGEST_FILE:
        raise Unaddable("cameras.csv is too large")
    after = add_cameras(before, additions)
    if login is not None:
        _write_login(folder, entry, login)
    _replace(path, after)


def entry_for(folder: Path, wanted: str, login: tuple[str, Secret]) -> str:
    """The entry of the secrets that has this login, or a free name like ``wanted`` for it."""
    try:
        there = tomllib.loads((folder / FILE).read_text("utf-8-sig")).get("cameras", {})
    except (OSError, ValueError, AttributeError):
        there = {}  # take_up says what is wrong with it
    kept = {"name": login[0], "password": login[1].reveal()}
    same = [entry for entry, each in there.items() if each == kept]
    return same[0] if same else new_id(wanted, there)


def _write_login(folder: Path, entry: str, login: tuple[str, Secret]) -> None:
    secure(folder)
    path = folder / FILE
    before = path.read_text("utf-8-sig") if path.exists() else ""
    try:
        there = tomllib.loads(before).get("cameras", {}).get(entry)
    except (tomllib.TOMLDecodeError, AttributeError) as fault:
        raise Unaddable(f"{FILE} is no TOML: mend it first") from fault
    if there is not None:
        if there != {"name": login[0], "password": login[1].reveal()}:
            raise Unaddable(f"{FILE} has another login as [cameras.{entry}]: choose another name")
        return
    try:
        text = add_login(before, entry, *login)
        tomllib.loads(text)
    except ValueError as fault:
        raise Unaddable(f"{FILE} cannot take [cameras.{entry}]") from fault
    write_secret_file(path, text)


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".cameras-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
