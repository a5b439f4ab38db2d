from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.keeping import GONE, NO_ANSWER
from console.ui.reasons import reason_told
from console.ui.words import speak
from media.onvif.match import parse_hosts

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (NO_ANSWER, "摄像机进程没有应答"),
        (GONE, "摄像机进程已重启"),
        ("8 clips are being made already", "已有 8 个片段在截取"),
        ("the camera brought no picture", "摄像机没有画面"),
        ("No space left on device: /srv/x/c01.mp4", "磁盘已满"),
        ("Permission denied", "没有写入权限"),
        ("[Errno 13] Permission denied: '/srv/x'", "没有写入权限"),
        ("cell 3 cannot be replayed: too many replays are open", "回看路数已满，请先关闭几路"),
        ("2 exports run already", "已有 2 个导出在进行"),
        ("nothing was recorded of these cameras then", "这些摄像机那段时间没有录像"),
        ("no room: it takes about 900 MB and 12 MB are free", "约需 900 MB，只剩 12 MB"),
        ("/srv/exports/x: Permission denied", "没有写入权限"),
        ("a fault: ZeroDivisionError()", "本程序出错，详见日志"),
    ],
)
def test_what_a_worker_says_is_told_in_the_operators_language(
    qapp: QApplication, reason: str, told: str
) -> None:
    speak(qapp, "zh")
    assert reason_told(reason) == told


def test_an_unknown_reason_is_shown_as_it_came() -> None:
    assert reason_told("the moon is full") == "the moon is full"


def test_every_reason_that_keeping_and_exporting_give_is_known(qapp: QApplication) -> None:
    """Their sentences are read off the sources: a new one wants its translation."""
    speak(qapp, "zh")
    sources = ("media/cameras/keeping.py", "media/cameras/snapshot.py", "media/export/work.py")
    found = [
        sentence
        for source in sources
        for sentence in re.findall(
            r'(?:ValueError|Failed|_fail)\(\s*(?:[a-z.]+, )?f?"([^"]+)"',
            (ROOT / source).read_text("utf-8"),
        )
    ]
    assert len(found) > 10
    said = [re.sub(r"\{[^}]*\}", "7", sentence) for sentence in found]
    unknown = [text for text in said if reason_told(text) == text and text != "7: 7"]
    assert unknown == ["7 is missing"]  # of an order that this program writes itself


@pytest.mark.parametrize(
    "written", ["", "10.0.0.300", "10.0.0.0/8", "10.0.0.0/22 10.9.0.0/22", "a b:x"]
)
def test_what_is_wrong_with_written_addresses_is_told(qapp: QApplication, written: str) -> None:
    speak(qapp, "zh")
    with pytest.raises(ValueError) as fault:  # its words are what is looked at
        parse_hosts(written)
    assert re.search("地址", reason_told(str(fault.value)))
