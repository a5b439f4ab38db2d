"""pytest-qt's robot for tests that wait as long as it takes: on a machine that stands still for
some seconds, or whose clock jumps, its own five are over before anything could happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000  # well below what tests.hang_guard grants a test


class PatientBot(QtBot):
    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **kinds: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **kinds)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **kinds: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **kinds)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)
