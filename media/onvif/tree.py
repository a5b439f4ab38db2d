"""XML from a device as a small tree, read with limits. Pure.

Names are local names: devices write namespaces in many ways, some of them wrong. A document type is
refused, so nothing can be expanded or fetched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

LARGEST = 512 * 1024  # bytes of one answer
DEEPEST = 48
MOST_NODES = 20_000
LONGEST_TEXT = 4096  # characters of one element; the rest is left out


class BadAnswer(ValueError):  # noqa: N818 - said of what came
    """What came is not what the protocol says."""


@dataclass(slots=True)
class Node:
    """One element. ``text`` is without outer blanks."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Its own children of that name."""
        return (child for child in self.children if child.name == name)

    def at(self, *path: str) -> Node | None:
        """The first one down a path of child names."""
        node: Node | None = self
        for name in path:
            node = next(node.all(name), None) if node is not None else None
        return node

    def every(self, name: str) -> Iterator[Node]:
        """All below it of that name, in the document's order."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            waiting.extend(node.children[::-1])

    def find(self, name: str) -> Node | None:
        """The first one below it of that name."""
        return next(self.every(name), None)

    def said(self, *path: str) -> str:
        """The text at a path; empty when there is none."""
        node = self.at(*path)
        return node.text if node is not None else ""

    def whole(self, *path: str) -> int | None:
        """The whole number at a path; None when there is none."""
        text = self.said(*path)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def number(self, attribute: str) -> float | None:
        """A finite number of an attribute; None when there is none."""
        try:
            value = float(self.attributes.get(attribute, ""))
        except ValueError:
            return None
        return value if math.isfinite(value) else None


def parse_tree(content: bytes) -> Node:
    """The root element; BadAnswer when it is no XML, too large, too deep or has a document type."""
    if len(content) > LARGEST:
        raise BadAnswer(f"an answer of more than {LARGEST >> 10} KB")
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.add
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except BadAnswer:
        raise
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise BadAnswer("no XML") from fault
    if builder.root is None:
        raise BadAnswer("no XML")
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_NODES:
            raise BadAnswer("too deep or too many elements")
        plain = {_local(key): value[:LONGEST_TEXT] for key, value in attributes.items()}
        node = Node(_local(name), plain)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _name: str) -> None:
        node = self._open.pop()
        node.text = node.text.strip()

    def add(self, text: str) -> None:
        node = self._open[-1]
        node.text += text[: LONGEST_TEXT - len(node.text)]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> NoReturn:
    raise BadAnswer("a document type, which no device needs")
