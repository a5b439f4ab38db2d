"""A list of cameras that somebody brings: looked at first, then taken over; and taken out again."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.site.csv_file import LARGEST_FILE, CsvFile
from console.site.load import SiteFaults, read_site
from console.site.records import CameraEntry, Site
from console.site.secrets import write_secret_file
from console.site.tables import CAMERA_COLUMNS, MOST_CAMERAS
from console.site.wall_faults import dangling
from layouts.fault import Fault
from layouts.folder import WallFolder
from media.rtsp.url import mask

FILE = "cameras.csv"
PREVIOUS = Path("state") / "previous"
ADDRESSES = ("main", "sub", "ptz")


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a brought list; ``at`` is its number in the file."""

    at: int
    id: str
    name: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a list over would do. ``site`` is the room as it would be, None where something
    is wrong; ``written`` the list as it would lie in the site folder. ``elsewhere``: what does not
    belong to a line, such as a header, or a layout that names a camera which would be gone."""

    lines: tuple[ListLine, ...]
    elsewhere: tuple[Fault, ...]
    site: Site | None
    written: str
    added: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def faulty(self) -> int:
        """How many lines are."""
        return sum(bool(line.faults) for line in self.lines)


def read_list(path: Path) -> bytes:
    """The content of a list; OSError when it cannot be read. One byte more than is allowed, at
    most."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


class Cancelled(Exception):  # noqa: N818 - a wish
    """Nobody wants the preview any more."""


def preview(
    folder: Path,
    content: bytes,
    leave_out: bool,
    now: Iterable[CameraEntry],
    goes_on: Callable[[float], bool] = lambda _done: True,
) -> Preview:
    """What is wrong with a list, line by line, and what it would change; ``now`` are the cameras of
    the room. ``leave_out``: as if the faulty lines were not there.

    ``goes_on`` is told the part that is done, 0 to 1, after each line; False raises Cancelled.
    """
    lines = max(content.count(b"\n") * (2 if leave_out else 1), 1)

    def reached(line: int) -> None:
        if not goes_on(min(line / lines, 1.0)):
            raise Cancelled

    file = CsvFile(FILE, content, CAMERA_COLUMNS, MOST_CAMERAS)
    rows = [(line.at, line.text("id"), line.text("name")) for line in file.lines(needed=())]
    site, faults = _read(folder, content, reached)
    by_line: dict[int, list[Fault]] = {}
    for fault in faults:
        if fault.file == FILE and fault.line is not None:
            by_line.setdefault(fault.line, []).append(fault)
    known = {at for at, _, _ in rows}
    unknown = [at for at in by_line if at not in known]  # the header, or a line that is no row
    elsewhere = [each for each in faults if each.file != FILE or each.line not in known]
    skipped = set(by_line) - set(unknown) if leave_out else set()
    written = file.without(skipped)
    if skipped:
        site, faults = _read(folder, written.encode(), lambda line: reached(lines // 2 + line))
        elsewhere = list(faults)
    told = tuple(ListLine(*row, tuple(by_line.get(row[0], ()))) for row in rows)
    if site is None:
        return Preview(told, tuple(elsewhere), None, written)
    if lost := _lost(site, now):
        return Preview(told, tuple(lost), None, written)
    return Preview(told, (), site, written, *_differences(now, site.cameras))


def _lost(site: Site, now: Iterable[CameraEntry]) -> list[Fault]:
    """What the wall's files name that is there now and would not be in this site."""
    files, nodes = WallFolder(site.folder).read(), [node.id for node in site.nodes]

    def told(cameras: Iterable[CameraEntry]) -> dict[str, Fault]:
        ids = [camera.id for camera in cameras]
        found = dangling(files, site.folder, ids, nodes)
        return {str(fault).partition("; ")[0]: fault for fault in found}

    before = told(now)
    return [fault for text, fault in told(site.cameras).items() if text not in before]


def take_over(folder: Path, written: str, now: datetime) -> Path | None:
    """Put a list into the site folder in one step; where the one before it is kept now, None where
    there was none. OSError: nothing has changed."""
    path = folder / FILE
    kept: Path | None = None
    mode = None
    if path.exists():
        mode = stat.S_IMODE(path.stat().st_mode)
        kept = folder / PREVIOUS / f"cameras-{now:%Y%m%d-%H%M%S-%f}.csv"
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret_file(kept, path.read_bytes().decode("utf-8", "surrogateescape"))
    write_secret_file(path, written)
    if mode is not None:
        path.chmod(mode)
    return kept


def export_list(folder: Path, path: Path) -> None:
    """The room's list as a file for others; OSError when it cannot be read or written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # with a byte order mark: Excel takes it for another encoding otherwise
    write_secret_file(path, "\ufeff" + exported(folder))


def exported(folder: Path) -> str:
    """The room's list for others: no login and no password in its addresses, entries of
    ``secrets.toml`` by name. OSError when it cannot be read."""
    content = (folder / FILE).read_bytes()
    rows = csv.reader(io.StringIO(CsvFile(FILE, content, (), 0).without(()), newline=""))
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    header = next(rows, [])
    writer.writerow(header)
    for cells in rows:
        named = zip(header, cells, strict=False)
        writer.writerow(_open(cell) if name in ADDRESSES else cell for name, cell in named)
    return written.getvalue()


def _open(address: str) -> str:
    scheme, colon, rest = mask(address).partition("://")
    login, _, place = rest.rpartition("@")
    return f"{scheme}{colon}{place}" if login else f"{scheme}{colon}{rest}"


def _read(
    folder: Path, content: bytes, reached: Callable[[int], None]
) -> tuple[Site | None, list[Fault]]:
    try:
        return read_site(folder, cameras=content, reached=reached), []
    except SiteFaults as error:
        return None, error.faults


def _differences(
    before: Iterable[CameraEntry], after: Iterable[CameraEntry]
) -> tuple[int, int, int]:
    """How many cameras are added, changed, gone."""
    old = {camera.id: camera for camera in before}
    new = {camera.id: camera for camera in after}
    changed = sum(old[each] != new[each] for each in old.keys() & new.keys())
    return len(new.keys() - old.keys()), changed, len(old.keys() - new.keys())
