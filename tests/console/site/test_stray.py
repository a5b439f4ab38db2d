from __future__ import annotations

from pathlib import Path

import pytest

from console.site.stray import MOST, strays


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("camera.csv", "cameras.csv"),
        ("Cameras.csv", "cameras.csv"),
        ("node.csv", "nodes.csv"),
        ("site.tml", "site.toml"),
        ("layout/", "layouts/"),
        ("plan/", "plans/"),
        ("meeting.d/", "meetings.d/"),
        ("state/secret.toml", "secrets.toml"),
    ],
)
def test_a_name_nearly_right_is_told_with_the_right_one(
    tmp_path: Path, name: str, meant: str
) -> None:
    make(tmp_path, name)
    assert strays(tmp_path) == [f'{name} is not read; did you mean "{meant}"?']


@pytest.mark.parametrize(
    "name",
    [
        "site.toml", "cameras.csv", "nodes.csv", "grids.geojson", "layouts/", "map/", "plans/",
        "meetings.d/",
        "state/secrets.toml", "state/logs/", "cameras.csv~", "cameras.csv.bak", ".cameras.csv.swp",
        "README.md", "photos/", "plan.pdf",
    ],
)  # fmt: skip
def test_right_names_copies_and_other_things_are_left_alone(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert strays(tmp_path) == []


def test_no_more_than_a_page_of_them_is_told(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        make(tmp_path, f"cameras{number}.csv")
    assert len(strays(tmp_path)) == MOST


def make(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if name.endswith("/"):
        path.mkdir()
    else:
        path.touch()
