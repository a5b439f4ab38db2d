from __future__ import annotations

import json

import pytest
from aiohttp import web

from console.control.body import Unreadable
from console.control.problem import problem, problem_of
from console.control.room import Changed, Forbidden, NotFound, Refused, Unfit


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (NotFound("no", ["a"]), 404),
        (Refused("no"), 409),
        (Unfit("no", "f"), 422),
        (Unreadable("no"), 400),
        (Forbidden("no"), 403),
        (Changed("no", {"rev": 2}), 412),
        (TimeoutError(), 503),
        (web.HTTPNotFound(), 404),
        (web.HTTPMethodNotAllowed("PUT", ["GET", "POST"]), 405),
        (web.HTTPRequestEntityTooLarge(1, 2), 413),
    ],
)
def test_every_refusal_has_its_status(fault: Exception, status: int) -> None:
    answer = problem_of(fault)
    assert answer is not None
    assert answer.status == status
    assert answer.content_type == "application/problem+json"
    document = json.loads(answer.text or "")
    assert document["status"] == status
    assert document["detail"]


def test_what_nobody_expected_has_none() -> None:
    assert problem_of(KeyError("secret")) is None


def test_a_document_carries_its_own_members() -> None:
    assert json.loads(problem(404, "没有", there_are=["3x3"]).text or "") == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "没有",
        "there_are": ["3x3"],
    }


def test_a_wrong_method_names_the_right_ones() -> None:
    answer = problem_of(web.HTTPMethodNotAllowed("PUT", ["POST", "GET"]))
    assert answer is not None
    assert answer.headers["Allow"] == "GET, POST"
