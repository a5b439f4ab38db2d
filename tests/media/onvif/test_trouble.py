from __future__ import annotations

import pytest

from media.onvif.trouble import Kind, Trouble


@pytest.mark.parametrize("kind", Kind)
def test_every_trouble_has_words(kind: Kind) -> None:
    assert "device" in Trouble(kind).text
    assert Trouble(kind, "so").text.endswith(": so")
