from __future__ import annotations

import json

import pytest

from console.cases.order import Order
from console.cases.order_wire import case_path, read_case, read_reply, request_of
from tests.console.cases.test_order import NOW

NOTE = Order(
    "k1",
    "c/1 甲",
    3,
    "note",
    {"text": "已核实"},
    "张三",
    NOW,
    NOW,
    {"rev": 3, "status": "reported"},
)
CASE = {"id": "c-1", "rev": 5, "status": "accepted"}


def test_a_command_goes_with_its_key_its_revision_and_who_gave_it() -> None:
    request = request_of(NOTE)
    assert request.path == "cases/c%2F1%20%E7%94%B2/commands"
    assert request.headers == {"Idempotency-Key": "k1", "If-Match": 'W/"3"'}
    assert json.loads(request.body) == {"type": "note", "args": {"text": "已核实", "actor": "张三"}}


def test_a_new_case_has_no_revision_to_match() -> None:
    request = request_of(Order("k2", "", 0, "intake", {"title": "占道"}, "张三", NOW, NOW))
    assert (request.path, request.headers) == ("cases", {"Idempotency-Key": "k2"})
    assert json.loads(request.body) == {"title": "占道", "registered_by": "张三"}


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_an_id_that_leads_elsewhere_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="address"):
        case_path(name)


@pytest.mark.parametrize("body", [CASE, {"detail": "改过了", "case": CASE}])
def test_a_conflict_is_read_from_the_case_bare_or_in_a_problem(body: dict[str, object]) -> None:
    reply, case = read_reply(NOTE, 412, json.dumps(body).encode(), 0.0)
    assert case is not None
    assert reply.told["changes"] == [{"field": "status", "before": "reported", "after": "accepted"}]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"detail": 7}', b"\xff"])
def test_an_answer_of_any_shape_is_survived(body: bytes) -> None:
    reply, case = read_reply(NOTE, 422, body, 0.0)
    assert (reply.status, reply.why, case) == (422, "", None)
    assert read_case(body) is None


def test_the_platforms_words_are_kept_short_and_showable() -> None:
    body = json.dumps({"detail": "不能受理\u202e" + "长" * 900}).encode()
    reply, _ = read_reply(NOTE, 422, body, 0.0)
    assert len(reply.why) == 500
    assert "\u202e" not in reply.why
