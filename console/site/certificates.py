"""What the certificates of RTSPS cameras are judged by: authorities as PEM files, fingerprints."""

from __future__ import annotations

import ssl
from pathlib import Path

from console.site.csv_file import Line
from layouts.toml_file import Table
from media.rtsp.tls import parse_fingerprint

LARGEST_FILE = 1024 * 1024  # bytes
COLUMNS = ("ca", "fingerprint")


def authority_fault(path: Path) -> str:
    """What is wrong with a file of authorities' certificates; empty when nothing is."""
    try:
        if not path.is_file():
            return f"there is no file {path}"
        if path.stat().st_size > LARGEST_FILE:
            return f"{path} is larger than {LARGEST_FILE >> 20} MB"
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError:
        return f"{path} holds no certificate in PEM form"
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}"
    return ""


class Certificates:
    """Of one site ``folder``, from which its paths begin; each file is read once.

    ``usual``: the authorities of every camera that names none of its own.
    """

    def __init__(self, folder: Path, usual: Path | None = None) -> None:
        self._folder = folder
        self._usual = usual
        self._faults: dict[Path, str] = {}

    def of(self, line: Line, transport: str) -> tuple[Path | None, str | None]:
        """(file of authorities, fingerprint) that a camera's line asks for, one at most."""
        given = [key for key in COLUMNS if not line.is_empty(key)]
        if transport != "rtsps":
            for key in given:
                line.fault(key, f"is for transport rtsps: {transport} does not ask for it")
            return None, None
        if len(given) == 2:
            line.fault("fingerprint", "is there, and ca is too: a fingerprint alone is enough")
        if not given:
            return self._usual, None
        fingerprint = self._fingerprint(line)
        return (self._authority(line) if fingerprint is None else None), fingerprint

    def _authority(self, line: Line) -> Path | None:
        written = line.text("ca", longest=400)
        if not written:
            return None
        path = self._folder / written
        if path not in self._faults:
            self._faults[path] = authority_fault(path)
        if self._faults[path]:
            line.fault("ca", self._faults[path])
        return path

    def _fingerprint(self, line: Line) -> str | None:
        written = line.text("fingerprint")
        if not written:
            return None
        try:
            return parse_fingerprint(written)
        except ValueError as error:
            line.fault("fingerprint", f'"{written}" {error}')
            return None


def read_usual(table: Table, folder: Path) -> Path | None:
    """``[cameras] ca`` of ``site.toml``."""
    table.known(("ca",))
    written = table.text("ca", longest=400)
    if not written:
        return None
    path = folder / written
    if text := authority_fault(path):
        table.fault("ca", text)
    return path
