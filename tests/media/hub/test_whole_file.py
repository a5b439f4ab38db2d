"""Small files of the hub's state."""

from __future__ import annotations

from pathlib import Path

from media.hub.whole_file import write_whole


def test_a_file_is_replaced_whole_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.with_suffix(".json.part").write_text("left behind by a power cut")
    for content in (b"one", b"two"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["kept.json"]
