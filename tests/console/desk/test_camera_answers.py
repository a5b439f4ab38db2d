from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from console.control.room import NotFound, Refused
from console.desk.answers import Answers
from console.desk.camera_answers import AT_ONCE
from console.site.records import CameraEntry
from console.ui.feed import Figures
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Kind
from media.onvif.trouble import Trouble as HeadTrouble
from tests.console.desk.small_desk import GATE, OneHead, SmallDesk, answers_over

BLACK = {"finding": "black"}


@pytest.fixture
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture
def answers(desk: SmallDesk) -> Answers:
    return answers_over(desk)


def test_a_camera_is_steered_or_it_is_said_why_not(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asyncio.run(answers.ptz("gate", {"preset": "1"}))
    assert done == {"camera": "gate", "preset": "1", "seat": "operator"}
    assert asyncio.run(answers.ptz_state("gate"))["state"] == "ready"
    with pytest.raises(NotFound):
        asyncio.run(answers.ptz("other", {"preset": "1"}))
    monkeypatch.setattr(OneHead, "answer", HeadTrouble(Kind.WRONG_LOGIN))
    with pytest.raises(Refused, match="refuses name or password"):
        asyncio.run(answers.ptz("gate", {"home": True}))
    monkeypatch.setattr(OneHead, "answer", Busy(Seat("leader", "window"), 8.2))
    with pytest.raises(Refused, match=r"leader \(window\) steers it, free in 8 s"):
        asyncio.run(answers.ptz("gate", {"home": True}))


def test_the_catalogue_never_tells_a_password(answers: Answers) -> None:
    (camera,) = asyncio.run(answers.cameras())
    assert (camera["id"], camera["state"]) == ("gate", "lost")
    assert "geheim" not in str(camera)
    assert camera["findings"] == ["black"]
    assert camera["losses"] == {"dropped": 2, "errors": 5, "lost_packets": 30, "reconnects": 1}
    assert asyncio.run(answers.diagnosis())["findings"][0]["camera"] == "gate"
    counted = [figure.value for figure in asyncio.run(answers.figures()) if figure.labels == BLACK]
    assert counted == [1]
    with pytest.raises(NotFound):
        asyncio.run(answers.camera("other"))


def test_what_is_kept_is_answered_when_the_worker_says_so(
    answers: Answers, desk: SmallDesk
) -> None:
    kept = asyncio.run(answers.snapshot("gate"))
    assert kept == {
        "path": "/s/gate.jpg", "taken_at": "2026-11-25T12:00:00.000Z",
        "size": [1920, 1080], "stream": "main", "why_small": None,
    }  # fmt: skip
    assert asyncio.run(answers.clip("gate", 5, 10)) == {"path": "/s/gate.mp4", "ready": False}
    asyncio.run(answers.snapshot("gate", 60.0))
    asyncio.run(answers.clip("gate", 5, 10, 60.0))
    assert desk.done == [("gate", 5, 10, None), ("gate", 60.0), ("gate", 5, 10, 60.0)]
    assert asyncio.run(answers.record("gate", True)) == {"recording": True, "by": "hand"}


def test_what_cannot_be_kept_is_refused(answers: Answers, desk: SmallDesk) -> None:
    with pytest.raises(NotFound, match="no camera"):
        asyncio.run(answers.snapshot("nobody"))
    desk.refusal = "it is so"
    with pytest.raises(Refused, match="no picture"):
        asyncio.run(answers.snapshot("gate"))


@pytest.mark.parametrize(
    ("instead_of", "told"),
    [("tcp", ("udp", "tcp")), ("", ("tcp", None)), ("multicast", ("tcp", None))],
)
def test_how_a_camera_is_read_is_told_unless_that_was_of_another_list(
    instead_of: str, told: tuple[str, str | None], desk: SmallDesk, answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    figures = Figures("sub", transport="udp", instead_of=instead_of)
    monkeypatch.setattr(desk, "camera_figures", lambda _: figures)
    (camera,) = asyncio.run(answers.cameras())
    assert (camera["transport"], camera["instead_of"]) == told


class Town(SmallDesk):
    """Many cameras, every other one never connected."""

    def cameras(self) -> tuple[CameraEntry, ...]:
        return tuple(replace(GATE, id=f"c{number}") for number in range(2 * AT_ONCE + 1))

    def camera_figures(self, camera_id: str) -> Figures:
        return Figures("sub", errors=7) if int(camera_id[1:]) % 2 else Figures()


def test_the_losses_of_a_whole_town_are_asked_for_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    town = answers_over(Town())
    asked = []

    async def ask(question: Callable[[], Any]) -> Any:
        asked.append(question)
        return question()

    monkeypatch.setattr(town, "_ask", ask)
    losses = asyncio.run(town.losses())
    assert len(asked) == 1 + 3
    assert list(losses) == [f"c{number}" for number in range(1, 2 * AT_ONCE, 2)]
    assert losses["c1"]["errors"] == 7
