from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.fields import WireError
from console.cases.sources.mapping import CategoryRow, Mapped
from console.cases.sources.open311_wire import parse_requests, parse_services

XML = b"""<?xml version="1.0" encoding="utf-8"?><service_requests><request>
<service_request_id>7</service_request_id><description>a &amp; b</description><lat/></request>
<other/></service_requests>"""


def test_both_forms_give_the_same_records() -> None:
    json = b'[{"service_request_id": "7", "description": "a & b", "lat": null}]'
    assert parse_requests(XML, "xml") == parse_requests(json, "json")


def test_a_wrapped_list_is_a_list() -> None:
    assert parse_requests(b'{"service_requests": [{"a": 1}]}', "json") == [{"a": 1}]


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (b"{}", "json"), (b"<html/>", "xml"), (b"no", "xml"), (b"", "xml"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><service_requests/>', "xml"),
        (b'<?xml version="1.0" encoding="x-none"?><service_requests/>', "xml"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_requests_is_a_wire_error(body: bytes, form: str) -> None:
    with pytest.raises(WireError):
        parse_requests(body, form)


def test_services_are_categories_under_the_sites_own_codes() -> None:
    mapped = Mapped(categories={"6": CategoryRow("6", "暴露垃圾", "0103", "enforcement")})
    body = b'[{"service_code": 6, "service_name": "Litter"}, {"service_code": "9"}, {}]'
    assert [
        (each.code, each.name, each.platform) for each in parse_services(body, "json", mapped)
    ] == [("0103", "暴露垃圾", "enforcement"), ("9", "9", "")]


@given(st.binary(), st.sampled_from(["json", "xml"]))
def test_any_body_gives_records_or_a_wire_error(body: bytes, form: str) -> None:
    with contextlib.suppress(WireError):
        parse_requests(body, form)
