"""What is attached to a case: names and addresses, as the platform told them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from console.cases.case import Case, CaseId
from console.cases.fields import LONGEST_LINE, text_of

MOST_ATTACHMENTS = 24  # of a case, that are shown
LONGEST_URL = 2000
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class Attachment:
    """``picture``: something to look at, by what the platform or its name says."""

    name: str
    url: str
    picture: bool


def attachments_of(case: Case) -> tuple[Attachment, ...]:
    """Those whose address is one of the web; the rest is left out."""
    told = case.raw.get("attachments")
    found = [_read(each) for each in told[: 4 * MOST_ATTACHMENTS]] if isinstance(told, list) else []
    return tuple(each for each in found if each is not None)[:MOST_ATTACHMENTS]


def duplicate_of(case: Case) -> CaseId | None:
    """The case that the platform says this one repeats (并案)."""
    told = case.raw.get("duplicate_of")
    return CaseId(told) if isinstance(told, str) and told else None


def _read(told: object) -> Attachment | None:
    if not isinstance(told, Mapping):
        return None
    url, name, kind = (_text(told, key) for key in ("url", "name", "kind"))
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    if not right or "@" in parts.netloc or len(url) > LONGEST_URL:
        return None
    ending = (name or parts.path).lower()
    picture = kind == "image" or kind.startswith("image/") or ending.endswith(_PICTURES)
    return Attachment(text_of(name or parts.path.rpartition("/")[2], LONGEST_LINE), url, picture)


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""
