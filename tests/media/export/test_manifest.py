from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from media.export.manifest import SUMS, Film, sum_of, write_manifest, written
from media.export.wish import ExportWish


def test_a_sum_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = bytes(range(256)) * 9000
    (tmp_path / "a").write_bytes(content)
    chunks: list[None] = []
    assert (
        sum_of(tmp_path / "a", lambda: chunks.append(None)) == hashlib.sha256(content).hexdigest()
    )
    assert len(chunks) == 3


def test_the_manifest_tells_of_every_film_and_of_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "c01.mp4").write_bytes(b"film")
    wish = ExportWish(("c01", "c02"), 0.0, 60.0, tmp_path, tmp_path, True, "镇", "王", "c-7")
    stands = ((20.0, 22.4),)
    film = Film("c01.mp4", "c01", "sub", "hevc", 1.0, 59.0, ((5.0, 9.5),), True, stands=stands)
    manifest = write_manifest(tmp_path, wish, [film], lambda: None)
    assert manifest["missing"] == ["c02"]
    assert (manifest["site"], manifest["burnt_in"], manifest["who"]) == ("镇", True, "王")
    (entry,) = manifest["files"]
    assert (entry["bytes"], entry["stream"], entry["sound"]) == (4, "sub", True)
    assert entry["gaps"] == [{"from": written(5.0), "to": written(9.5)}]
    assert entry["stands"] == [{"from": written(20.0), "to": written(22.4)}]
    inside = [gap for gap in manifest["gaps"] if gap["camera"] == "c01"]
    assert [gap["from"] for gap in inside] == [written(5.0)]  # the rims are within what joins
    checked = subprocess.run(
        ["sha256sum", "-c", SUMS], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0


def test_summing_up_can_be_called_off(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sum_of(tmp_path / "a", stop)
