"""The API's description (OpenAPI 3.1), made of the routes themselves and the tables of calls.

A route without an entry is in the document with its path alone; a test says which one it is.
"""

from __future__ import annotations

import http
import re
from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web

from console.control import problem
from console.control.call import Call, Key
from console.control.calls_cameras import CAMERAS
from console.control.calls_hand import KEYS, PTZ
from console.control.calls_links import LINKS
from console.control.calls_orders import ORDERS
from console.control.calls_room import ROOM
from console.control.calls_tours import TOURS
from console.control.calls_wall import WALL
from console.control.schema import A_CELL, ANY_TEXT, Schema, text, told

Json = dict[str, Any]

VERSION = "1"
CALLS: Mapping[Key, Call] = {**WALL, **TOURS, **KEYS, **CAMERAS, **PTZ, **LINKS, **ORDERS, **ROOM}

_EVERY = (401, 500, 503)  # statuses that any call can have
_WITH_BODY = (400, 408, 413, 422)
_ID: Schema = {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9_.-]+$"}
_IN_PATH = {"n": A_CELL, "cell": A_CELL, "token": text(64)}
_TAGS = {"wall": "wall", "layouts": "wall", "scenes": "wall", "tours": "wall",
         "alarms": "wall", "cameras": "cameras", "diagnosis": "cameras",
         "exports": "cameras"}  # fmt: skip


def key_of(route: web.RouteDef) -> Key:
    """The route as the tables and the documentation write it: without patterns in its path."""
    return route.method, re.sub(r"\{(\w+):(?:[^{}/]|\{[^{}]*\})*\}", r"{\1}", route.path)


def document(routes: Iterable[web.RouteDef]) -> Json:
    """All calls of these routes."""
    paths: dict[str, Json] = {}
    for route in routes:
        method, path = key_of(route)
        call = CALLS.get((method, path), Call("Not described"))
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Command room: control API",
            "version": VERSION,
            "description": "The calls in words, and the events: docs/control-api.md.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _problem()},
        },
    }


def _operation(method: str, path: str, call: Call) -> Json:
    words = re.findall(r"\w+", path.removeprefix("/v1"))
    made: Json = {
        "operationId": "_".join([method.lower(), *words]),
        "summary": call.says,
        "tags": [_TAGS.get(words[0], "room")],
        "responses": _responses(call),
    }
    in_path = [_parameter(name) for name in re.findall(r"\{(\w+)\}", path)]
    if parameters := in_path + [_asked_for(*each) for each in call.query.items()]:
        made["parameters"] = parameters
    if call.body is not None:
        shown = {"schema": call.body, "example": dict(call.asks)}
        made["requestBody"] = {
            "required": not call.body_free,
            "content": {"application/json": shown},
        }
    if call.open:
        made["security"] = []
    return made


def _responses(call: Call) -> Json:
    statuses = set(call.problems) | {500 if call.open else 401, *_EVERY[1:]}
    statuses |= set(_WITH_BODY) if call.body is not None else set()
    statuses |= {422} if call.query else set()
    answers = {str(status): _refusal(status) for status in sorted(statuses)}
    return {"200": _answer(call), **answers}


def _answer(call: Call) -> Json:
    if call.answer is None:
        return {"description": call.says, "content": {call.media: {}}}
    shown: Json = {"schema": call.answer}
    if call.example is not None:
        shown["example"] = call.example
    return {"description": call.says, "content": {call.media: shown}}


def _refusal(status: int) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {problem.MEDIA_TYPE: {"schema": schema}}
    return {"description": http.HTTPStatus(status).phrase, "content": content}


def _parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": _IN_PATH.get(name, _ID)}


def _asked_for(name: str, schema: Schema) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _problem() -> Json:
    made = told(type=ANY_TEXT, title=ANY_TEXT, status={"type": "integer"}, detail=ANY_TEXT)
    more = {
        "there_are": {"type": "array", "items": {"type": ["string", "integer"]}},
        "field": ANY_TEXT,
    }
    example = {
        "type": "about:blank", "title": "Not Found", "status": 404,
        "detail": 'there is no layout "3x4"', "there_are": ["1x1", "2x2", "3x3"],
    }  # fmt: skip
    return {**made, "properties": {**made["properties"], **more}, "examples": [example]}
