"""The platform's HTTP face: ``docs/platform-api.md`` on aiohttp. Runs in the town's event loop."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from console.town.casework import codes
from console.town.casework.form import FormError
from console.town.casework.rules import COMMANDS, Order, Refused
from console.town.platform.desk import LONGEST_KEY, Bucket, Busy, Desk, Receipt, print_of
from console.town.platform.ledger import Ledger, Page
from console.town.platform.problem import Problem, answer, etag, names
from console.town.platform.stream import BEAT_S, MOST_READERS, Bell, stream

Json = dict[str, Any]

PREFIX = "/api/v1"
LARGEST_BODY = 64 * 1024
MOST_A_PAGE = 2000
A_PAGE = 500
STALLED_S = 30.0  # a reader that takes nothing for so long is cut off


class Office(Protocol):
    """Who carries out what the counter takes in: the platform."""

    def order(self, case_id: str, order: Order) -> Json | Refused: ...

    def intake(self, form: Json) -> Json: ...

    def now(self) -> str: ...


@dataclass
class Api:
    """One opening of the server: made anew whenever the platform comes back."""

    ledger: Ledger
    desk: Desk
    office: Office
    token: str
    bell: Bell
    beat_s: float = BEAT_S
    readers: int = field(default=0, init=False)
    _bucket: Bucket = field(default_factory=Bucket, init=False)

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], client_max_size=LARGEST_BODY)
        app.router.add_get(f"{PREFIX}/about", self._about)
        app.router.add_get(f"{PREFIX}/cases", self._cases)
        app.router.add_post(f"{PREFIX}/cases", self._intake)
        app.router.add_get(f"{PREFIX}/cases/stream", self._stream)
        app.router.add_get(f"{PREFIX}/cases/{{id}}", self._case)
        app.router.add_post(f"{PREFIX}/cases/{{id}}/commands", self._command)
        app.router.add_get(f"{PREFIX}/workers", self._workers)
        app.router.add_get(f"{PREFIX}/warnings", self._warnings)
        return app

    @web.middleware
    async def _guard(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        try:
            self._admit(request)
            return await handler(request)
        except Problem as problem:
            return problem.answer()
        except web.HTTPException as trouble:
            if trouble.status < 400:
                raise
            return Problem(trouble.status, trouble.reason).answer()

    def _admit(self, request: web.Request) -> None:
        offered = request.headers.get("Authorization", "")
        wanted = f"Bearer {self.token}"
        if not hmac.compare_digest(offered.encode(), wanted.encode()):
            problem = Problem(401, "Authorization: Bearer TOKEN")
            problem.headers["WWW-Authenticate"] = "Bearer"
            raise problem
        if wait_s := self._bucket.take(time.monotonic()):
            raise Problem(429, "too many calls a second").retry_after(max(1, round(wait_s)))

    # reading

    async def _about(self, _request: web.Request) -> web.Response:
        return answer(codes.about(self.office.now()))

    async def _cases(self, request: web.Request) -> web.Response:
        limit = _limit(request.query.get("limit", str(A_PAGE)))
        state = request.query.get("state", "open")
        if state not in ("open", "closed", "all"):
            raise Problem(400, "state: open, closed or all is wanted")
        if page := request.query.get("page", ""):
            found = self.ledger.page(page[:64], limit)
            if found is None:
                raise Problem(410, "start again without page")
            return _page(found)
        return _page(self.ledger.first_page(state, limit))

    async def _case(self, request: web.Request) -> web.Response:
        case = self._found(request)
        tag = etag(case)
        if names(request.headers.get("If-None-Match", ""), tag):
            return web.Response(status=304, headers={"ETag": tag})
        return answer(case, ETag=tag)

    async def _workers(self, _request: web.Request) -> web.Response:
        return answer(list(self.ledger.workers.values()))

    async def _warnings(self, _request: web.Request) -> web.Response:
        return answer(list(self.ledger.warnings.values()))

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        if self.readers >= MOST_READERS:
            raise Problem(503, f"{MOST_READERS} streams are open").retry_after(5)
        cursor = request.headers.get("Last-Event-ID") or request.query.get("cursor")
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )
        await response.prepare(request)
        self.readers += 1
        try:
            async for frames in stream(
                self.ledger, self.bell, cursor and cursor[:128], self.beat_s
            ):
                async with asyncio.timeout(STALLED_S):
                    await response.write(frames)
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()
        finally:
            self.readers -= 1
        return response

    # orders

    async def _command(self, request: web.Request) -> web.Response:
        self._found(request)
        if "If-Match" not in request.headers:
            raise Problem(428, 'If-Match: W/"rev" is wanted')
        return await self._once(request, self._obey)

    async def _intake(self, request: web.Request) -> web.Response:
        return await self._once(request, self._register)

    def _obey(self, request: web.Request, body: Json) -> tuple[int, Json]:
        case = self._found(request)
        if not names(request.headers["If-Match"], etag(case)):
            raise Problem(412, f"the case is at revision {case['rev']}", case=case)
        kind, args = body.get("type"), body.get("args", {})
        if not isinstance(kind, str) or kind not in COMMANDS:
            raise Problem(422, f"type: there is no command {str(kind)[:40]!r}", key="type")
        if not isinstance(args, dict):
            raise Problem(422, "args: an object is wanted", key="args")
        actor = args.get("actor")
        who = actor[:40] if isinstance(actor, str) and actor else "值班员"
        after = self.office.order(case["id"], Order(kind, args, who))
        if isinstance(after, Refused):
            raise Problem(422, after.reason, key=after.key, case=case)
        return 200, after

    def _register(self, _request: web.Request, body: Json) -> tuple[int, Json]:
        try:
            return 201, self.office.intake(body)
        except FormError as wrong:
            raise Problem(422, str(wrong), key=wrong.key) from None

    async def _once(
        self, request: web.Request, act: Callable[[web.Request, Json], tuple[int, Json]]
    ) -> web.Response:
        key = request.headers.get("Idempotency-Key", "")
        if not 0 < len(key) <= LONGEST_KEY:
            raise Problem(400, f"Idempotency-Key of 1 to {LONGEST_KEY} characters is wanted")
        before = self.desk.take(key, time.monotonic())
        if before is Busy.IN_PROGRESS:
            raise Problem(409, "wait for the first answer").retry_after(1)
        try:
            body = await request.read()
            mark = print_of(request.path, body)
            if isinstance(before, Receipt):
                return _again(before, mark)
            status, case = act(request, _object(body))
            self.desk.done(key, Receipt(mark, status, case, time.monotonic()))
        finally:
            if before is None:
                self.desk.drop(key)
        return _done(status, case)

    def _found(self, request: web.Request) -> Json:
        case = self.ledger.cases.get(request.match_info["id"])
        if case is None:
            raise Problem(404, "no such case")
        return case


def _again(before: Receipt, mark: str) -> web.Response:
    if before.print != mark:
        raise Problem(422, "this Idempotency-Key belongs to another request", key="Idempotency-Key")
    return _done(before.status, before.case, **{"Idempotency-Replayed": "true"})


def _done(status: int, case: Json, **headers: str) -> web.Response:
    where = f"{PREFIX}/cases/{case['id']}"
    return answer(case, status, ETag=etag(case), Location=where, **headers)


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "the body is no JSON") from None
    if not isinstance(value, dict):
        raise Problem(400, "the body is no JSON object")
    return value


def _page(page: Page) -> web.Response:
    return answer(
        {
            "cases": list(page.cases),
            "next": page.next,
            "cursor": page.cursor,
            "simulated": True,
        }
    )


def _limit(text: str) -> int:
    if not (text.isdecimal() and len(text) < 7 and int(text) > 0):
        raise Problem(400, "limit: a number above 0 is wanted")
    return min(int(text), MOST_A_PAGE)
