from __future__ import annotations

from typing import Any

from console.desk.decoding import Decoding, Decodings


def told(kind: str = "software", reason: str = "", fault: bool = False) -> dict[str, Any]:
    return {"event": "decoding", "with": kind, "reason": reason, "fault": fault}


def test_one_workers_word_does_not_take_anothers_away() -> None:
    decodings = Decodings()
    fails = told(reason="cuda: it fails since the room was opened", fault=True)
    assert decodings.take("cameras-1", fails).is_fault
    assert decodings.take("cameras-0", told("cuda")) == Decoding("cuda")
    words = "pictures are decoded by software: cuda: it fails since the room was opened"
    assert decodings.troubles() == [words]
    assert [(row["process"], row["with"]) for row in decodings.rows()] == [
        ("cameras-0", "cuda"), ("cameras-1", "software"),
    ]  # fmt: skip
    assert [decodings.device(f"cameras-{n}") for n in range(3)] == ["cuda", "", ""]
    decodings.take("cameras-0", fails)
    assert decodings.troubles() == [words]
    for worker in ("cameras-0", "cameras-1"):
        decodings.take(worker, told("cuda"))
    assert decodings.troubles() == []


def test_a_machine_that_has_no_device_is_no_trouble_and_says_so() -> None:
    decodings = Decodings()
    decodings.take("cameras-0", told(reason="cuda: there is no such device"))
    assert decodings.troubles() == []
    (row,) = decodings.rows()
    assert row == {
        "process": "cameras-0", "with": "software", "reason": "cuda: there is no such device",
    }  # fmt: skip
