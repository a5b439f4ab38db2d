"""One order to the platform and what becomes of it. Pure; told the time.

An order keeps its key for life: asking again with the same key never does it twice. Orders of one
case go out in their order, and what was seen before an order is carried on by those after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

Json = dict[str, Any]
State = Literal["waiting", "sending", "done", "refused", "conflict", "ask", "given_up"]

INTAKE = "intake"  # the type of an order that registers a case: it has no case yet
TO_PEOPLE = frozenset({"dispatch", "reassign", "supervise", "consult"})
LATE_S = 120.0  # an order to people that is older needs a person's word before it goes
OLD_S = 12 * 3600.0  # a platform may have forgotten the key of one that may have arrived by then
LONGEST_WAIT_S = 3600.0  # also when the clock was set back
OPEN_STATES = frozenset({"waiting", "sending", "ask"})  # those after them wait for these
ENDED_STATES = frozenset({"done", "refused", "conflict", "given_up"})
ATTENTION = frozenset({"refused", "conflict", "ask"})  # somebody should look at these


@dataclass(frozen=True, slots=True)
class Order:
    """``state``: waiting | sending | done | refused | conflict (somebody changed the case) | ask
    (needs a person's word) | given_up.

    ``rev``: the case's revision that was seen, 0 of an intake. ``code`` is why in one word,
    ``why`` the platform's own words. ``doubt``: an earlier try may have arrived. ``told``: what an
    end brought: ``rev``, ``id``, and of a conflict ``changes`` and ``steps``.
    """

    key: str
    case_id: str
    rev: int
    type: str
    args: Mapping[str, Any]
    who: str
    made_at: datetime
    asked_at: datetime  # when a person last wished it
    seen: Mapping[str, Any] = field(default_factory=dict)  # the case as it was then, in short
    state: State = "waiting"
    code: str = ""
    why: str = ""
    tries: int = 0
    due_at: datetime | None = None  # not before
    doubt: bool = False
    ended_at: datetime | None = None
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def to_people(self) -> bool:
        return self.type in TO_PEOPLE

    @property
    def ended(self) -> bool:
        return self.state in ENDED_STATES


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back of one try. ``status`` None: no answer, ``code`` says why (those of
    ``LinkState.detail``). ``arrived``: the platform may have had it. ``told`` as in ``Order``."""

    status: int | None
    code: str = ""
    why: str = ""
    retry_after_s: float = 0.0
    arrived: bool = True
    told: Mapping[str, Any] = field(default_factory=dict)


def begun(order: Order) -> Order:
    """It goes out now."""
    return replace(order, state="sending", tries=order.tries + 1, code="", why="", due_at=None)


def recalled(order: Order) -> Order:
    """As it stands after the program was ended in the middle of anything."""
    if order.state != "sending":
        return order
    return replace(order, state="waiting", doubt=True, due_at=None)


def answered(order: Order, reply: Reply, wait_s: float, now: datetime) -> Order:
    """What a try came to. ``wait_s``: before the next, where the platform does not say."""
    status = reply.status
    if status is not None and 200 <= status < 300:
        return _ended(order, "done", reply, now)
    if status == 412:
        return _ended(order, "conflict", reply, now)
    if _later(status):
        wait_s = max(wait_s, reply.retry_after_s)
        doubt = order.doubt or (reply.arrived and status not in (401, 409, 429))
        return replace(
            order, state="waiting", code=reply.code or f"status_{status}", why=reply.why,
            due_at=now + timedelta(seconds=min(wait_s, LONGEST_WAIT_S)), doubt=doubt,
        )  # fmt: skip
    return _ended(order, "refused", reply, now)


def unsure(order: Order, code: str, told: Mapping[str, Any] | None = None) -> Order:
    """Only a person can say what is to be done with it."""
    return replace(order, state="ask", code=code, due_at=None, told=told or order.told)


def looked_at(order: Order, now: datetime, late_s: float = LATE_S) -> Order:
    """An order to people is not sent late behind their backs, nor any whose key may be forgotten
    by now."""
    if order.state != "waiting":
        return order
    age_s = (now - order.asked_at).total_seconds()
    if order.to_people and age_s > late_s:
        return unsure(order, "late")
    if order.doubt and age_s > OLD_S:
        return unsure(order, "old")
    return order


def again(order: Order, now: datetime) -> Order:
    """A person says that it be sent: what may have arrived has the same key still."""
    if order.state not in ("ask", "waiting"):
        return order
    return replace(order, state="waiting", asked_at=now, due_at=None, code="", why="")


def given_up(order: Order, reason: str, now: datetime, code: str = "dropped") -> Order:
    """A person does not want it any more. One that is on its way cannot be held back."""
    if order.state in ("sending", "done", "given_up"):
        return order
    return replace(order, state="given_up", code=code, why=reason, ended_at=now, due_at=None)


def renewed(order: Order, key: str, who: str, seen: Mapping[str, Any], now: datetime) -> Order:
    """The same wish upon the case as it is now: another order."""
    return Order(
        key, order.case_id, int(seen.get("rev", 0)), order.type, order.args, who, now, now, seen
    )


def follow(orders: Iterable[Order], ended: Order) -> list[Order]:
    """What the end of an order means to those after it in its case: only what changes.

    The case that an order left behind was seen by those that were made upon the same sight;
    where it was refused, they were made upon something that did not happen.
    """
    if not ended.case_id:
        return []
    after = [
        each
        for each in orders
        if each.case_id == ended.case_id and each.state == "waiting" and each.key != ended.key
    ]
    if ended.state == "done" and isinstance(rev := ended.told.get("rev"), int):
        return [replace(each, rev=rev) for each in after if each.rev == ended.rev]
    if ended.state == "refused":
        return [unsure(each, "before") for each in after if each.rev == ended.rev]
    return []


def caught_up(orders: Iterable[Order], new: Order) -> Order:
    """A new order made upon a sight that our own orders have left behind meanwhile is made upon
    what they left."""
    mine = {
        each.rev: rev
        for each in orders
        if each.case_id == new.case_id and each.state == "done"
        if isinstance(rev := each.told.get("rev"), int) and rev > each.rev
    }
    rev = new.rev
    while rev in mine:
        rev = mine[rev]
    return new if rev == new.rev or not new.case_id else replace(new, rev=rev)


def sendable(orders: Iterable[Order], now: datetime) -> list[Order]:
    """What may go out now: of each case the first that has not ended, if it waits and is due."""
    taken: set[str] = set()
    found: list[Order] = []
    for order in orders:
        lane = order.case_id or order.key
        if order.ended or lane in taken:
            continue
        taken.add(lane)
        if order.state == "waiting" and _due(order, now):
            found.append(order)
    return found


def next_look_s(orders: Iterable[Order], now: datetime, late_s: float = LATE_S) -> float:
    """Seconds until something becomes due or late, a minute at most. What is due already waits for
    something else: for an order before it, or for a place."""
    moments = [60.0]
    for order in orders:
        if order.state != "waiting":
            continue
        if order.due_at is not None:
            moments.append((order.due_at - now).total_seconds())
        if order.to_people:
            moments.append(late_s - (now - order.asked_at).total_seconds())
    return min(each for each in moments if each > 0) + 0.001


def surplus(orders: Sequence[Order], most: int) -> list[Order]:
    """The oldest that have ended, beyond ``most``; what somebody should look at goes last."""
    ended = [order for order in orders if order.ended]
    ended.sort(key=lambda each: (each.state in ATTENTION, each.ended_at or each.made_at))
    return ended[: max(len(ended) - most, 0)]


def _later(status: int | None) -> bool:
    """Whether asking again may mend it."""
    return status is None or status in (401, 408, 409, 425, 429) or status >= 500 or status < 400


def _ended(order: Order, state: State, reply: Reply, now: datetime) -> Order:
    code = reply.code or ("" if state == "done" else f"status_{reply.status}")
    return replace(
        order, state=state, code=code, why=reply.why, told=reply.told, ended_at=now, due_at=None
    )


def _due(order: Order, now: datetime) -> bool:
    if order.due_at is None:
        return True
    left_s = (order.due_at - now).total_seconds()
    return left_s <= 0 or left_s > LONGEST_WAIT_S
