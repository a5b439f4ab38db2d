from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.ui.finding_words import alarm_text, finding_advice, findings_advice, findings_text
from console.ui.words import speak
from media.diagnosis.finding import Finding


def test_every_finding_has_words_and_an_advice_in_both_languages(qapp: QApplication) -> None:
    for language in ("zh", "en"):
        speak(qapp, language)
        for each in Finding:
            assert findings_text([each.value]) != each.value
            assert finding_advice(each.value) != each.value


def test_several_are_a_line_and_their_advice_a_line_each(qapp: QApplication) -> None:
    speak(qapp, "en")
    assert findings_text(["black", "moved"]) == "picture black · camera turned"
    assert findings_advice(["covered", "shaken"]).splitlines() == [
        "lens covered: see what is in front of the lens", "camera shaking: check mast and bracket",
    ]  # fmt: skip
    assert alarm_text("", "lost") == "no picture"
    assert alarm_text("red", "lost") == "Level 1 red"
