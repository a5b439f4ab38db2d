"""What is asked for is in use until it is given back, whatever the allocator keeps."""

from __future__ import annotations

import pytest

from media import allocated
from media.allocated import in_use_mb


def test_what_is_asked_for_is_in_use_until_it_is_given_back() -> None:
    before = in_use_mb()
    if before is None:
        pytest.skip("this C library does not say")
    kept = [bytearray(3_000_000), *(bytearray(4000) for _ in range(1000))]
    during = in_use_mb()
    kept.clear()
    after = in_use_mb()
    assert during is not None
    assert after is not None
    assert during - before == pytest.approx(7, abs=0.5)
    assert after - before == pytest.approx(0, abs=0.5)


def test_a_library_that_does_not_say_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocated, "_ask", None)
    assert in_use_mb() is None
