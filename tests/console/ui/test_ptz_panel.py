from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.site.ptz_patrols import KeptPatrol
from console.ui.ptz_panel import PtzPanel
from console.ui.theme import DARK, Look

CAN = ["move", "zoom", "home", "presets"]
PRESETS = [{"token": "1", "name": "左"}, {"token": "2", "name": ""}]


@pytest.fixture
def panel(qtbot: QtBot) -> PtzPanel:
    made = PtzPanel(Look(DARK, "desk"))
    qtbot.addWidget(made)
    made.set_camera("c10", "村口")
    made.resize(made.sizeHint())
    made.show()
    return made


def told(**more: Any) -> dict[str, Any]:
    return {"state": "ready", "can": CAN, "presets": PRESETS, "held_by": None} | more


def test_what_the_device_cannot_do_is_not_offered(panel: PtzPanel) -> None:
    panel.set_told(told(can=["move"]))
    presets = panel.presets
    assert not any(b.isEnabled() for b in (presets.go, presets.home, presets.over, presets.remove))
    panel.set_told(told())
    assert presets.go.isEnabled()
    assert presets.home.isEnabled()
    assert not presets.save.isEnabled()  # without a name


def test_the_chosen_preset_stays_chosen_when_the_list_is_another(panel: PtzPanel) -> None:
    panel.set_told(told())
    panel.presets.list.setCurrentRow(1)
    panel.set_told(told(presets=[{"token": "0", "name": "新"}, *PRESETS]))
    assert panel.presets.list.currentRow() == 2
    assert panel.presets.list.currentItem().text() == "3  2"


def test_enter_goes_to_the_chosen_preset(panel: PtzPanel, qtbot: QtBot) -> None:
    panel.set_told(told())
    gone: list[str] = []
    panel.presets.go_wished.connect(gone.append)
    qtbot.keyClick(panel.presets.list, Qt.Key.Key_Return)
    assert gone == ["1"]


def test_nothing_is_removed_without_a_yes(panel: PtzPanel) -> None:
    panel.set_told(told())
    removed: list[str] = []
    panel.remove_wished.connect(removed.append)
    panel.presets.remove.click()
    panel.no.click()
    panel.yes.click()
    assert removed == []
    panel.presets.remove.click()
    panel.yes.click()
    assert removed == ["1"]


def test_a_kept_patrol_comes_back_in_its_order(panel: PtzPanel) -> None:
    panel.set_told(told())
    rounds = panel.rounds
    rounds.set_patrols([KeptPatrol("c10", "夜", ("2", "1"), 30.0)])
    rounds.list.setCurrentRow(0)
    assert rounds.dwell.text() == "30"
    started: list[Any] = []
    rounds.start_wished.connect(lambda *what: started.append(what))
    rounds.start.click()
    assert started == [(["2", "1"], 30.0)]
    rounds.dwell.setText("2")
    assert not rounds.start.isEnabled()
