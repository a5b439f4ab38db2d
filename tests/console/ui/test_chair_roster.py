"""The roster of the chair's panel."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.ui.chair_roster import HAND, LINE, NAME, STANDS, ChairRoster
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node


@pytest.fixture
def roster(look: Look, qtbot: QtBot) -> ChairRoster:
    made = ChairRoster(look)
    qtbot.addWidget(made)
    made.set_conference(conference(node("n01"), node("n02", hand=True), hands=["n02"]))
    return made


def test_a_row_says_how_a_site_stands(roster: ChairRoster) -> None:
    row = roster.topLevelItem(1)
    assert [row.text(column) for column in (NAME, STANDS, HAND, LINE)] == [
        "村n02", "heard", "1", "line good",
    ]  # fmt: skip


def test_what_was_chosen_stays_when_a_site_changes_and_when_the_list_does(
    roster: ChairRoster,
) -> None:
    roster.choose("n02")
    assert roster.chosen() == ["n02"]
    roster.set_conference(conference(node("n01"), node("n02", mic="forced")))
    assert roster.chosen() == ["n02"]
    roster.set_conference(conference(node("n03"), node("n02")))
    assert roster.chosen() == ["n02"]
    roster.choose("n99")
    assert roster.chosen() == ["n02"]
