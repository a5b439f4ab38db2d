from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from media.export.manifest import MANIFEST, SUMS, Film, write_manifest
from media.export.verify import verify
from media.export.wish import ExportWish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "c01.mp4").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "c02.mp4").write_bytes(b"another")
    wish = ExportWish(("c01", "c02"), 0.0, 60.0, tmp_path, tmp_path)
    films = [Film(f"{c}.mp4", c, "main", "h264", 0.0, 60.0) for c in ("c01", "c02")]
    write_manifest(tmp_path, wish, films, lambda: None)
    return tmp_path


def said(folder: Path) -> tuple[int, str]:
    lines: list[str] = []
    code = verify(folder, lines.append)
    return code, "\n".join(lines)


def test_an_untouched_folder_is_as_it_was_exported(folder: Path) -> None:
    code, text = said(folder)
    assert code == 0
    assert "c01.mp4: OK" in text
    assert "3 files are as they were exported" in text


def flip(folder: Path) -> None:
    content = bytearray((folder / "c01.mp4").read_bytes())
    content[5000] ^= 1
    (folder / "c01.mp4").write_bytes(content)


def tell_another_time(folder: Path) -> None:
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    (folder / MANIFEST).write_text(text.replace("00:01:00", "00:02:00"), encoding="utf-8")


def new_sum_only(folder: Path) -> None:
    flip(folder)
    from media.export.manifest import sum_of

    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    lines[0] = f"{sum_of(folder / 'c01.mp4')}  c01.mp4"
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "verdict"),
    [
        (flip, "c01.mp4: was changed"),
        (tell_another_time, "manifest.json: was changed"),
        (new_sum_only, "c01.mp4: has another SHA-256 in manifest.json"),
        (lambda folder: (folder / "c02.mp4").unlink(), "c02.mp4: is missing"),
        (lambda folder: (folder / "c03.mp4").touch(), "c03.mp4: is no part of the export"),
        (lambda folder: (folder / SUMS).unlink(), "No such file"),
        (lambda folder: (folder / MANIFEST).unlink(), "manifest.json: is missing"),
        (lambda folder: (folder / SUMS).write_text("nonsense\n"), "line 1 is no sum"),
    ],
)
def test_what_was_changed_is_found(
    folder: Path, harm: Callable[[Path], object], verdict: str
) -> None:
    harm(folder)
    code, text = said(folder)
    assert code == 1
    assert verdict in text


def test_the_manifest_is_readable_by_itself(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert [entry["file"] for entry in manifest["files"]] == ["c01.mp4", "c02.mp4"]
    assert manifest["until"] == "1970-01-01T00:01:00.000Z"
