from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., None]


def test_links_are_renewed_and_withdrawn_by_name(run: Run) -> None:
    async def story(desk: Any) -> None:
        call = desk.call
        renewed = {"node": "n01", "join_url": "l", "until": None}
        assert await call("POST", "/v1/nodes/n01/link", json={"action": "renew"}) == (200, renewed)
        status, told = await call("POST", "/v1/nodes/n01/link", json={"action": "withdraw"})
        assert (status, told["join_url"]) == (200, None)
        status, problem = await call("POST", "/v1/nodes/x/link", json={"action": "renew"})
        assert (status, problem["there_are"]) == (404, ["n01"])
        for body in ({"action": "lend"}, {}, {"action": "renew", "to": "x"}):
            assert (await call("POST", "/v1/nodes/n01/link", json=body))[0] == 422
        watch = {"url": "https://h/whep", "token": "t"}
        assert await call("GET", "/v1/watch") == (200, watch)
        assert await call("POST", "/v1/watch", json={"action": "renew"}) == (200, watch)
        assert desk.room.orders == [
            {"node": "n01", "action": "renew"},
            {"node": "n01", "action": "withdraw"},
            {"watch": "renew"},
        ]

    run(story)
