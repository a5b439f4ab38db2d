"""Problem documents (RFC 9457): what a caller gets instead of an answer."""

from __future__ import annotations

import http
import json
from typing import Any

from aiohttp import web

from console.control.body import Unreadable
from console.control.room import Changed, Forbidden, NotFound, Refused, Unfit

MEDIA_TYPE = "application/problem+json"

WINDOW_SILENT = "the window did not answer in time; the call may still be carried out"


def problem(status: int, detail: str, **more: Any) -> web.Response:
    """The document; ``more`` are its own members, such as ``there_are``."""
    title = http.HTTPStatus(status).phrase
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    text = json.dumps(document, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type=MEDIA_TYPE)


def problem_of(fault: Exception) -> web.Response | None:
    """The document for a refusal or an HTTP error; None for what nobody expected."""
    match fault:
        case NotFound():
            return problem(404, str(fault), there_are=fault.there_are)
        case Refused():
            return problem(409, str(fault))
        case Unfit():
            return problem(422, str(fault), field=fault.field)
        case Unreadable():
            return problem(400, str(fault))
        case Forbidden():
            return problem(403, str(fault))
        case Changed():
            return problem(412, str(fault), **fault.told)
        case TimeoutError():
            return problem(503, WINDOW_SILENT)
        case web.HTTPException():
            return _of_http(fault)
        case _:
            return None


def _of_http(fault: web.HTTPException) -> web.Response:
    details = {
        404: "there is no such call: docs/control-api.md lists them",
        405: "this call has another method: see Allow",
        413: "a body has at most 64 kB",
    }
    answer = problem(fault.status, details.get(fault.status, fault.reason))
    if isinstance(fault, web.HTTPMethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(fault.allowed_methods))
    return answer
