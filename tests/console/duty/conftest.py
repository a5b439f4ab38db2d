"""Entries to test with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from console.cases.duty_hours import CHINA
from console.duty.entry import Entry

EIGHT = datetime(2026, 11, 26, 8, 0, tzinfo=CHINA)


@pytest.fixture(scope="session")
def eight() -> datetime:
    """08:00 of a working day."""
    return EIGHT


@pytest.fixture(scope="session")
def entry_of() -> Callable[..., Entry]:
    def make(kind: str = "note", **fields: Any) -> Entry:
        return Entry(**{"at": EIGHT, "kind": kind, "text": "泵站已开机", "who": "王芳", **fields})

    return make
