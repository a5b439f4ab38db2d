"""The keys that the operators chose for themselves, in ``state/keys.toml``.

```toml
[keys]
snapshot = ["F12"]
clip = []
```
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from layouts.toml_file import TomlFile

FILE = Path("state") / "keys.toml"
LARGEST = 64 * 1024  # bytes
MOST_KEYS, LONGEST_KEY = 8, 40

log = logging.getLogger(__name__)


def read_keys(folder: Path) -> dict[str, list[str]]:
    """Keys by action. What is wrong is told in the log and left out: the room opens all the
    same."""
    path = folder / FILE
    if not path.exists():
        return {}
    file = TomlFile.read(path, str(FILE), LARGEST)
    found: dict[str, list[str]] = {}
    if file.root is not None:
        file.root.known(("keys",))
        table = file.root.table("keys")
        for action in table:
            keys = table.raw(action)
            if _are_keys(keys):
                found[action] = keys
            else:
                table.fault(action, f"needs a list of at most {MOST_KEYS} keys")
    for fault in file.faults:
        log.warning("%s", fault)
    return found


def write_keys(folder: Path, keys: Mapping[str, Sequence[str]]) -> None:
    """All of it, or what was there before; OSError when it cannot be written."""
    path = folder / FILE
    path.parent.mkdir(mode=0o700, exist_ok=True)
    lines = ["[keys]", *(f"{action} = {json.dumps(list(each))}" for action, each in keys.items())]
    fresh = path.with_suffix(".new")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(path)


def _are_keys(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_KEYS
        and all(isinstance(each, str) and 0 < len(each) <= LONGEST_KEY for each in value)
    )
