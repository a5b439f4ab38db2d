"""A small, right site folder, and what a test may write into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.site.load import SiteFaults, read_site

FILES = {
    "site.toml": 'name = "柳桥镇指挥室"\n',
    "cameras.csv": "id,name,main\nc01,市场,rtsp://10.0.0.1/1\nc02,河口,rtsp://10.0.0.2/1\n",
    "nodes.csv": "id,name,kind\nn01,柳湾村,village\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def write(site: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults(site: Path) -> Callable[[], list[str]]:
    def faults() -> list[str]:
        try:
            read_site(site)
        except SiteFaults as error:
            return [str(fault) for fault in error.faults]
        return []

    return faults
