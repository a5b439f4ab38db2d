"""Orders by their rules: against a platform in three lines, in any order of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.cases.order import (
    LATE_S,
    Order,
    Reply,
    again,
    answered,
    begun,
    caught_up,
    follow,
    given_up,
    looked_at,
    next_look_s,
    recalled,
    renewed,
    sendable,
    surplus,
)

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def an_order(key: str = "k1", kind: str = "note", case: str = "c-1", rev: int = 1) -> Order:
    return Order(key, case, rev, kind, {}, "张三", NOW, NOW)


def after(order: Order, status: int | None, **more: object) -> Order:
    return answered(begun(order), Reply(status, **more), 2.0, NOW)  # type: ignore[arg-type]


def test_each_status_has_its_state() -> None:
    states = {status: after(an_order(), status).state for status in (200, 201, 412, 422, 403, 428)}
    assert states == {
        200: "done", 201: "done", 412: "conflict", 422: "refused", 403: "refused", 428: "refused",
    }  # fmt: skip
    for later in (None, 302, 401, 409, 429, 500, 503):
        assert after(an_order(), later).state == "waiting"


def test_a_platform_that_says_when_is_not_asked_before() -> None:
    waits = after(an_order(), 503, retry_after_s=30.0)
    assert sendable([waits], NOW + timedelta(seconds=29)) == []
    assert sendable([waits], NOW + timedelta(seconds=30)) == [waits]


def test_only_a_try_that_may_have_arrived_leaves_a_doubt() -> None:
    assert not after(an_order(), None, code="refused", arrived=False).doubt
    assert after(an_order(), None, code="timeout").doubt
    assert not after(an_order(), 429).doubt
    assert recalled(begun(an_order())).doubt


def test_an_order_to_people_that_is_late_waits_for_a_persons_word() -> None:
    late = NOW + timedelta(seconds=LATE_S + 1)
    asks = looked_at(an_order(kind="dispatch"), late)
    assert (asks.state, asks.code) == ("ask", "late")
    assert looked_at(an_order(kind="note"), late).state == "waiting"
    said = again(asks, late)
    assert (said.state, said.key, looked_at(said, late).state) == ("waiting", "k1", "waiting")


def test_a_key_that_may_be_forgotten_is_not_used_without_a_word() -> None:
    doubtful = replace(an_order(), doubt=True)
    assert looked_at(doubtful, NOW + timedelta(hours=13)).code == "old"
    assert looked_at(an_order(), NOW + timedelta(hours=13)).state == "waiting"


def test_the_next_of_a_case_waits_for_the_one_before_and_has_its_revision() -> None:
    first, second, other = an_order("k1"), an_order("k2"), an_order("k3", case="c-2")
    assert sendable([begun(first), second, other], NOW) == [other]
    done = after(first, 200, told={"rev": 2})
    (lifted,) = follow([done, second, other], done)
    assert (lifted.key, lifted.rev) == ("k2", 2)
    assert caught_up([done], an_order("k4")).rev == 2
    assert caught_up([done], an_order("k5", rev=7)).rev == 7


def test_what_was_made_upon_a_refused_order_asks() -> None:
    refused = after(an_order("k1", "accept"), 422, why="不能受理")
    (asks,) = follow([refused, an_order("k2")], refused)
    assert (asks.state, asks.code) == ("ask", "before")


def test_a_conflict_is_made_anew_with_another_key_and_what_is_seen_now() -> None:
    anew = renewed(after(an_order(), 412), "k9", "李四", {"rev": 8}, NOW)
    assert (anew.key, anew.rev, anew.state, anew.who) == ("k9", 8, "waiting", "李四")


def test_one_on_its_way_cannot_be_held_back() -> None:
    assert given_up(begun(an_order()), "错了", NOW).state == "sending"
    assert given_up(an_order(), "错了", NOW).state == "given_up"


def test_the_oldest_that_ended_are_forgotten_and_what_needs_a_look_last() -> None:
    ended = [replace(after(an_order(f"k{n}"), 200), ended_at=NOW + timedelta(n)) for n in range(3)]
    looks = after(an_order("k9"), 422)
    assert [o.key for o in surplus([looks, *ended, an_order("k8")], 2)] == ["k0", "k1"]


def test_what_is_due_already_is_not_waited_for_in_circles() -> None:
    due = replace(an_order(), due_at=NOW - timedelta(seconds=5))
    assert next_look_s([due], NOW) > 59


class Outbox(RuleBasedStateMachine):
    """A platform that knows keys and revisions, a line that loses answers, a program that is
    killed, and an operator who is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.made = NOW, 0
        self.orders: dict[str, Order] = {}
        self.rev = {"c-1": 1, "c-2": 1}
        self.did: list[str] = []
        self.receipts: dict[str, int] = {}
        self.said: dict[str, datetime] = {}

    def keep(self, *orders: Order) -> None:
        self.orders |= {order.key: order for order in orders}

    @rule(case=st.sampled_from(["c-1", "c-2"]), kind=st.sampled_from(["note", "dispatch"]))
    def the_operator_orders(self, case: str, kind: str) -> None:
        self.made += 1
        key = f"k{self.made}"
        new = Order(key, case, self.rev[case], kind, {}, "张三", self.now, self.now)
        self.said[key] = self.now
        self.keep(caught_up(self.orders.values(), new))

    @rule(seconds=st.sampled_from([1, 30, 300]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.keep(*(looked_at(order, self.now) for order in self.orders.values()))

    @precondition(lambda self: self.may_go())
    @rule(data=st.data(), fate=st.sampled_from(["ok", "lost", "unsent", "busy", "killed"]))
    def one_goes_out(self, data: st.DataObject, fate: str) -> None:
        order = begun(data.draw(st.sampled_from(self.may_go())))
        assert self.now - self.said[order.key] <= timedelta(seconds=LATE_S) or not order.to_people
        self.keep(order)
        if fate == "unsent":
            reply = Reply(None, "refused", arrived=False)
        elif fate == "busy":
            reply = Reply(503, retry_after_s=5.0)
        else:
            reply = self.platform(order)
        if fate == "lost":
            reply = Reply(None, "closed")
        if fate == "killed":
            self.orders = {key: recalled(each) for key, each in self.orders.items()}
            return
        ended = answered(order, reply, 1.0, self.now)
        self.keep(ended)
        if ended.ended:
            self.keep(*follow(self.orders.values(), ended))

    def platform(self, order: Order) -> Reply:
        if order.key in self.receipts:
            return Reply(200, told={"rev": self.receipts[order.key]})
        if order.rev != self.rev[order.case_id]:
            return Reply(412)
        self.rev[order.case_id] += 1
        self.did.append(order.key)
        self.receipts[order.key] = self.rev[order.case_id]
        return Reply(200, told={"rev": self.rev[order.case_id]})

    @precondition(lambda self: any(o.state == "ask" for o in self.orders.values()))
    @rule(data=st.data(), yes=st.booleans())
    def the_operator_says(self, data: st.DataObject, yes: bool) -> None:
        asks = [order for order in self.orders.values() if order.state == "ask"]
        order = data.draw(st.sampled_from(asks))
        self.said[order.key] = self.now
        self.keep(again(order, self.now) if yes else given_up(order, "不要了", self.now))

    @rule(case=st.sampled_from(["c-1", "c-2"]))
    def somebody_else_changes_it(self, case: str) -> None:
        self.rev[case] += 1

    @invariant()
    def nothing_is_done_twice(self) -> None:
        assert len(self.did) == len(set(self.did))

    @invariant()
    def what_is_called_done_was_done_and_in_its_order(self) -> None:
        done = [key for key, order in self.orders.items() if order.state == "done"]
        assert set(done) <= set(self.did)
        for case in self.rev:
            mine = [key for key in self.did if self.orders[key].case_id == case]
            assert mine == sorted(mine, key=lambda key: int(key[1:]))

    def may_go(self) -> list[Order]:
        self.keep(*(looked_at(order, self.now) for order in self.orders.values()))
        return sendable(self.orders.values(), self.now)

    def teardown(self) -> None:
        """The line is good from now on, the operator says yes: everything comes to an end."""
        for _ in range(2 * len(self.orders) + 1):
            self.now += timedelta(seconds=60)
            self.keep(*(again(o, self.now) for o in self.orders.values() if o.state == "ask"))
            for order in self.may_go():
                ended = answered(begun(order), self.platform(order), 1.0, self.now)
                self.keep(ended, *follow(self.orders.values(), ended))
        assert all(order.ended for order in self.orders.values())


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
