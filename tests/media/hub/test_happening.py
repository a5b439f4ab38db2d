"""The room's view."""

from __future__ import annotations

from media.hub import happening as h


def test_a_view_finds_its_nodes() -> None:
    node = h.NodeView("n01", "x", h.Place.LIVE, h.MicState.OPEN, 0, True, True, True)
    view = h.RoomView(True, "k1", (), False, h.Hush.NONE, ("n01",), (node,))
    assert view.node("n01") is node
    assert view.node("n02") is None
