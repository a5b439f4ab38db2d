"""Open311 GeoReport v2 as JSON or XML: lists of flat records. Pure.

Codes and field names are those of the GeoReport v2 specification; both forms give the same records.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from console.cases.case import Category
from console.cases.fields import LONGEST_LINE, LONGEST_TEXT, WireError, load_json
from console.cases.sources.mapping import Mapped
from console.cases.sources.pointer import Path

MOST_RECORDS = 20_000  # in one answer
MOST_FIELDS = 100  # of one record

Record = dict[str, Any]

USUAL: dict[str, Path] = {
    name: (theirs,)
    for name, theirs in {
        "id": "service_request_id", "number": "service_request_id", "title": "service_name",
        "text": "description", "category": "service_code", "category_name": "service_name",
        "status": "status", "longitude": "long", "latitude": "lat", "address": "address",
        "unit": "agency_responsible", "reported_at": "requested_datetime",
        "updated_at": "updated_datetime", "due_at": "expected_datetime",
    }.items()
}  # fmt: skip
USUAL_STATUS = {"open": "reported", "closed": "closed"}


def parse_requests(body: bytes, form: str) -> list[Record]:
    """The service requests of an answer, in their order. WireError where it is none."""
    return _records(body, form, "service_requests", "request")


def parse_services(body: bytes, form: str, mapped: Mapped) -> tuple[Category, ...]:
    """The services as categories, by our codes where the site's list names them."""
    found = []
    for record in _records(body, form, "services", "service"):
        code = _text(record.get("service_code"))
        if not code:
            continue
        row = mapped.categories.get(code)
        name = (row.description if row else "") or _text(record.get("service_name")) or code
        platform = (row.platform if row else "") or mapped.platform
        found.append(Category((row.category if row else "") or code, name, platform))
    return tuple(found)


def _text(value: object) -> str:
    return str(value)[:LONGEST_LINE] if isinstance(value, str | int) else ""


def _records(body: bytes, form: str, whole: str, each: str) -> list[Record]:
    found = _xml_records(body, whole, each) if form == "xml" else _json_records(body, whole)
    if len(found) > MOST_RECORDS:
        raise WireError(whole, f"{len(found)} records, {MOST_RECORDS} are the most")
    return found


def _json_records(body: bytes, whole: str) -> list[Record]:
    listed = load_json(body)
    if isinstance(listed, dict):  # some servers wrap the list, as the XML form does
        listed = listed.get(whole)
    if not isinstance(listed, list):
        raise WireError(whole, "a list is wanted")
    return [record if isinstance(record, dict) else {} for record in listed]


class _Bare(ET.TreeBuilder):
    """Refuses a document type: nothing here needs one, and entities are declared in it."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise WireError("", "XML with a document type is not read")


def _xml_records(body: bytes, whole: str, each: str) -> list[Record]:
    try:
        root = ET.fromstring(body, ET.XMLParser(target=_Bare()))
    except ET.ParseError as fault:
        raise WireError("", f"no XML: {fault}") from fault
    except (ValueError, LookupError) as fault:  # an encoding that nobody knows
        raise WireError("", f"no XML: {str(fault)[:100]}") from fault
    if root.tag != whole:
        raise WireError(whole, f"<{whole}> is wanted, not <{root.tag[:40]}>")
    return [_record(element) for element in root if element.tag == each]


def _record(element: ET.Element) -> Record:
    return {
        str(part.tag)[:100]: (part.text or "").strip()[:LONGEST_TEXT] or None
        for part in list(element)[:MOST_FIELDS]
    }
