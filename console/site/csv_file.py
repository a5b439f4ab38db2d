"""A list kept in a spreadsheet program: CSV with a header line, read line by line.

UTF-8 with or without a byte order mark; GBK when it is no valid UTF-8, since Excel in China writes
it. Mistakes are noted with their line and column name, never with a value that may be a password.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from layouts.fault import Fault, did_you_mean

LARGEST_FILE = 8 * 1024 * 1024  # bytes
LONGEST_CELL = 1000  # characters

_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "，": "Chinese commas"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class CsvFile:
    """One file's lines, and the mistakes found in it so far."""

    def __init__(self, name: str, content: bytes, columns: Collection[str], most: int) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.columns = columns
        self.reached: Callable[[int], None] | None = None  # told each line; may raise to end it
        self._most = most
        self._text = self._decode(content)

    @classmethod
    def read(cls, path: Path, name: str, columns: Collection[str], most: int) -> CsvFile:
        """The file at ``path``; one that cannot be read has no lines and a fault."""
        try:
            with path.open("rb") as file:
                return cls(name, file.read(LARGEST_FILE + 1), columns, most)
        except FileNotFoundError:
            missing = cls(name, b"", columns, most)
            missing.fault(None, "", f"is missing; its first line is {','.join(columns)}")
        except OSError as error:
            missing = cls(name, b"", columns, most)
            missing.fault(None, "", f"cannot be read: {error.strerror}")
        missing._text = None
        return missing

    def fault(self, line: int | None, key: str, text: str) -> None:
        self.faults.append(Fault(self.name, line, key, text))

    def lines(self, needed: Collection[str]) -> Iterator[Line]:
        """The lines below the header; none when the header itself is wrong."""
        if self._text is None or self._is_separated_otherwise(self._text):
            return
        rows = self._rows(self._text)
        number, header = next(rows, (1, []))
        names = self._header(number, header, needed)
        if names is None:
            return
        for count, (line, cells) in enumerate(rows):
            if count >= self._most:
                self.fault(line, "", f"is one line too many: {self._most} are the most")
                return
            if self.reached is not None:
                self.reached(line)
            if len(cells) > len(names) and any(cells[len(names) :]):
                text = f'has {len(cells)} cells for {len(names)} columns; a "," needs quotes'
                self.fault(line, "", text)
                continue
            yield Line(self, line, dict(zip(names, cells, strict=False)))

    def without(self, lines: Collection[int]) -> str:
        """The list without the rows that begin on these lines, as it is to be written."""
        written = io.StringIO(newline="")
        writer = csv.writer(written, lineterminator="\n")
        quiet = len(self.faults)
        writer.writerows(cells for line, cells in self._rows(self._text or "") if line not in lines)
        del self.faults[quiet:]
        return written.getvalue()

    def _decode(self, content: bytes) -> str | None:
        if len(content) > LARGEST_FILE:
            self.fault(None, "", f"is larger than {LARGEST_FILE >> 20} MB")
            return None
        for encoding in ("utf-8-sig", "gbk"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                line = content[: error.start].count(b"\n") + 1
        self.fault(line, "", "is neither UTF-8 nor GBK: save the file as CSV UTF-8")
        return None

    def _is_separated_otherwise(self, text: str) -> bool:
        lines = text.splitlines()
        number = next((number for number, line in enumerate(lines) if line.strip()), 0)
        header = lines[number] if lines else ""
        for mark, name in _OTHER_MARKS.items():
            words = [word.strip(' "') for word in header.split(mark)]
            if len(words) > 1 and set(words) & set(self.columns):
                text = f"is separated by {name}: save it as CSV with commas"
                self.fault(number + 1, "", text)
                return True
        return False

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """(first line, cells without outer blanks) of every row that is not empty."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self.fault(line, "", f"is no CSV: {error}")
                return
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]

    def _header(self, line: int, cells: list[str], needed: Collection[str]) -> list[str] | None:
        while cells and not cells[-1]:
            cells = cells[:-1]  # a spreadsheet writes columns that once had something in them
        before = len(self.faults)
        for number, name in enumerate(cells):
            if name not in self.columns:
                self.fault(line, name[:40], f"is no column{did_you_mean(name, self.columns)}")
            elif name in cells[:number]:
                self.fault(line, name, "is there twice")
        for name in needed:
            if name not in cells:
                self.fault(line, name, "is a column that must be there")
        return cells if len(self.faults) == before else None


class Line:
    """One line of a list: gives typed cells, notes what is wrong and goes on."""

    def __init__(self, file: CsvFile, number: int, cells: dict[str, str]) -> None:
        self.file = file
        self.at = number  # counted from 1
        self._cells = cells
        self._told: set[str] = set()

    def fault(self, key: str, text: str) -> None:
        """Note a mistake; the first of a cell is told, what follows from it is not."""
        if key not in self._told:
            self._told.add(key)
            self.file.fault(self.at, key, text)

    def is_empty(self, key: str) -> bool:
        return not self._cells.get(key)

    def secret(self, key: str) -> str:
        """A cell that may hold a password: it is never repeated in a message."""
        text = self._cells.get(key, "")
        if len(text) > LONGEST_CELL or _CONTROL.search(text):
            self.fault(key, "is too long or holds control characters")
            return ""
        return text

    def text(self, key: str, needed: bool = False, longest: int = 100) -> str:
        text = self._cells.get(key, "")
        if needed and not text:
            self.fault(key, "is empty and must not be")
        if len(text) > longest:
            self.fault(key, f"is longer than {longest} characters")
            return ""
        if _CONTROL.search(text):
            self.fault(key, "holds a line break or another control character")
            return ""
        return text

    def choice(self, key: str, among: Collection[str], default: str) -> str:
        text = self.text(key) or default
        if text not in among:
            self.fault(key, f'"{text}" is not one of {", ".join(filter(None, among))}')
            return default
        return text

    def number(self, key: str, lowest: float, highest: float) -> float | None:
        """The number of a cell, None when it is empty or wrong."""
        text = self.text(key)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not lowest <= value <= highest:
            self.fault(key, f'"{text}" is no number from {lowest:g} to {highest:g}')
            return None
        return value
