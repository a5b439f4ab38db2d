"""What every file of a wall has in common: its format's number, its name, its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layouts.fault import Fault
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import written_lines

FORMAT = 1
LONGEST_NAME = 64
LONGEST_TITLE = 100
LARGEST_FILE = 64 * 1024

_FORBIDDEN = set('/\\:*?"<>|')  # a file of that name could not be copied to every machine


class WallFaults(Exception):  # noqa: N818 - it carries faults, it is not one error
    """A file of the wall with mistakes; ``faults`` holds every one."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def name_fault(name: str) -> str:
    """What is wrong with a name that is to be a file's, in words; empty when nothing is."""
    if not 1 <= len(name) <= LONGEST_NAME or len(name.encode()) > 200:
        return f"a name has 1 to {LONGEST_NAME} characters"
    if name.startswith(".") or name != name.strip():
        return "a name begins with no dot, and has no blank at its ends"
    if any(c in _FORBIDDEN or not c.isprintable() for c in name):
        return 'a name holds none of / \\ : * ? " < > | and no control character'
    return ""


def open_table(file: TomlFile, name: str, kind: str) -> Table:
    """The content of a file that has a format this version reads; WallFaults says why not.

    ``kind``: what the file must say it is, where it says so. A file of another format is not judged
    any further, since its keys may mean something else.
    """
    root = file.root
    if root is None:
        raise WallFaults(file.faults)
    told = root.raw("format")
    if told is not None and (told != FORMAT or type(told) is not int):
        newer = type(told) is int and told > FORMAT
        what = "is newer than this program reads" if newer else "is no format of this program's"
        root.fault("format", f"{str(told)[:40]} {what} ({FORMAT}); the file is left as it is")
    if root.raw("kind") not in (None, kind):
        root.fault("kind", f'"{str(root.raw("kind"))[:40]}" is not "{kind}"')
    if file.faults:
        raise WallFaults(file.faults)
    if not 1 <= len(name) <= LONGEST_NAME:
        text = f"a {kind}'s name, its file's, has 1 to {LONGEST_NAME} characters"
        raise WallFaults([Fault(file.name, None, "", text)])
    return root


def dumped(values: Mapping[str, Any], extra: Mapping[str, Any], rest: list[str]) -> str:
    """A file: its format, single values (empty ones left out), kept keys, and lines as given."""
    head = {key: value for key, value in values.items() if value not in ("", None)}
    lines = [f"format = {FORMAT}", *written_lines(head), *written_lines(extra), *rest]
    return "\n".join(lines) + "\n"
