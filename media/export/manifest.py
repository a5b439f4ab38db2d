"""What an export says of itself: ``manifest.json``, and the sums that ``sha256sum -c`` reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from media.export.stretch import Span, holes
from media.export.wish import ExportWish

MANIFEST = "manifest.json"
SUMS = "manifest.sha256"
PACKAGE = "command-room-console"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Film:
    """One file that was made. Times are Unix seconds; between its two ends lie ``gaps``, which are
    left out, and ``stands``, where no new picture came and the last one is seen."""

    file: str
    camera: str
    stream: str
    codec: str
    begins: float
    ends: float
    gaps: Sequence[Span] = ()
    sound: bool = False
    sound_recoded: bool = False  # it is not the camera's own coding
    stands: Sequence[Span] = ()


def write_manifest(
    folder: Path, wish: ExportWish, films: Sequence[Film], goes_on: Callable[[], None]
) -> dict[str, Any]:
    """Sum up the files of a folder. ``goes_on`` is called between chunks, and may raise."""
    sums = {film.file: sum_of(folder / film.file, goes_on) for film in films}
    manifest = {
        "program": PACKAGE,
        "version": program_version(),
        "made_at": written(datetime.now(UTC).timestamp()),
        "site": wish.site,
        "who": wish.who,
        "reason": wish.reason,
        "since": written(wish.since),
        "until": written(wish.until),
        "burnt_in": wish.burn,
        "markers": dict(wish.marks.said) if wish.marks is not None else None,
        "missing": sorted(set(wish.cameras) - {film.camera for film in films}),
        "gaps": _gaps(wish, films),
        "files": [_entry(folder, film, sums[film.file]) for film in films],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    sums[MANIFEST] = sum_of(folder / MANIFEST, goes_on)
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (folder / SUMS).write_text(lines, encoding="utf-8")
    return manifest


def sum_of(file: Path, goes_on: Callable[[], None] = lambda: None) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with open(file, "rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            goes_on()
    return digest.hexdigest()


def written(at: float) -> str:
    """Unix seconds as RFC 3339 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def program_version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:  # run from its folder, not installed
        return "unknown"


def _gaps(wish: ExportWish, films: Sequence[Film]) -> list[dict[str, str]]:
    """What of the wished stretch is in no film of a camera."""
    found = []
    for camera in wish.cameras:
        covered: list[Span] = []
        for film in films:
            if film.camera == camera:
                edges = (film.begins, *(edge for gap in film.gaps for edge in gap), film.ends)
                covered += zip(edges[::2], edges[1::2], strict=True)
        for begins, ends in holes(covered, wish.since, wish.until):
            found.append({"camera": camera, "from": written(begins), "to": written(ends)})
    return found


def _told(spans: Sequence[Span]) -> list[dict[str, str]]:
    return [{"from": written(begins), "to": written(ends)} for begins, ends in spans]


def _entry(folder: Path, film: Film, digest: str) -> dict[str, Any]:
    return {
        "file": film.file,
        "camera": film.camera,
        "stream": film.stream,
        "codec": film.codec,
        "sound": film.sound,
        "sound_recoded": film.sound_recoded,
        "from": written(film.begins),
        "to": written(film.ends),
        "gaps": _told(film.gaps),
        "stands": _told(film.stands),
        "bytes": (folder / film.file).stat().st_size,
        "sha256": digest,
    }
