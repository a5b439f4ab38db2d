"""Every refusal of the conference is said in words of the room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import media.hub
from console.ui.refusal_words import HELD, _text, refusal_text

FOLDER = Path(media.hub.__file__).parent


def reasons() -> Iterator[str]:
    """The reason each ``refuse(…)`` and ``Refuse(…)`` of the hub names."""
    for path in FOLDER.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or len(call.args) < 3:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in ("refuse", "Refuse"):
                yield from _texts(call.args[2])


def _texts(reason: ast.expr) -> Iterator[str]:
    if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
        yield reason.value
    elif isinstance(reason, ast.JoinedStr):
        yield "".join(
            part.value if isinstance(part, ast.Constant) else "20" for part in reason.values
        )


def test_there_are_refusals_to_be_said() -> None:
    assert len(set(reasons())) > 8


@pytest.mark.parametrize("reason", sorted({*reasons(), "the conference service was away too long"}))
def test_each_is_said(reason: str) -> None:
    assert reason.startswith(HELD) or _text(reason) != reason


def test_it_is_said_of_the_site_it_is_about() -> None:
    assert refusal_text("is not waiting", "柳湾村") == "柳湾村: This site is not waiting"
    assert refusal_text(f"{HELD}k1") == "A conference is held already"
    assert refusal_text("what nobody knows") == "what nobody knows"
