from __future__ import annotations

import pytest

from console.control.order_order import read_order
from console.control.room import Unfit


def test_an_order_with_its_key_and_the_state_it_is_given_upon() -> None:
    headers = {"Idempotency-Key": "k-1", "If-Match": 'W/"12"'}
    body = {"type": "dispatch", "args": {"unit": "综合执法中队"}}
    assert read_order(body, headers) == {**body, "key": "k-1", "rev": 12}


def test_without_headers_it_is_given_upon_what_is_shown() -> None:
    assert read_order({"type": "accept"}, {}) == {
        "type": "accept", "args": {}, "key": "", "rev": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "headers", "field"),
    [
        ({"type": "burn"}, {}, "type"),
        ({"type": "reject"}, {}, "args.reason"),
        ({"type": "note", "args": {"text": "  "}}, {}, "args.text"),
        ({"type": "note", "args": {"text": 7}}, {}, "args.text"),
        ({"type": "accept", "args": []}, {}, "args"),
        ({"type": "accept", "args": {"actor": "别人"}}, {}, "args"),
        ({"type": "accept"}, {"If-Match": "12"}, "If-Match"),
        ({"type": "accept"}, {"Idempotency-Key": "with a space"}, "Idempotency-Key"),
    ],
)
def test_what_makes_no_sense_names_its_field(
    body: dict[str, object], headers: dict[str, str], field: str
) -> None:
    with pytest.raises(Unfit) as told:
        read_order(body, headers)
    assert told.value.field == field
