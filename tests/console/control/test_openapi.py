"""The description is of the routes there are, its examples fit it, and the server keeps to it:
schemathesis asks every call with bodies that fit and bodies that do not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from console.control.call import Call, Key
from console.control.events import Events
from console.control.openapi import CALLS, document, key_of
from console.control.routes import Routes
from console.control.server import OPEN, ControlServer
from media.secret import Secret
from tests.console.control.conftest import TOKEN, FakeRoom
from tests.console.control.examples import ExampleRoom

EXAMPLES = 10  # of each call, fitting and unfit ones each; one where nothing can be chosen
PATIENCE_S = 30.0  # with one answer
ENDLESS = {("GET", "/v1/events")}
# what their schema cannot say: that "until" is after "since" or not past, that a clip has seconds
CROSSED = {
    ("POST", "/v1/exports"),
    ("POST", "/v1/cameras/{id}/clip"),
    ("PUT", "/v1/wall/scene"),
}
ROUTES = Routes(FakeRoom(), Events()).table()
DOCUMENT = document(ROUTES)
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
ASKED = sorted(key for key, call in CALLS.items() if key not in ENDLESS)

load_all_checks()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the example's room, in a loop of its own: schemathesis waits for answers."""
    loop = asyncio.new_event_loop()
    server = ControlServer(ExampleRoom(), Secret(TOKEN))
    host, port = loop.run_until_complete(server.start("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, name="control-server")
    thread.start()
    yield f"http://{host}:{port}"
    asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_every_route_is_described_and_nothing_else() -> None:
    routes = {key_of(route) for route in ROUTES}
    assert routes - set(CALLS) == set(), "routes without a description"
    assert set(CALLS) - routes == set(), "descriptions without a route"
    paths = DOCUMENT["paths"]
    described = {(method.upper(), path) for path in paths for method in paths[path]}
    assert described == routes


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/v1/wall", "/v1/wall"),
        (r"/v1/wall/cells/{n:\d{1,4}}", "/v1/wall/cells/{n}"),
        (r"/v1/wall/tiles/{cell:\d{1,4}}/thumbnail", "/v1/wall/tiles/{cell}/thumbnail"),
        (r"/v1/{a:[a-z]+}/{b}", "/v1/{a}/{b}"),
    ],
)
def test_a_path_is_written_without_its_patterns(written: str, path: str) -> None:
    assert key_of(web.RouteDef("GET", written, _nothing, {})) == ("GET", path)


async def _nothing(request: web.Request) -> web.StreamResponse:
    raise AssertionError


def test_a_route_that_nobody_described_is_in_it_all_the_same() -> None:
    made = document([web.get("/v1/new", _nothing)])
    assert made["paths"]["/v1/new"]["get"]["summary"] == "Not described"


def test_it_is_a_sound_openapi_document_of_version_3_1() -> None:
    SCHEMA.validate()
    assert SCHEMA.specification.version == "3.1.0"
    names = [op["operationId"] for path in DOCUMENT["paths"].values() for op in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("key", "call"), sorted(CALLS.items()), ids=[" ".join(key) for key in sorted(CALLS)]
)
def test_the_examples_are_what_they_are_examples_of(key: Key, call: Call) -> None:
    if call.answer is not None and call.example is not None:
        jsonschema_rs.validate(call.answer, call.example)
    if call.body is not None:
        jsonschema_rs.validate(call.body, dict(call.asks))


def test_what_is_open_is_what_the_server_lets_in_without_a_token() -> None:
    assert {path for (_, path), call in CALLS.items() if call.open} == {
        path for path in OPEN if path.startswith("/v1")
    }


def test_the_document_is_served_without_a_token_and_is_this_one(
    run: Callable[..., None],
) -> None:
    async def story(desk: Any) -> None:
        status, served = await desk.call("GET", "/v1/openapi.json", headers={"Authorization": ""})
        assert (status, served) == (200, DOCUMENT)
        assert (await desk.call("POST", "/v1/openapi.json", headers={"Authorization": ""}))[
            0
        ] == 401

    run(story)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("key", ASKED, ids=" ".join)
def test_every_call_keeps_to_its_description(address: str, key: Key, mode: GenerationMode) -> None:
    method, path = key
    operation = SCHEMA[path][method]
    varied = bool(CALLS[key].body or CALLS[key].query) or "{" in path
    if mode is GenerationMode.NEGATIVE and not varied:
        return  # nothing of it can be wrong
    crossed = [checks.positive_data_acceptance] if key in CROSSED else []
    headers = {} if CALLS[key].open else {"Authorization": f"Bearer {TOKEN}"}

    @settings(
        max_examples=EXAMPLES if varied else 1,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(
            base_url=address, headers=headers, excluded_checks=crossed, timeout=PATIENCE_S
        )

    ask()


@pytest.mark.parametrize("key", ASKED, ids=" ".join)
def test_every_example_is_taken(address: str, key: Key) -> None:
    method, path = key
    operation = SCHEMA[path][method]
    names = {"n": 0, "cell": 0, "id": "c01", "token": "3"}
    needed = {"path_parameters": {name: names[name] for name in names if f"{{{name}}}" in path}}
    if CALLS[key].body is not None:
        needed |= {"body": dict(CALLS[key].asks), "media_type": "application/json"}
    case = operation.Case(**needed)
    answer = case.call(
        base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=PATIENCE_S
    )
    case.validate_response(answer)
    assert answer.status_code in (200, 404)
