"""The patrols of cameras that can be turned, as the operators made them: ``state/ptz.toml``.

```toml
[[patrols]]
camera = "c10"
name = "River"
presets = ["1", "3"]
dwell_s = 8.0
```
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from layouts.toml_file import TomlFile
from media.onvif.patrol import LONGEST_S, MOST_STAGES, SHORTEST_S

FILE = Path("state") / "ptz.toml"
LARGEST = 256 * 1024  # bytes
MOST = 500  # patrols of all cameras
LONGEST_NAME, LONGEST_TOKEN = 64, 64  # characters
KEYS = {"camera", "name", "presets", "dwell_s"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptPatrol:
    """``presets`` are the device's tokens, in the order of the round."""

    camera: str
    name: str
    presets: tuple[str, ...]
    dwell_s: float


def read_patrols(folder: Path) -> list[KeptPatrol]:
    """What is wrong is told in the log and left out: the room opens all the same."""
    path = folder / FILE
    if not path.exists():
        return []
    file = TomlFile.read(path, str(FILE), LARGEST)
    found: list[KeptPatrol] = []
    if file.root is not None:
        file.root.known(("patrols",))
        listed = file.root.raw("patrols") if "patrols" in file.root else []
        for number, each in enumerate(listed if isinstance(listed, list) else [], 1):
            patrol = _patrol(each)
            if patrol is None or len(found) == MOST:
                log.warning("%s: patrol %d is not as it should be and is left out", FILE, number)
            else:
                found.append(patrol)
    for fault in file.faults:
        log.warning("%s", fault)
    return found


def write_patrols(folder: Path, patrols: Sequence[KeptPatrol]) -> None:
    """All of it, or what was there before; OSError when it cannot be written."""
    path = folder / FILE
    path.parent.mkdir(mode=0o700, exist_ok=True)
    text = "\n".join(_written(patrol) for patrol in patrols[:MOST])
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".ptz-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(fresh).replace(path)


def _written(patrol: KeptPatrol) -> str:
    # JSON's escapes are TOML's, but for DEL
    camera, name, presets = (
        json.dumps(each, ensure_ascii=False).replace("\x7f", "\\u007f")
        for each in (patrol.camera, patrol.name, list(patrol.presets))
    )
    return (
        f"[[patrols]]\ncamera = {camera}\nname = {name}\n"
        f"presets = {presets}\ndwell_s = {patrol.dwell_s:g}\n"
    )


def _patrol(told: object) -> KeptPatrol | None:
    if not isinstance(told, dict) or set(told) != KEYS:
        return None
    camera, name, presets = told["camera"], told["name"], told["presets"]
    if not (_is_text(camera) and _is_text(name) and _are_presets(presets)):
        return None
    dwell = told["dwell_s"]
    if isinstance(dwell, bool) or not isinstance(dwell, int | float):
        return None
    if not SHORTEST_S <= dwell <= LONGEST_S:
        return None
    return KeptPatrol(camera, name, tuple(presets), float(dwell))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _are_presets(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= MOST_STAGES
        and all(isinstance(each, str) and 0 < len(each) <= LONGEST_TOKEN for each in value)
    )
