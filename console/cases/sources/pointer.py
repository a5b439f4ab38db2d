"""Where a value stands in somebody else's message: ``properties.status``, ``/a/b~1c/0``. Pure."""

from __future__ import annotations

from typing import Any

DEEPEST = 16
LONGEST = 200  # characters of a written path

Path = tuple[str, ...]


def parse_path(written: str) -> Path:
    """A dotted path, or a JSON pointer (RFC 6901) where it begins with a slash.

    ValueError says what is wrong.
    """
    if not written or len(written) > LONGEST:
        raise ValueError(f"a path of 1 to {LONGEST} characters is wanted")
    if written.startswith("/"):
        parts = [part.replace("~1", "/").replace("~0", "~") for part in written[1:].split("/")]
    else:
        parts = written.split(".")
        if not all(parts):
            raise ValueError('has an empty part; a name with a dot in it is written "/a.b"')
    if len(parts) > DEEPEST:
        raise ValueError(f"is deeper than {DEEPEST} parts")
    return tuple(parts)


def value_at(message: object, path: Path) -> Any:
    """What stands there; None where nothing does."""
    found: Any = message
    for part in path:
        if isinstance(found, dict):
            found = found.get(part)
        elif isinstance(found, list) and part.isascii() and part.isdigit() and len(part) < 6:
            at = int(part)
            found = found[at] if at < len(found) else None
        else:
            return None
    return found
