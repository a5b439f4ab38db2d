from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from media.export.manifest import MANIFEST, SUMS, Film, sum_of, write_manifest
from media.export.verify import MOST_STANDS, standing, verify
from media.export.wish import ExportWish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path = tmp_path / "export"
    tmp_path.mkdir()
    (tmp_path / "c01.mp4").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "c02.mp4").write_bytes(b"another")
    wish = ExportWish(("c01", "c02"), 0.0, 60.0, tmp_path, tmp_path)
    films = [Film(f"{c}.mp4", c, "main", "h264", 0.0, 60.0) for c in ("c01", "c02")]
    write_manifest(tmp_path, wish, films, lambda: None)
    return tmp_path


def said(folder: Path, noted: str = "") -> tuple[int, list[str]]:
    lines: list[str] = []
    code = verify(folder, noted, lines.append)
    return code, lines


def change(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))


def test_an_untouched_folder_is_as_it_was_exported(folder: Path) -> None:
    code, lines = said(folder)
    assert code == 0
    assert lines[:3] == ["c01.mp4: OK", "c02.mp4: OK", "manifest.json: OK"]
    assert lines[3] == "as it was exported: 3 files"
    assert lines[-1] == sum_of(folder / SUMS)
    assert said(folder, lines[-1].upper()) == (
        0, [*lines[:4], "manifest.sha256 is the one that was noted"],
    )  # fmt: skip


def test_where_a_picture_stands_is_said_of_the_film(tmp_path: Path) -> None:
    (tmp_path / "c01.mp4").write_bytes(b"film")
    wish = ExportWish(("c01",), 0.0, 60.0, tmp_path, tmp_path)
    often = [(float(at), at + 0.6) for at in range(MOST_STANDS + 3)]
    film = Film("c01.mp4", "c01", "main", "h264", 0.0, 60.0, stands=often)
    write_manifest(tmp_path, wish, [film], lambda: None)
    code, lines = said(tmp_path)
    stands = [line for line in lines if line.startswith("c01.mp4: ") and not line.endswith("OK")]
    assert (code, len(stands)) == (0, MOST_STANDS + 1)
    assert stands[1] == (
        "c01.mp4: the picture stands from 1970-01-01T00:00:01.000Z to 1970-01-01T00:00:01.600Z"
    )
    assert stands[-1] == "c01.mp4: and 3 times more, see manifest.json"


def test_an_export_of_before_tells_nothing_of_it(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for entry in manifest["files"]:
        del entry["stands"]
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert list(standing(folder)) == []


def flip(folder: Path) -> None:
    change(folder / "c01.mp4", b"\x10\x11", b"\x10\x12")


def cut(folder: Path) -> None:
    content = (folder / "c01.mp4").read_bytes()
    (folder / "c01.mp4").write_bytes(content[:5000])


def tell_another_time(folder: Path) -> None:
    change(folder / MANIFEST, b"00:01:00", b"00:02:00")


def new_sum_only(folder: Path) -> None:
    before = sum_of(folder / "c01.mp4")
    flip(folder)
    change(folder / SUMS, before.encode(), sum_of(folder / "c01.mp4").encode())


def link(folder: Path) -> None:
    (folder / "c01.mp4").rename(folder.parent / "elsewhere.mp4")
    (folder / "c01.mp4").symlink_to(folder.parent / "elsewhere.mp4")


def say_twice(folder: Path) -> None:
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / SUMS).write_text("".join([*lines, lines[0]]))


def unlist(folder: Path) -> None:
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / SUMS).write_text("".join(lines[1:]))


@pytest.mark.parametrize(
    ("harm", "verdicts"),
    [
        (flip, ["c01.mp4: was changed: its SHA-256 is another"]),
        (cut, ["c01.mp4: was changed: its SHA-256 is another, and it has 5000 bytes instead of"
               " 16384"]),
        (tell_another_time, ["manifest.json: was changed: its SHA-256 is another"]),
        (new_sum_only, ["c01.mp4: has another SHA-256 in manifest.json"]),
        (lambda folder: (folder / "c02.mp4").unlink(), ["c02.mp4: is missing"]),
        (lambda folder: (folder / "c02.mp4").rename(folder / "c09.mp4"),
         ["c02.mp4: was renamed: it is c09.mp4 now", "c09.mp4: was c02.mp4"]),
        (lambda folder: (folder / "c03.mp4").touch(), ["c03.mp4: is no part of the export"]),
        (lambda folder: (folder / ".hidden").mkdir(), [".hidden: is no part of the export"]),
        (lambda folder: shutil.copy(folder / "c01.mp4", folder / "copy.mp4"),
         ["copy.mp4: is no part of the export"]),
        (link, ["c01.mp4: is a link to elsewhere, not the exported file"]),
        (lambda folder: (folder / MANIFEST).unlink(), ["manifest.json: is missing"]),
        (unlist, ["c01.mp4: is in manifest.json and has no sum in manifest.sha256"]),
        (say_twice, ["manifest.sha256: names c01.mp4 twice, again in line 4: nothing can be"
                     " verified without it"]),
        (lambda folder: (folder / SUMS).unlink(),
         ["manifest.sha256: is missing: nothing can be verified without it"]),
        (lambda folder: (folder / SUMS).write_bytes(b"\xff nonsense\n"),
         ["manifest.sha256: has no sum in line 1: nothing can be verified without it"]),
    ],
)  # fmt: skip
def test_what_was_changed_is_said_of_the_file_and_by_the_exit_code(
    folder: Path, harm: Callable[[Path], object], verdicts: list[str]
) -> None:
    harm(folder)
    code, lines = said(folder)
    assert code == 1
    for verdict in verdicts:
        assert verdict in lines
    assert lines[-1].startswith("NOT as it was exported: ")


def test_who_changes_the_sums_too_is_found_by_the_sum_that_was_noted(folder: Path) -> None:
    noted, before = sum_of(folder / SUMS), sum_of(folder / "c01.mp4")
    flip(folder)
    after, manifest = sum_of(folder / "c01.mp4"), sum_of(folder / MANIFEST)
    change(folder / MANIFEST, before.encode(), after.encode())
    change(folder / SUMS, before.encode(), after.encode())
    change(folder / SUMS, manifest.encode(), sum_of(folder / MANIFEST).encode())
    assert said(folder)[0] == 0
    code, lines = said(folder, noted)
    assert code == 1
    assert lines[0] == (
        "manifest.sha256: is not the one that was noted: its SHA-256 is another"
    )  # fmt: skip


def test_what_is_no_export_is_told_apart_from_one_that_was_changed(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere") == (
        2, [f"{tmp_path}/nowhere: No such file or directory"],
    )  # fmt: skip
    code, lines = said(tmp_path)
    assert (code, len(lines)) == (2, 1)
    assert "is no exported folder" in lines[0]


def test_the_manifest_is_readable_by_itself(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert [entry["file"] for entry in manifest["files"]] == ["c01.mp4", "c02.mp4"]
    assert manifest["until"] == "1970-01-01T00:01:00.000Z"
