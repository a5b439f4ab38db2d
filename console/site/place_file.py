"""The command room's own devices as the operators chose them, in ``state/place.toml``.

```toml
microphone = "Jabra Speak 510"
loudspeaker = ""
camera = ""
picture = "camera:c03"
echo = true
noise = true
gain = true
```
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass, fields
from pathlib import Path

from layouts.toml_file import Table, TomlFile

FILE = Path("state") / "place.toml"
LARGEST = 16 * 1024  # bytes
LONGEST_NAME = 200
OWN = "own"  # the camera of this workstation
_PICTURE = re.compile(r"|own|camera:[A-Za-z0-9_-]{1,64}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Devices by the system's names, empty for its usual ones. ``picture``: of the room on the
    program; empty for none, ``own`` for the workstation's camera, or ``camera:ID``."""

    microphone: str = ""
    loudspeaker: str = ""
    camera: str = ""
    picture: str = ""
    echo: bool = True
    noise: bool = True
    gain: bool = True


def read_place(folder: Path) -> Place:
    """What is wrong is told in the log and left as it usually is: the room opens all the same."""
    path = folder / FILE
    if not path.exists():
        return Place()
    file = TomlFile.read(path, str(FILE), LARGEST)
    place = Place() if file.root is None else _place(file.root)
    for fault in file.faults:
        log.warning("%s", fault)
    return place


def write_place(folder: Path, place: Place) -> None:
    """All of it, or what was there before; OSError when it cannot be written."""
    path = folder / FILE
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(".new")
    lines = [
        f"{key.name} = {json.dumps(getattr(place, key.name), ensure_ascii=False)}"
        for key in fields(Place)
    ]
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(path)


def _place(root: Table) -> Place:
    root.known([key.name for key in fields(Place)])
    picture = root.text("picture", longest=80)
    if not _PICTURE.fullmatch(picture):
        root.fault("picture", 'needs "own", "camera:ID" or nothing')
        picture = ""
    return Place(
        root.text("microphone", longest=LONGEST_NAME),
        root.text("loudspeaker", longest=LONGEST_NAME),
        root.text("camera", longest=LONGEST_NAME),
        picture,
        *(_flag(root, key) for key in ("echo", "noise", "gain")),
    )


def _flag(root: Table, key: str) -> bool:
    value = root.raw(key) if key in root else True
    if not isinstance(value, bool):
        root.fault(key, "needs true or false")
        return True
    return value
