"""The answers of the control API about orders to the platform."""

from __future__ import annotations

import asyncio
from typing import Protocol

from console.bridge import Bridge
from console.cases.case import Case, CaseId
from console.cases.order import Order
from console.control.room import Changed, Forbidden, Json, NotFound, Refused, Unfit

TRIES, TRY_S = 140, 0.05  # then it is answered that the order waits
MOST = 100  # orders or names in an answer
_SETTLED = ("done", "refused", "conflict", "ask", "given_up")


class OrderDesk(Protocol):
    """What the control API sees of the orders; all of it in the Qt thread."""

    def may(self, act: str) -> bool: ...
    def order(self, key: str) -> Order | None: ...
    def all(self) -> list[Order]: ...
    def case(self, case_id: CaseId) -> Case | None: ...
    def give(
        self, case: Case, command: str, args: Json, key: str = "", rev: int | None = None
    ) -> str: ...


class OrderAnswers:
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(self, bridge: Bridge, orders: OrderDesk | None) -> None:
        self._orders_bridge, self._order_desk = bridge, orders

    async def command_case(self, case: str, order: Json) -> Json:
        desk = self._wanted()

        def give() -> str:
            if not desk.may(order["type"]):
                raise Forbidden(f"who sits at the window may not {order['type']}")
            found = desk.case(CaseId(case))
            if found is None:
                raise NotFound(f"there is no case {case[:64]!r}")
            known = desk.order(order["key"])
            if known is not None and (known.case_id, known.type) != (case, order["type"]):
                raise Unfit("this key belongs to another order", "Idempotency-Key")
            try:
                return desk.give(found, order["type"], order["args"], order["key"], order["rev"])
            except ValueError as refusal:
                raise Refused(str(refusal)) from refusal

        ask = self._orders_bridge.ask
        key = await ask(give)
        for _ in range(TRIES):
            found = await ask(lambda: desk.order(key))
            if found is None or found.state in _SETTLED:
                break
            await asyncio.sleep(TRY_S)
        return _settled(found, key)

    async def outbox(self) -> list[Json]:
        desk = self._wanted()
        return [order_json(o) for o in reversed(await self._orders_bridge.ask(desk.all))][:MOST]

    def _wanted(self) -> OrderDesk:
        if self._order_desk is None:
            raise Refused("this room has no platform")
        return self._order_desk


def _settled(order: Order | None, key: str) -> Json:
    if order is None:
        raise NotFound(f"the order {key} is forgotten")
    if order.state == "refused":
        raise Unfit(order.why or order.code, "")
    if order.state == "conflict":
        raise Changed(order.why or "somebody else changed the case", dict(order.told))
    return order_json(order)


def order_json(order: Order) -> Json:
    rev = order.told.get("rev", order.rev)
    return {
        "key": order.key,
        "case": order.case_id or order.told.get("id"),
        "type": order.type,
        "state": order.state,
        "code": order.code,
        "why": order.why,
        "who": order.who,
        "made_at": order.made_at.isoformat(),
        "rev": rev if isinstance(rev, int) else order.rev,
    }
