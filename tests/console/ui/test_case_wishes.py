from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.ui.case_wishes import CaseWishes
from console.ui.shortcuts import BY_ID, WINDOW


def test_each_key_of_the_casework_wishes_something(qtbot: QtBot) -> None:
    wishes = CaseWishes()
    signals = {
        "commands": wishes.commands, "outbox": wishes.outbox, "register_case": wishes.intake,
    }  # fmt: skip
    actions = wishes.actions()
    assert set(actions) == set(signals)
    assert all(BY_ID[action].where == WINDOW for action in actions)
    for action, signal in signals.items():
        with qtbot.waitSignal(signal):
            actions[action]()
