"""Values of the chair's."""

from __future__ import annotations

from media.hub import chairing as c


def test_a_source_knows_whose_picture_it_is() -> None:
    assert c.Source("node:n03", "").node == "n03"
    assert c.Source("camera:c07", "").node is None


def test_nobody_is_called_when_the_roll_call_is_over() -> None:
    entries = (c.Entry("n01"), c.Entry("n02"))
    assert c.RollCallView(entries, 1).called == "n02"
    assert c.RollCallView(entries, None).called is None
