"""A TOML file read with its mistakes told by file, line and key.

``tomllib`` knows lines only while it parses, so the line of a key is looked up in the text.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
import tomllib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from layouts.fault import Fault, did_you_mean

NEAR = 0.75  # of difflib: sorce is nearly source, colour is not nearly columns

_HEADER = re.compile(r"\s*\[(\[)?\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w\-.\"' ]+?)\s*=")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
_KINDS = {str: "a text", bool: "true or false", int: "a whole number", dict: "a table"}

Keys = tuple[str | int, ...]
_Value = TypeVar("_Value", str, bool, int, dict[str, Any])


class TomlFile:
    """One file's text, its content, and the mistakes found in it so far.

    ``root`` is None when the file is no TOML; ``faults`` says why. A byte order mark is accepted.
    """

    def __init__(self, name: str, content: bytes, largest: int = 256 * 1024) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self._lines: list[str] = []
        self.root: Table | None = None
        text = self._decode(content, largest)
        if text is not None:
            self._lines = text.split("\n")
            self.root = self._parse(text)

    @classmethod
    def read(cls, path: Path, name: str | None = None, largest: int = 256 * 1024) -> TomlFile:
        """The file at ``path``; one that cannot be read is a file with a fault."""
        try:
            with path.open("rb") as file:
                return cls(name or str(path), file.read(largest + 1), largest)
        except OSError as error:
            unread = cls(name or str(path), b"", largest)
            unread.root = None
            unread.fault((), f"cannot be read: {error.strerror}")
            return unread

    def fault(self, path: Keys, text: str) -> None:
        """Note a mistake at a key: ``("wall", "layout")``, ``("cells", 2, "row")``, ``()``."""
        self.faults.append(Fault(self.name, self.line_of(path), _written(path), text))

    def line_of(self, path: Keys) -> int | None:
        """Where a key is written; the nearest key around it when it is not found itself."""
        for length in range(len(path), 0, -1):
            line = _find(self._lines, path[:length])
            if line is not None:
                return line
        return None

    def _decode(self, content: bytes, largest: int) -> str | None:
        if len(content) > largest:
            self.fault((), f"is larger than {largest // 1024} kB")
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.faults.append(Fault(self.name, line, "", "is not UTF-8; save the file as UTF-8"))
            return None

    def _parse(self, text: str) -> Table | None:
        try:
            return Table(self, (), tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            found = _PLACE.fullmatch(str(error))
            line = int(found[2]) if found and found[2] else len(self._lines)
            what = found[1] if found else str(error)
            self.faults.append(Fault(self.name, line, "", f"is no TOML: {what}"))
        except RecursionError:
            self.fault((), "is no TOML: too deeply nested")
        return None


class Table:
    """One table of a TOML file: gives typed values, notes what is wrong and goes on.

    A wrong value is answered by the default, so that one reading finds every mistake.
    """

    def __init__(self, file: TomlFile, path: Keys, values: dict[str, Any]) -> None:
        self.file = file
        self.path = path
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def known(self, keys: Collection[str]) -> None:
        """Every key that is not one of ``keys`` is a mistake."""
        for key in self._values:
            if key not in keys:
                self.fault(key, f"is no key here{did_you_mean(key, keys)}")

    def unknown(self, keys: Collection[str]) -> dict[str, Any]:
        """The keys that are none of ``keys``, to be kept as they stand.

        One that is nearly a known one is a misspelling, and a mistake.
        """
        kept: dict[str, Any] = {}
        for key, value in self._values.items():
            if key in keys:
                continue
            if difflib.get_close_matches(key.lower(), keys, 1, NEAR):
                self.fault(key, f"is no key here{did_you_mean(key, keys)}")
            else:
                kept[key] = value
        return kept

    def fault(self, key: str, text: str) -> None:
        self.file.fault((*self.path, key), text)

    def text(self, key: str, default: str = "", longest: int = 1000) -> str:
        value = self._typed(key, str, default)
        if len(value) > longest:
            self.fault(key, f"is longer than {longest} characters")
            return default
        return value

    def choice(self, key: str, among: Collection[str], default: str) -> str:
        value = self._typed(key, str, default)
        if value not in among:
            self.fault(key, f'"{value[:80]}" is not one of {", ".join(among)}')
            return default
        return value

    def integer(self, key: str, default: int, lowest: int, highest: int) -> int:
        value = self._typed(key, int, default)
        if not lowest <= value <= highest:
            self.fault(key, f"{value} is not between {lowest} and {highest}")
            return default
        return value

    def number(self, key: str, default: float, lowest: float, highest: float) -> float:
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, f"needs a number, not {_shown(value)}")
            return default
        if not lowest <= value <= highest:
            self.fault(key, f"{value} is not between {lowest:g} and {highest:g}")
            return default
        return float(value)

    def table(self, key: str) -> Table:
        """The table of that name, an empty one when it is missing."""
        return Table(self.file, (*self.path, key), self._typed(key, dict, {}))

    def tables(self, key: str, most: int) -> list[Table]:
        """The tables of a list such as ``cells = [{...}]`` or ``[[cells]]``."""
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            self.fault(key, "needs a list of tables: [{...}, {...}]")
            return []
        if len(values) > most:
            self.fault(key, f"has {len(values)} entries; {most} are the most")
            return []
        return [Table(self.file, (*self.path, key, n), value) for n, value in enumerate(values)]

    def texts(self, key: str, most: int, longest: int = 1000) -> list[str]:
        """The texts of a list such as ``cameras = ["c01", "c02"]``; empty when it is missing."""
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self.fault(key, 'needs a list of texts: ["…", "…"]')
            return []
        if len(values) > most:
            self.fault(key, f"has {len(values)} entries; {most} are the most")
            return []
        if any(len(value) > longest for value in values):
            self.fault(key, f"has an entry longer than {longest} characters")
            return []
        return values

    def day(self, key: str) -> date | None:
        """The day of ``key = 2026-10-01`` or ``"2026-10-01"``; None when missing or wrong."""
        value = self._values.get(key)
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                value = date.fromisoformat(value)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.fault(key, f"needs a day such as 2026-10-01, not {_shown(value)}")
        return None

    def boolean(self, key: str, default: bool) -> bool:
        return self._typed(key, bool, default)

    def raw(self, key: str) -> Any:
        """The value as it stands, None when it is missing."""
        return self._values.get(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def _typed(self, key: str, kind: type[_Value], default: _Value) -> _Value:
        value = self._values.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(key, f"needs {_KINDS[kind]}, not {_shown(value)}")
            return default
        return value


def _shown(value: object) -> str:
    """A value of a file as a person wrote it, cut short."""
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


def _written(path: Keys) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _find(lines: list[str], path: Keys) -> int | None:
    """The line of the key, header or list entry that ``path`` names."""
    table: Keys = ()
    counted: dict[Keys, int] = {}
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header and "=" not in line.split("]")[0]:
            table = _names(header[2])
            if header[1]:
                counted[table] = counted.get(table, -1) + 1
                table = (*table, counted[table])
            if table == path:
                return number
            continue
        key = _KEY.match(line)
        if key is None:
            continue
        here = (*table, *_names(key[1]))
        if here == path:
            return number
        if here == path[: len(here)] and len(path) > len(here):
            return _within(lines, number, path[len(here) :])
    return None


def _names(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _within(lines: list[str], number: int, rest: Keys) -> int | None:
    """The line of an entry of an inline list; None for keys of an inline table."""
    if not isinstance(rest[0], int):
        return number
    seen = -1
    for later, line in enumerate(lines[number - 1 :], number):
        seen += line.split("#")[0].count("{")
        if seen >= rest[0]:
            return later
    return None
