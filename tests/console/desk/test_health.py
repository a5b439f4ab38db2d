from __future__ import annotations

from console.cases.case import LinkState
from console.desk.health import health
from console.ui.pulse import Stalls
from media.child import ChildReport
from media.source import Live, Lost, Off, Stale, Trouble

CAMERAS = [Live(0.0), Live(0.1), Stale(4.0), Lost(Trouble.REFUSED), Off()]
NODES = [{"state": "live"}, {"state": "absent"}]


def told(state: str = "up", *troubles: str) -> dict[str, object]:
    process = ChildReport("cameras-0", state, 41, 2, 50.04, 31.256)
    link = LinkState("live", cursor="c1", lag_s=0.12345)
    return health(12.34, True, [process], CAMERAS, NODES, link, Stalls(0.01), 225.04, troubles, 31)


def test_everything_is_counted_as_the_contract_names_it() -> None:
    answer = told()
    assert answer["cameras"] == {"total": 5, "live": 2, "stale": 1, "lost": 1}
    assert answer["nodes"] == {"total": 2, "live": 1}
    assert answer["platform"] == {"state": "live", "cursor": "c1", "lag_s": 0.123, "cases": 31}
    assert answer["processes"] == [
        {
            "name": "cameras-0",
            "pid": 41,
            "state": "up",
            "restarts": 2,
            "rss_mb": 50.0,
            "in_use_mb": 31.26,
        }
    ]
    assert answer["simulated"] is True


def test_a_process_that_is_down_degrades_the_room() -> None:
    assert told()["status"] == "ok"
    assert told("starting")["status"] == "ok"
    assert told("restarting")["status"] == "degraded"


def test_a_door_that_cannot_open_degrades_the_room_and_is_named() -> None:
    answer = told("up", "8443 is in use")
    assert (answer["status"], answer["troubles"]) == ("degraded", ["8443 is in use"])


def test_each_case_source_is_told_beside_the_platform() -> None:
    links = {"": LinkState("live"), "w": LinkState("stale", detail="timeout", feed="w")}
    told = health(1, False, [], [], [], links[""], Stalls(0.01), 25, links=links)
    assert told["platform"]["state"] == "live"
    assert told["sources"] == [{"id": "w", "state": "stale", "detail": "timeout", "explain": ""}]
