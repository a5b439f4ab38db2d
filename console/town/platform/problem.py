"""RFC 9457 problem documents, and JSON answers."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from console.town.platform.ledger import dump

_TITLES = {
    400: "The request is malformed",
    401: "The token is missing or wrong",
    403: "This token may not do that",
    404: "There is no such thing",
    405: "This cannot be done to it",
    409: "The same key is in progress",
    410: "That walk through the snapshot is forgotten",
    412: "Somebody else changed it",
    413: "The body is too long",
    415: "JSON is wanted",
    422: "The platform does not allow this",
    428: "If-Match is missing",
    429: "Too many calls",
    503: "Too many streams",
}


class Problem(Exception):  # noqa: N818  it is an answer, raised only inside a request
    """An answer that is no success. ``more`` becomes members of the document."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.headers: dict[str, str] = {}
        self.body = {
            "type": "about:blank",
            "title": _TITLES.get(status, "It did not work"),
            "status": status,
            "detail": detail,
            "simulated": True,
            **more,
        }

    def retry_after(self, seconds: int) -> Problem:
        self.headers["Retry-After"] = str(seconds)
        return self

    def answer(self) -> web.Response:
        return web.Response(
            status=self.status,
            text=dump(self.body),
            content_type="application/problem+json",
            charset="utf-8",
            headers=self.headers,
        )


def answer(body: Any, status: int = 200, **headers: str) -> web.Response:
    """A JSON answer, gzipped where the client asks for it."""
    response = web.Response(
        status=status,
        text=dump(body),
        content_type="application/json",
        charset="utf-8",
        headers={"Cache-Control": "no-store", **headers},
    )
    response.enable_compression()
    return response


def etag(case: dict[str, Any]) -> str:
    return f'W/"{case["rev"]}"'


def names(header: str, tag: str) -> bool:
    """Whether an If-Match or If-None-Match header names this tag (weak comparison)."""
    wanted = [each.strip().removeprefix("W/") for each in header.split(",")]
    return "*" in wanted or tag.removeprefix("W/") in wanted
