from __future__ import annotations

import jsonschema_rs
import pytest

from console.cases.rights import COMMANDS
from console.control.calls_orders import ORDERS

BODY = ORDERS["POST", "/v1/cases/{id}/commands"].body


def test_every_command_is_described_with_what_it_needs() -> None:
    assert BODY is not None
    assert [each["properties"]["type"]["const"] for each in BODY["anyOf"]] == list(COMMANDS)
    jsonschema_rs.validate(BODY, {"type": "dispatch", "args": {"unit": "中队"}})
    for wrong in (
        {"type": "dispatch"},
        {"type": "note", "args": {"text": "  "}},
        {"type": "accept", "args": {"actor": "别人"}},
    ):
        with pytest.raises(jsonschema_rs.ValidationError):
            jsonschema_rs.validate(BODY, wrong)
