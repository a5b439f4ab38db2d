"""The pages for sites as the door serves them."""

from __future__ import annotations

from media.hub.page_files import KINDS, routes


def test_a_page_goes_without_its_ending_and_only_known_kinds_are_served() -> None:
    paths = {route.path for route in routes()}
    assert {"/join", "/join.css", "/join.js", "/trust"} <= paths
    assert all("." not in path or path[path.rindex(".") :] in KINDS for path in paths)
    assert {route.path for route in routes("trust")} == {p for p in paths if "trust" in p}
