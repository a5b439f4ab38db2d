"""What is wrong with the wall's files of a room: slips of the pen, and cameras and sites that it
does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from layouts.fault import Fault, did_you_mean
from layouts.folder import WallFiles
from layouts.layout import Layout
from layouts.references import missing_cameras
from layouts.toml_file import TomlFile
from media.source import Source, SourceKind


def wall_faults(
    files: WallFiles, site: Path, cameras: Collection[str], nodes: Collection[str]
) -> list[Fault]:
    """With file, line and key. ``site``: the folder of the files; ``cameras`` and ``nodes``: the
    ids there are. Names of layouts, tours and scenes that lead nowhere: ``missing``."""
    ids = {SourceKind.CAMERA: cameras, SourceKind.NODE: nodes}
    found = [*files.faults, *missing_cameras(files, cameras)]
    for layout in files.layouts.values():
        found += _of_layout(layout, site, ids)
    return found


def _of_layout(
    layout: Layout, site: Path, ids: Mapping[SourceKind, Collection[str]]
) -> Iterator[Fault]:
    """Whether the sources that it names are those of this site."""
    for number, cell in enumerate(layout.cells):
        text = _source_fault(cell.source, ids) if cell.source is not None else ""
        if text:
            path = Path(layout.origin)
            line = TomlFile.read(path).line_of(("cells", number, "source"))
            yield Fault(str(path.relative_to(site)), line, f"cells[{number}].source", text)


def _source_fault(written: str, ids: Mapping[SourceKind, Collection[str]]) -> str:
    try:
        source = Source.parse(written)
    except ValueError as error:
        return str(error)
    known = ids.get(source.kind)
    if known is None or source.name in known:
        return ""
    return f'there is no {source.kind.value} "{source.name}"{did_you_mean(source.name, known)}'
