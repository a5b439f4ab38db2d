"""What is wrong with the wall's files of a room: slips of the pen, and what they name that it does
not have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from layouts.fault import Fault, did_you_mean
from layouts.folder import WallFiles
from layouts.references import missing, missing_cameras
from layouts.toml_file import TomlFile
from media.source import Source, SourceKind


def slips(files: WallFiles, site: Path) -> list[Fault]:
    """What cannot be read, with file, line and key. ``site``: the folder of the files."""
    return [*files.faults, *_of_sources(files, site, _slip)]


def dangling(
    files: WallFiles, site: Path, cameras: Collection[str], nodes: Collection[str]
) -> list[Fault]:
    """The names that lead nowhere, with file, line and key: of cameras and sites (``cameras`` and
    ``nodes``: the ids there are), of layouts, tours and scenes. What is named so is empty on the
    wall."""
    ids = {SourceKind.CAMERA: cameras, SourceKind.NODE: nodes}

    def unknown(written: str) -> str:
        if _slip(written):
            return ""
        source = Source.parse(written)
        known = ids.get(source.kind)
        if known is None or source.name in known:
            return ""
        return f'there is no {source.kind.value} "{source.name}"{did_you_mean(source.name, known)}'

    return [
        *missing_cameras(files, cameras), *_of_sources(files, site, unknown), *missing(files),
    ]  # fmt: skip


def _of_sources(files: WallFiles, site: Path, fault: Callable[[str], str]) -> Iterator[Fault]:
    """What ``fault`` finds wrong with a written source of a layout's cell."""
    for layout in files.layouts.values():
        for number, cell in enumerate(layout.cells):
            text = fault(cell.source) if cell.source is not None else ""
            if text:
                path = Path(layout.origin)
                line = TomlFile.read(path).line_of(("cells", number, "source"))
                yield Fault(str(path.relative_to(site)), line, f"cells[{number}].source", text)


def _slip(written: str) -> str:
    try:
        Source.parse(written)
    except ValueError as error:
        return str(error)
    return ""
