from __future__ import annotations

import os
import subprocess
import sys

from tests.stage.process import ROOT

# in an interpreter of its own: here everything has been imported long ago
OPEN = """
import linecache, sys
import PySide6.QtCore
from console import plain_imports
plain_imports.restore()
import console.app
print(len(linecache.cache), *(set(sys.argv[1:]) & set(sys.modules)))
"""
FEW = 60  # sources: PySide6's own, and what dataclasses and the like make up


# whoever needs them imports them when he does
HEAVY = (
    "numpy", "cv2", "av", "PIL", "dns", "zeep", "docx", "lxml", "cryptography", "segno",
    "xlsxwriter", "PySide6.QtCharts", "PySide6.QtMultimedia", "PySide6.QtPdf",
)  # fmt: skip


def test_the_program_is_imported_without_its_source_and_without_what_is_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-c", OPEN, *HEAVY],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert int(told[0]) < FEW
    assert told[1:] == []
