from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from console.ui.share_menu import MOST_WINDOWS, ShareMenu


def made(qtbot: QtBot, *titles: str) -> ShareMenu:
    over = QWidget()
    over.setWindowTitle("指挥室")
    qtbot.addWidget(over)
    over.show()
    menu = ShareMenu(over)
    menu.windows = lambda: titles
    return menu


def test_screen_windows_file_and_case_are_offered(qtbot: QtBot) -> None:
    shares = made(qtbot, "指挥室", "", "报表 & 表格", "报表 & 表格")
    wishes: list[str] = []
    shares.wished.connect(wishes.append)
    menu = shares.menu(case=True)
    screen, windows, _, case = menu.actions()
    screen.trigger()
    case.trigger()
    below = windows.menu()
    assert [action.text() for action in below.actions()] == ["报表 && 表格"]  # type: ignore[attr-defined]
    below.actions()[0].trigger()  # type: ignore[attr-defined]
    assert wishes == ["screen", "case", "window:报表 & 表格"]
    assert len(shares.menu(case=False).actions()) == 3


def test_where_the_system_shows_no_windows_none_can_be_chosen(qtbot: QtBot) -> None:
    assert not made(qtbot).menu(case=False).actions()[1].isEnabled()


def test_a_hundred_windows_are_no_wall_of_text(qtbot: QtBot) -> None:
    menu = made(qtbot, *(f"{n} " + "长" * 100 for n in range(100))).menu(case=False)
    texts = [action.text() for action in menu.actions()[1].menu().actions()]  # type: ignore[attr-defined]
    assert len(texts) == MOST_WINDOWS
    assert max(map(len, texts)) <= 60


def test_a_file_is_chosen_in_a_dialog_that_holds_nothing_up(qtbot: QtBot) -> None:
    shares = made(qtbot)
    shares.choose_file()
    (dialog,) = shares._over.findChildren(QFileDialog)
    with qtbot.waitSignal(shares.file_chosen) as chosen:
        dialog.fileSelected.emit("/a/b.mp4")
    assert str(chosen.args[0]) == "/a/b.mp4"
    dialog.reject()
