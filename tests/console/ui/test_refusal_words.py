from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.ui.refusal_words import refusal_text
from console.ui.words import speak

ROOT = Path(__file__).parents[3]


def test_whatever_the_hub_refuses_has_its_words(qapp: QApplication) -> None:
    """Their sentences are read off the sources: a new one wants its translation."""
    speak(qapp, "zh")
    text = "".join(path.read_text("utf-8") for path in (ROOT / "media" / "hub").glob("*.py"))
    found = re.findall(r'[rR]efuse\([^()]*?, f?"([a-z][^"]* [^"]*)"\)', text)
    assert len(found) > 12
    said = {re.sub(r"\{[^}]*\}", "20", each) for each in found}
    assert {each for each in said if refusal_text(each) == each} == set()


def test_whom_it_concerns_is_named_and_what_is_unknown_is_shown_as_it_came(
    qapp: QApplication,
) -> None:
    speak(qapp, "en")
    assert refusal_text("is not waiting", "桥头村") == "桥头村: This site is not waiting"
    assert refusal_text("a conference is held: k7") == "A conference is held already"
    assert refusal_text("the moon: full") == "the moon: full"
