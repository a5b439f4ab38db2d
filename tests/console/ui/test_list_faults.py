from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.site.certificates import Certificates
from console.site.csv_file import CsvFile
from console.site.meeting_files import read_meetings
from console.site.secrets import Secrets
from console.site.tables import CAMERA_COLUMNS, read_cameras
from console.ui.list_faults import list_fault_told
from console.ui.words import speak

HEADER = (
    "id,name,main,sub,user,group,longitude,latitude,warm,rotate,transport,record,ca,fingerprint,"
    "aspect,damaged\n"
)
LINES = (
    "a b,x,rtsp://x/1", "c0,,", "c1,x,nonsense", "c1,x,rtsp://x:99999/1", "c2,x,rtsps://x/1,rtsp://y/",
    "c3,x,rtsp://x/1,,gone", "c4,x,rtsp://x/1,,,a//b", "c5,x,rtsp://x/1,,,,999,1",
    "c6,x,rtsp://x/1,,,,1,", "c7,x,rtsp://x/1,,,,,,maybe", "c8,x,rtsp://x/1,,,,,,,45",
    "c9,x,rtsp://x/1,,,,,,,,carrier", "d1,x,rtsp://x/1,,,,,,,,,never", 'd2,"x\ny",rtsp://x/1',
    "d3,x,rtsp://x/1,,,,,,,,,,,,,,,,surplus", f"d4,{'x' * 101},rtsp://x/1", "d5,x,rtsp://a:b@x/1,,u",
    "d6,x,rtsp://x/a b", "d7,x,rtsp://a:b@x/1,rtsp://c:d@x/1", "d8,x,rtsp:///1",
    "d9,x,rtsps://x/1,,,,,,,,,,gone.pem", "e1,x,rtsps://x/1,,,,,,,,,,,12", "e2,x,rtsp://x/1,,,,,,,,,,gone.pem",
    f"e3,x,rtsps://x/1,,,,,,,,,,gone.pem,{'ab' * 32}",
    "e4,x,rtsp://x/1,,,,,,,,,,,,wide", "e5,x,rtsp://x/1,,,,,,,,,,,,main", "e6,x,rtsp://x/1,,,,,,,,,,,,,maybe",
    "e7,x,rtsp://x/1?localaddr=eth1,,,,,,,,multicast",
)  # fmt: skip


def told(content: str, columns: tuple[str, ...] = CAMERA_COLUMNS) -> list[str]:
    file = CsvFile("cameras.csv", content.encode(), columns, 100)
    read_cameras(file, Secrets({}, {}), Certificates(Path("/site")))
    return [fault.text for fault in file.faults]


@pytest.mark.parametrize("line", LINES)
def test_every_fault_of_a_line_is_told_in_chinese(qapp: QApplication, line: str) -> None:
    faults = told(HEADER + line + "\n")
    assert faults
    speak(qapp, "zh")
    for fault in faults:
        words = list_fault_told(fault)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in words), fault


@pytest.mark.parametrize(
    "content", ["id,nam,main\n", "id;name;main\n", "id,name\n", "id,id,name,main\n", '"id,name\n']
)
def test_so_is_a_header_that_is_wrong(qapp: QApplication, content: str) -> None:
    speak(qapp, "zh")
    for fault in told(content):
        words = list_fault_told(fault)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in words), fault


@pytest.mark.parametrize(
    "line",
    ['time = "25:00"', "title = ''", 'on = "2026-13-01"', "nodes = 0", "on = 1", 'groups = ["x"]'],
)
def test_so_is_a_meeting_that_is_wrong(qapp: QApplication, tmp_path: Path, line: str) -> None:
    speak(qapp, "zh")
    values = {"title": "'a'", "time": '"9:00"', "on": "2026-12-01", "kinds": "['village']"}
    key, _, value = line.partition(" = ")
    values |= {key: value}
    if key == "nodes":
        del values["kinds"], values["nodes"]
    lines = "\n".join(f"{name} = {text}" for name, text in {"id": "'a'", **values}.items())
    (tmp_path / "meetings.toml").write_text(f"[[meetings]]\n{lines}\n", encoding="utf-8")
    faults = read_meetings(tmp_path, ()).faults
    assert faults
    for fault in faults:
        words = list_fault_told(fault.text)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in words), fault


def test_what_was_meant_comes_along() -> None:
    assert list_fault_told('is no column; did you mean "name"?').endswith("did you mean name?")


def test_a_fault_that_is_not_known_is_shown_as_it_came() -> None:
    assert list_fault_told("something else") == "something else"
