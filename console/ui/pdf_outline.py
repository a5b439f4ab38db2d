"""The outline of a PDF: its headings beside the pages, for who looks for a part of it. Pure.

Qt writes none. It is added as PDF foresees for changes (ISO 32000-1, 7.5.6 and 12.3.3): behind the
end of the file stand the new objects, the catalog once more, and where all of them are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TAIL = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*?\n")
_ENTRY = 20  # bytes in the table for each object


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading. ``level`` 1 is the outermost; ``page`` counts from 0; ``top`` in points (1/72
    inch) below the page's upper edge."""

    text: str
    level: int
    page: int
    top: float


def with_outline(pdf: bytes, marks: Sequence[Mark], language: str = "zh-CN") -> bytes:
    """The file with an outline that is shown when it is opened. ValueError where it is no whole PDF
    as Qt writes it, or a mark is on no page of it."""
    if not marks:
        return pdf
    found = _Found.read(pdf)
    bodies = _items(marks, found)
    catalog = found.catalog.rstrip().removesuffix(b">>")
    told = b"/Outlines %d 0 R /PageMode /UseOutlines /Lang (%s)" % (found.size, language.encode())
    changed = {found.root: catalog + told + b" >>"}
    changed |= dict(enumerate(bodies, found.size))
    return pdf + _behind(changed, len(pdf), found)


@dataclass(frozen=True, slots=True)
class _Found:
    """What has to be known of the file. ``size``: the first number that no object has."""

    trailer: bytes
    table_at: int
    size: int
    root: int
    catalog: bytes
    pages: tuple[int, ...]
    height: float  # points, of each page

    @classmethod
    def read(cls, pdf: bytes) -> _Found:
        tail = _TAIL.search(pdf, max(0, len(pdf) - 2048))
        if tail is None:
            raise ValueError("no whole PDF: its end is missing")
        trailer, table_at = tail[1], int(tail[2])
        table = _TABLE.match(pdf, table_at)
        if table is None:
            raise ValueError("no PDF with a plain table of its objects")
        root = int(_first(rb"/Root (\d+) 0 R", trailer))
        catalog = _object(pdf, table, root)
        tree = _object(pdf, table, int(_first(rb"/Pages (\d+) 0 R", catalog)))
        kids = re.findall(rb"(\d+) 0 R", _first(rb"/Kids\s*\[\s*(\d.*?)\]", tree))
        pages = tuple(map(int, kids))
        page = _object(pdf, table, pages[0])
        height = float(_first(rb"/MediaBox\s*\[\s*\S+\s+\S+\s+\S+\s+(\d+\.?\d*)\s*\]", page))
        return cls(trailer, table_at, int(table[1]), root, catalog, pages, height)


@dataclass
class _Item:
    """A line of the outline, and where it hangs: numbers of objects."""

    mark: Mark
    number: int
    parent: int
    children: list[_Item] = field(default_factory=list)


def _items(marks: Sequence[Mark], found: _Found) -> list[bytes]:
    """The outline's objects, the outline itself first."""
    top = _Item(Mark("", 0, 0, 0.0), found.size, 0)
    path, items = [top], []
    for number, mark in enumerate(marks, found.size + 1):
        if not 0 <= mark.page < len(found.pages):
            raise ValueError(f"{mark.text!r} is on page {mark.page + 1} of {len(found.pages)}")
        while path[-1].mark.level >= mark.level and len(path) > 1:
            path.pop()
        item = _Item(mark, number, path[-1].number)
        path[-1].children.append(item)
        path.append(item)
        items.append(item)
    whole = b"<< /Type /Outlines %s >>" % _ends(top)
    return [whole, *(_line(item, items, found) for item in items)]


def _line(item: _Item, items: Sequence[_Item], found: _Found) -> bytes:
    beside = [one.number for one in items if one.parent == item.parent]
    at, mark = beside.index(item.number), item.mark
    parts = [
        b"/Title <%s>" % (b"\xfe\xff" + mark.text.encode("utf-16-be")).hex().encode(),
        b"/Parent %d 0 R" % item.parent,
        b"/Dest [%d 0 R /XYZ 0 %.1f 0]" % (found.pages[mark.page], found.height - mark.top),
    ]
    if at:
        parts.append(b"/Prev %d 0 R" % beside[at - 1])
    if at + 1 < len(beside):
        parts.append(b"/Next %d 0 R" % beside[at + 1])
    return b"<< %s >>" % b" ".join([*parts, _ends(item)]).rstrip()


def _ends(item: _Item) -> bytes:
    if not item.children:
        return b""
    first, last = item.children[0].number, item.children[-1].number
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (first, last, _count(item))


def _count(item: _Item) -> int:
    """How many lines are seen below it while all are open."""
    return sum(1 + _count(child) for child in item.children)


def _behind(changed: dict[int, bytes], at: int, found: _Found) -> bytes:
    """What is written behind the end of a file of ``at`` bytes."""
    out, table = bytearray(b"\n"), [b"xref"]
    for number, body in sorted(changed.items()):
        table.append(b"%d 1\n%010d 00000 n " % (number, at + len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    began = at + len(out)
    size = max(changed) + 1
    trailer = re.sub(rb"/Size \d+", b"/Size %d /Prev %d" % (size, found.table_at), found.trailer)
    tail = b"\ntrailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, began)
    return bytes(out) + b"\n".join(table) + tail


def _object(pdf: bytes, table: re.Match[bytes], number: int) -> bytes:
    entry = table.end() + _ENTRY * number
    written = pdf[entry : entry + 10]
    if number >= int(table[1]) or not written.isdigit():
        raise ValueError(f"object {number} is not in the table")
    found = re.compile(rb"%d 0 obj\s*(.*?)\s*endobj" % number, re.DOTALL).match(pdf, int(written))
    if found is None:
        raise ValueError(f"object {number} is not where the table says")
    return found[1]


def _first(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise ValueError(f"no {pattern.decode()}")
    return found[1]
