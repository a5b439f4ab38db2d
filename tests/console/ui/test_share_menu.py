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
    wishes: list[tuple[str, str]] = []
    shares.wished.connect(lambda *wish: wishes.append(wish))
    menu = shares.menu(case=True)
    screen, windows, _, case, _, _ = menu.actions()
    screen.trigger()
    case.trigger()
    below = windows.menu()
    assert [action.text() for action in below.actions()] == ["报表 && 表格"]  # type: ignore[attr-defined]
    below.actions()[0].trigger()  # type: ignore[attr-defined]
    assert wishes == [("share", each) for each in ("screen", "case", "window:报表 & 表格")]
    assert len(shares.menu(case=False).actions()) == 5


def test_all_of_it_and_this_room_can_be_broadcast_at_once(qtbot: QtBot) -> None:
    shares = made(qtbot, "报表")
    wishes: list[tuple[str, str]] = []
    shares.wished.connect(lambda *wish: wishes.append(wish))
    menu = shares.menu(case=True)
    below = menu.actions()[-1].menu()
    screen, windows, file, case, room = below.actions()  # type: ignore[attr-defined]
    for action in (screen, windows.menu().actions()[0], case, room):
        action.trigger()
    assert wishes == [
        ("broadcast", each) for each in ("screen", "window:报表", "case", "node:room")
    ]
    file.trigger()
    (dialog,) = shares._over.findChildren(QFileDialog)
    with qtbot.waitSignal(shares.file_chosen) as chosen:
        dialog.fileSelected.emit("/a/b.mp4")
    assert chosen.args[1] == "broadcast"
    dialog.reject()


def test_where_the_system_shows_no_windows_none_can_be_chosen(qtbot: QtBot) -> None:
    assert not made(qtbot).menu(case=False).actions()[1].isEnabled()


def test_a_hundred_windows_are_no_wall_of_text(qtbot: QtBot) -> None:
    menu = made(qtbot, *(f"{n} " + "长" * 100 for n in range(100))).menu(case=False)
    texts = [action.text() for action in menu.actions()[1].menu().actions()]  # type: ignore[attr-defined]
    assert len(texts) == MOST_WINDOWS
    assert max(map(len, texts)) <= 60


def test_a_file_is_chosen_in_a_dialog_that_holds_nothing_up(qtbot: QtBot) -> None:
    shares = made(qtbot)
    shares.choose_file("share")
    (dialog,) = shares._over.findChildren(QFileDialog)
    with qtbot.waitSignal(shares.file_chosen) as chosen:
        dialog.fileSelected.emit("/a/b.mp4")
    assert [str(each) for each in chosen.args] == ["/a/b.mp4", "share"]
    dialog.reject()
