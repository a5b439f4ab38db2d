from __future__ import annotations

import pytest

from media.spreadsheet import harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "\tx", "\rx"])
def test_a_formula_is_marked(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["村口", "", "a=b"])
def test_anything_else_stays(text: str) -> None:
    assert harmless(text) == text
