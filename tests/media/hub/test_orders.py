"""The console's orders, read."""

from __future__ import annotations

from typing import Any

import pytest

from media.hub import happening as h
from media.hub import orders, reports


def site(**changed: Any) -> dict[str, Any]:
    given = {
        "name": "镇", "language": "en", "simulated": True, "listen": "0.0.0.0:8443",
        "public_url": "https://10.1.1.1:8443", "tls": "auto", "ice_servers": [],
        "nodes": [{"id": "n01", "name": "丁家湾村", "kind": "village"}],
    }  # fmt: skip
    return {**given, **changed}


def test_a_site_is_read() -> None:
    read = orders.site(site())
    assert read.seats == (h.Seat("n01", "丁家湾村", "village"),)
    assert (read.host, read.port, read.loopback, read.language) == ("0.0.0.0", 8443, False, "en")
    assert orders.site(site(tls={"cert": "a", "key": "b"})).tls == ("a", "b")
    assert orders.site(site(listen="[::1]:0", tls="off")).loopback


@pytest.mark.parametrize(
    ("changed", "url"),
    [
        ({}, "https://10.1.1.1:8443"),
        ({"public_url": ""}, "https://127.0.0.1:777"),
        ({"public_url": "", "listen": "10.9.9.9:0"}, "https://10.9.9.9:777"),
        ({"public_url": "", "listen": "[::1]:0", "tls": "off"}, "http://[::1]:777"),
        ({"public_url": "https://room.example"}, "https://room.example:777"),
        ({"public_url": "https://127.0.0.1:0"}, "https://127.0.0.1:777"),
    ],
)
def test_links_begin_with_an_address_that_works(changed: dict[str, Any], url: str) -> None:
    assert orders.site(site(**changed)).url(777) == url


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"listen": "8443"}, "listen"), ({"listen": "a:99999"}, "listen"), ({"tls": "no"}, "tls"),
        ({"tls": "off"}, "loopback only"),
    ],
)  # fmt: skip
def test_a_site_that_is_none_names_its_field(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        orders.site(site(**changed))


@pytest.mark.parametrize(
    ("order", "read"),
    [
        ({"action": "start"}, h.Start("new")),
        ({"action": "start", "id": "k", "nodes": ["n1"], "case": "c"}, h.Start("k", ("n1",), "c")),
        ({"action": "end"}, h.End()),
        ({"action": "attach", "case": "c-8"}, h.Attach("c-8")),
        ({"action": "call", "node": "n1"}, h.Call("n1")),
        ({"action": "admit", "node": "n1"}, h.Admit("n1")),
        ({"action": "remove", "node": "n1"}, h.Remove("n1")),
        ({"action": "mute", "node": "n1"}, h.Mute("n1")),
        ({"action": "unmute", "node": "n1"}, h.Unmute("n1")),
        ({"action": "mute_all"}, h.MuteAll(allow_self=True)),
        ({"action": "mute_all", "allow_self": False}, h.MuteAll(allow_self=False)),
        ({"action": "lock"}, h.Lock(on=True)),
        ({"action": "unlock"}, h.Lock(on=False)),
        ({"action": "share", "source": None}, h.Share(None)),
        (
            {"action": "share", "source": "camera:c7", "name": "村口"},
            h.Share(h.Shared("camera:c7", "村口")),
        ),
        ({"action": "share", "source": "screen"}, h.Share(h.Shared("screen", "screen"))),
        (
            {"action": "share", "source": "window:x", "name": "村" * 81},
            h.Share(h.Shared("window:x", "村" * 79 + "…")),
        ),
    ],
)
def test_acts_of_the_chair_are_read(order: dict[str, Any], read: h.Chair) -> None:
    assert orders.chair(order, "new") == read


def test_what_is_no_act_is_an_error() -> None:
    for wrong in (
        {"action": "dance"},
        {"action": "polling"},
        {"action": "start", "nodes": "n1"},
        {"action": "start", "plan": "flood"},
        {"action": "share", "source": "window:" + "村" * 122},
        {"action": "attach", "case": "x" * 101},
        {"action": "attach", "case": None},
    ):
        with pytest.raises(ValueError, match=r"action|nodes|source|plan|case"):
            orders.chair(wrong, "new")
    with pytest.raises(KeyError):
        orders.chair({"action": "call"}, "new")


def test_what_was_told_of_a_conference_restores_it() -> None:
    node = h.NodeView(
        "n01", "x", h.Place.LIVE, h.MicState.FORCED, 3, True, True, True,
        forced=True, own_open=False, excused=True, hushed=False,
    )  # fmt: skip
    gate = h.Shared("camera:c7", "村口")
    view = h.RoomView(True, "k1", ("c-9", "c-1"), True, h.Hush.SELF, (), (node,), gate)
    told = reports.conference(view, (), {}, {})
    assert orders.restore(told) == h.Restore(
        "k1",
        ("c-9", "c-1"),
        True,
        h.Hush.SELF,
        {"n01": h.Remembered(True, True, 3, own_open=False, excused=True, hushed=False)},
        gate,
    )
    before = {"state": "live", "id": "k1", "case": "c-1", "nodes": []}
    assert orders.restore(before).cases == ("c-1",)  # of a hub that knew of one case alone
    assert orders.restore({**before, "case": None}).cases == ()
    with pytest.raises(ValueError, match="live"):
        orders.restore({"state": "idle"})


@pytest.mark.parametrize(
    ("told", "own_open"),
    [
        ({"mic": "forced", "own_open": False}, False),
        ({"mic": "muted"}, False),  # of a hub that did not tell it
        ({"mic": "open"}, True),
    ],
)
def test_a_restored_node_keeps_its_own_choice_of_microphone(
    told: dict[str, Any], own_open: bool
) -> None:
    read = orders.restore({"state": "live", "id": "k1", "nodes": [{"id": "n01", **told}]})
    assert read.nodes["n01"].own_open == own_open


def test_a_door_that_is_open_everywhere_is_named_by_the_machines_own_address() -> None:
    everywhere = orders.site(site(listen="0.0.0.0:8443", public_url=""))
    assert everywhere.url(8443, ["192.0.2.7", "192.0.2.8"]) == "https://192.0.2.7:8443"
    here = orders.site(site(listen="127.0.0.1:8443", public_url=""))
    assert here.url(8443, ["192.0.2.7"]) == "https://127.0.0.1:8443"


def test_a_mark_has_an_act_and_is_cut_to_size() -> None:
    said = {"do": "mark", "act": "case", "text": "x" * 9999, "title": "事件：x"}
    told = orders.mark({**said, "node": None})
    assert told == {"act": "case", "text": "x" * orders.LONGEST_MARK, "title": "事件：x"}
    with pytest.raises(ValueError, match="title"):
        orders.mark({"do": "mark", "act": "case"})
    with pytest.raises(ValueError, match="act"):
        orders.mark({"do": "mark", "text": "x"})


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        ("on", [{"on": True}]),
        ("failed", [{"on": True}]),
        ("paused", [{"on": True}, {"pause": True}]),
        ("off", []),
    ],
)
def test_a_hub_that_is_restarted_records_again_what_was_recorded(
    state: str, acts: list[dict[str, bool]]
) -> None:
    assert list(orders.recorded({"record": {"state": state}})) == acts


def test_a_link_is_renewed_or_withdrawn_and_nothing_else() -> None:
    assert orders.relink({"node": "n01", "action": "renew"}) == orders.Relink("n01", True)
    assert orders.relink({"node": "n01", "action": "withdraw"}) == orders.Relink("n01", False)
    with pytest.raises(ValueError, match="renew"):
        orders.relink({"node": "n01", "action": "lend"})


def test_a_site_may_be_allowed_to_share_its_screen() -> None:
    order = {"action": "allow_screen", "node": "n01", "on": True}
    assert orders.chair(order, "new") == h.AllowScreen("n01", True)
