from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import CaseId
from console.cases.row_order import Order

IDS = st.sampled_from([CaseId(name) for name in "abcdefgh"])
CHANGES = st.lists(st.tuples(IDS, st.none() | st.integers(0, 5)), max_size=60)


@given(CHANGES)
def test_it_is_always_in_order_and_each_step_says_what_it_does(
    changes: list[tuple[CaseId, int | None]],
) -> None:
    order, rows, known = Order(), list[CaseId](), dict[CaseId, int]()
    for case_id, rank in changes:
        step = order.plan(case_id, None if rank is None else (rank, case_id))
        if rank is None:
            known.pop(case_id, None)
        else:
            known[case_id] = rank
        if step is not None:
            order.do(step)
            if step.start is not None:
                assert rows.pop(step.start) == case_id
            if step.to is not None:
                rows.insert(step.to, case_id)
        assert rows == list(order) == sorted(known, key=lambda each: (known[each], each))
        assert [order.place(each) for each in rows] == list(range(len(rows)))


@given(CHANGES)
def test_without_steps_it_comes_to_the_same(changes: list[tuple[CaseId, int | None]]) -> None:
    one, other, keys = Order(), Order(), dict[CaseId, tuple[int, CaseId]]()
    for case_id, rank in changes:
        one.put(case_id, None if rank is None else (rank, case_id))
        keys.pop(case_id, None)
        if rank is not None:
            keys[case_id] = (rank, case_id)
    other.fill(keys)
    assert list(one) == list(other)
    assert all(each in one for each in other)
