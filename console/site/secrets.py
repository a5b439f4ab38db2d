"""Passwords and tokens: ``state/secrets.toml``, readable by its owner alone.

Nothing here puts a value into a message: a fault names the entry only.
"""

from __future__ import annotations

import logging
import os
import re
import stat
from pathlib import Path
from secrets import token_hex, token_urlsafe

from layouts.toml_file import Table, TomlFile
from media.secret import Secret

FILE = "state/secrets.toml"
FOLDER_MODE = 0o700
FILE_MODE = 0o600
TOKEN_BYTES = 32

_REFERENCE = re.compile(r"@([A-Za-z0-9_-]{1,64})")

log = logging.getLogger(__name__)


class Secrets:
    """What ``state/secrets.toml`` holds: named entries, and logins under ``[cameras.USER]``.

    ``faulty`` are the keys that stand there and are wrong: ``platform``, ``cameras``,
    ``cameras.hall``; the empty one is the whole file. Whoever names one is not told of it again.
    """

    def __init__(
        self,
        entries: dict[str, Secret],
        logins: dict[str, tuple[str, Secret]],
        faulty: frozenset[str] = frozenset(),
    ) -> None:
        self.entries = entries
        self.logins = logins
        self._faulty = faulty

    def lacks(self, entry: str) -> bool:
        """Whether nobody wrote that entry, right or wrong."""
        return entry not in self.entries and not self._faulty & {"", entry}

    def lacks_login(self, user: str) -> bool:
        told = self._faulty & {"", "cameras", f"cameras.{user}"}
        return user not in self.logins and not told


def read_secrets(file: TomlFile) -> Secrets:
    """The file's entries; mistakes are noted in ``file.faults`` without any value."""
    entries: dict[str, Secret] = {}
    logins: dict[str, tuple[str, Secret]] = {}
    root = file.root
    if root is None:
        return Secrets(entries, logins, frozenset({""}))
    for key in root:
        if key != "cameras":
            value = _text(root, key)
            if value:
                entries[key] = Secret(value)
    cameras = root.raw("cameras")
    if isinstance(cameras, dict):
        table = root.table("cameras")
        for user in table:
            _read_login(table, user, logins)
    elif cameras is not None:
        root.fault("cameras", "needs tables: [cameras.USER] with name and password")
    wrong = (".".join(fault.key.split(".")[:2]) for fault in file.faults)
    return Secrets(entries, logins, frozenset(wrong))


def refer(table: Table, key: str, secrets: Secrets, made: str = "") -> Secret | None:
    """The entry that ``key = "@NAME"`` of another file names.

    A clear value is a mistake. An entry called ``made`` may be missing: the program makes it.
    """
    written = table.raw(key)
    found = _REFERENCE.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        if written not in (None, ""):
            table.fault(key, f'must not stand here: put it into {FILE} and write "@NAME" here')
        return None
    name = found[1]
    if secrets.lacks(name) and name != made:
        table.fault(key, f'{FILE} has no entry "{name}": add the line {name} = "…" there')
    return secrets.entries.get(name)


def secure(folder: Path) -> None:
    """Make the site's ``state`` folder, and close it and the secrets to everybody else."""
    state = folder / "state"
    state.mkdir(mode=FOLDER_MODE, exist_ok=True)
    _close(state, FOLDER_MODE)
    if (folder / FILE).exists():
        _close(folder / FILE, FILE_MODE)


def loose(folder: Path) -> list[str]:
    """What others than the owner may read or write, said in one sentence each."""
    found = []
    for path, mode in ((folder / "state", FOLDER_MODE), (folder / FILE, FILE_MODE)):
        if path.exists() and (now := stat.S_IMODE(path.stat().st_mode)) & ~mode:
            found.append(f"{path.relative_to(folder)} has mode {now:04o}; {mode:04o} is right")
    return found


def make_token(folder: Path, name: str = "control") -> Secret:
    """Add a new random token to the secrets, every other line as it was."""
    token = Secret(token_urlsafe(TOKEN_BYTES))
    path = folder / FILE
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    # ahead of all: a plain entry must not follow a table's header
    write_secret_file(path, f'{name} = "{token.reveal()}"\n{before}')
    return token


def write_secret_file(path: Path, text: str) -> None:
    """Replace a file in one step: after a power cut it is the one before or this one, whole."""
    temporary = path.with_name(f".{path.name}.{token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _close(path: Path, mode: int) -> None:
    now = stat.S_IMODE(path.stat().st_mode)
    if now & ~mode:
        path.chmod(now & mode)
        log.warning("%s had mode %04o, has %04o", path, now, now & mode)


def _read_login(cameras: Table, user: str, logins: dict[str, tuple[str, Secret]]) -> None:
    if not isinstance(cameras.raw(user), dict):
        cameras.fault(user, f"needs a table: [cameras.{user}] with name and password")
        return
    table = cameras.table(user)
    table.known(("name", "password"))
    name, password = _text(table, "name"), _text(table, "password")
    if name is not None and password is not None:
        logins[user] = (name, Secret(password))


def _text(table: Table, key: str) -> str | None:
    value = table.raw(key)
    if isinstance(value, str) and len(value) <= 4096:
        return value
    table.fault(key, "is missing" if value is None else 'needs a text in quotes: "…"')
    return None
