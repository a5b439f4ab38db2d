"""What the inbox remembers: named views in ``state/views.json``; what waits for somebody, and who
acknowledged what, in ``state/notices.json``."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from console.cases.case import CaseId
from console.cases.notices import MOST_KEPT, Acknowledged
from console.cases.views import MOST_VIEWS, View, view_json, view_of

VIEWS = Path("state") / "views.json"
NOTICES = Path("state") / "notices.json"
LARGEST = 8 * 1024 * 1024  # bytes

Waits = dict[CaseId, tuple[str, datetime]]  # level, since

log = logging.getLogger(__name__)


def read_views(folder: Path) -> list[View]:
    """The saved views; what is wrong is told in the log and left out."""
    found: dict[str, View] = {}
    told = _read(folder / VIEWS).get("views")
    for each in told if isinstance(told, list) else []:
        try:
            view = view_of(each)
        except ValueError as fault:
            log.warning("%s: %s", VIEWS, fault)
        else:
            found[view.name] = view
    return list(found.values())[:MOST_VIEWS]


def write_views(folder: Path, views: Sequence[View]) -> None:
    """All of them, or what was there before; OSError when they cannot be written."""
    _write(folder / VIEWS, {"views": [view_json(view) for view in views[:MOST_VIEWS]]})


def read_notices(folder: Path) -> tuple[dict[CaseId, Acknowledged], Waits, dict[str, datetime]]:
    """(acknowledged, waiting, shelved) as they were left."""
    told = _read(folder / NOTICES)
    acknowledged: dict[CaseId, Acknowledged] = {}
    for case_id, who, at in _rows(told.get("acknowledged"), 2):
        acknowledged[CaseId(case_id)] = Acknowledged(who, at)
    waits = {CaseId(case_id): (level, at) for case_id, level, at in _rows(told.get("waiting"), 2)}
    shelved = {key: at for key, _, at in _rows(told.get("shelved"), 2)}
    return acknowledged, waits, shelved


def write_notices(
    folder: Path,
    acknowledged: Mapping[CaseId, Acknowledged],
    waits: Waits,
    shelved: Mapping[str, datetime],
) -> None:
    """All of it, or what was there before; OSError when it cannot be written."""
    told = {
        "acknowledged": {i: [each.who, each.at.isoformat()] for i, each in acknowledged.items()},
        "waiting": {i: [level, since.isoformat()] for i, (level, since) in waits.items()},
        "shelved": {key: ["", until.isoformat()] for key, until in shelved.items()},
    }
    _write(folder / NOTICES, told)


def _rows(told: object, parts: int) -> list[tuple[str, str, datetime]]:
    found = []
    for key, value in list(told.items())[:MOST_KEPT] if isinstance(told, dict) else ():
        if (
            isinstance(value, list)
            and len(value) == parts
            and all(isinstance(v, str) for v in value)
        ):
            try:
                at = datetime.fromisoformat(value[1])
            except ValueError:
                continue
            if at.tzinfo is not None:
                found.append((key, value[0], at))
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as fault:
        log.warning("state/%s: cannot be read: %s", path.name, fault)
        return {}
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: object) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)
