"""The room's children, in an io thread that only notes what it is to keep going."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.bridge import Bridge
from console.desk.children import Children
from console.desk.diagnosis import DiagnosisDesk
from console.site.load import load_site


class Io:
    def __init__(self) -> None:
        self.kept: list[str] = []

    def keep(self, work: Any, name: str) -> None:
        work.close()
        self.kept.append(name)


def test_all_are_kept_going_and_every_camera_has_its_worker(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "site.toml").write_text('name = "x"\n', "utf-8")
    rows = "".join(f"c{n},c{n},rtsp://h/{n}\n" for n in range(3))
    (tmp_path / "cameras.csv").write_text("id,name,main\n" + rows, "utf-8")
    site, bridge, io = load_site(tmp_path), Bridge(), Io()
    diagnosis = DiagnosisDesk(site, lambda *_: None)
    in_io: Any = io
    children = Children(site, bridge, in_io, False, diagnosis, lambda _told: None)
    try:
        names = [worker.child.name for worker in children.workers]
        assert io.kept == [*names, children.hub.child.name, "exports", "steering"]
        assert [child.name for child in children.all] == io.kept[:-2]
        assert set(children.served_by) == {"c0", "c1", "c2"}
        assert children.export_place == tmp_path / "state" / "exports"
    finally:
        children.close()
