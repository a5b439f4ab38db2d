from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_an_order_goes_through_with_its_headers(run: Callable[..., None]) -> None:
    async def story(desk: Any) -> None:
        status, told = await desk.call(
            "POST", "/v1/cases/c-7/commands", json={"type": "accept"},
            headers={"Idempotency-Key": "k-1", "If-Match": 'W/"3"'},
        )  # fmt: skip
        assert (status, told["key"]) == (200, "k-1")
        assert desk.room.orders == [
            {"case": "c-7", "type": "accept", "args": {}, "key": "k-1", "rev": 3}
        ]

    run(story)


def test_what_is_refused_has_the_status_of_its_reason(run: Callable[..., None]) -> None:
    async def story(desk: Any) -> None:
        path, accept = "/v1/cases/{}/commands", {"type": "accept"}
        assert (await desk.call("POST", path.format("c-0"), json=accept))[0] == 404
        assert (await desk.call("POST", path.format("c-7"), json={"type": "supervise"}))[0] == 403
        old = {"If-Match": 'W/"1"'}
        status, told = await desk.call("POST", path.format("c-7"), json=accept, headers=old)
        assert (status, told["rev"]) == (412, 2)

    run(story)
