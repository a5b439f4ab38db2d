from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from console.ui import words
from console.ui.words import (
    FOLDER,
    advice_text,
    age_text,
    left_text,
    read_ts,
    reason_text,
    say,
    speak,
)
from media.source import Trouble

UI = Path(words.__file__).parent
SOURCES = (UI, UI.parent / "desk", UI.parent)
MARKED = {"say", "N"}


def texts() -> Iterator[tuple[str, str]]:
    """(context, text) of everything that the window's sources say."""
    for path in sorted(path for folder in SOURCES for path in folder.glob("*.py")):
        yield from _texts(ast.parse(path.read_text("utf-8")), "")


def _texts(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else name
        if isinstance(child, ast.Call):
            found = _text(child, inside)
            if found is not None:
                yield found
        yield from _texts(child, inside)


def _text(call: ast.Call, name: str) -> tuple[str, str] | None:
    said = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    match call.func:
        case ast.Attribute(attr="tr"):
            return name, str(said[0])
        case ast.Name(id=function) if function in MARKED and said:
            return "words", str(said[0])
        case ast.Attribute(attr="translate") if len(said) == 2:
            return str(said[0]), str(said[1])
        case _:
            return None


def test_every_text_has_a_chinese_translation() -> None:
    known = read_ts(FOLDER / "zh.ts")
    assert [text for text in set(texts()) if text not in known] == []


def test_no_translation_is_left_over() -> None:
    said = set(texts())
    assert len(said) > 100
    assert [text for text in read_ts(FOLDER / "zh.ts") if text not in said] == []


def test_translations_keep_the_places_for_figures() -> None:
    for (_, source), translation in read_ts(FOLDER / "zh.ts").items():
        assert _places(source) == _places(translation), source


def _places(text: str) -> list[str]:
    return sorted(part.split("}")[0] for part in text.split("{")[1:])


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "zh.ts"
    path.write_text("<TS>")
    with pytest.raises(ValueError, match=r"zh\.ts"):
        read_ts(path)


def test_the_language_switches_at_once_and_widgets_hear_of_it(
    qapp: QApplication, qtbot: QtBot
) -> None:
    heard = []

    class Listening(QLabel):
        def changeEvent(self, event: object) -> None:
            heard.append(say("connecting …"))

    label = Listening()
    qtbot.addWidget(label)
    speak(qapp, "zh")
    qapp.processEvents()
    assert heard[-1] == "正在连接…"
    speak(qapp, "en")
    qapp.processEvents()
    assert heard[-1] == "connecting …"


def test_what_is_not_ours_to_translate_is_left_to_qt(qapp: QApplication, qtbot: QtBot) -> None:
    speak(qapp, "zh")
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    assert all(action.text() for action in menu.actions() if not action.isSeparator())


def test_every_trouble_has_a_reason_in_words() -> None:
    sentences = {reason_text(trouble) for trouble in Trouble}
    assert len(sentences) == len(Trouble)


def test_another_codec_is_advised_for_a_codec_alone() -> None:
    advised = [trouble for trouble in Trouble if "H.264" in advice_text(trouble)]
    assert advised == [Trouble.UNSUPPORTED]
    assert "firewalls" in advice_text(Trouble.TRANSPORT)
    assert "digest" in advice_text(Trouble.LOGIN)


def test_a_detail_is_told_where_it_helps_and_cut_where_it_is_long() -> None:
    assert reason_text(Trouble.UNAUTHORIZED, "401").endswith("(401)")
    assert "x" not in reason_text(Trouble.SILENT, "xxx").removeprefix("The device")
    assert len(reason_text(Trouble.PROTOCOL, "y" * 999)) < 150


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3600, "1 h"), (48 * 3600, "2 d")],
)
def test_an_age_is_said_in_one_unit(seconds: float, words: str) -> None:
    assert age_text(seconds) == words


def test_a_clock_says_left_over_or_paused(qapp: QApplication) -> None:
    assert left_text(1200, "amber") == "20 min left"
    assert left_text(-720, "red") == "12 min over"
    assert left_text(None, "grey") == "paused"
    speak(qapp, "zh")
    assert left_text(-720, "red") == "超时 12 分"


def test_unknown_codes_are_shown_as_they_came() -> None:
    assert words.status_text("melted") == "melted"
    assert words.platform_mark("x", "环保") == "环"
    assert words.platform_mark("") == "?"
