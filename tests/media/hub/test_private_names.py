"""The private names of our libraries are where the hub looks for them."""

from __future__ import annotations

import aioice.ice
import pytest

from media.hub import private_names


def test_nothing_is_missing_in_the_pinned_versions() -> None:
    assert private_names.missing() == []
    private_names.require()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for = (private_names.missing, ("_gone_from_the_code", "_WITHIN"))
    monkeypatch.delattr(aioice.ice.CandidatePair, "remote_addr")
    monkeypatch.setattr(private_names, "_WITHIN", (looked_for,))
    with pytest.raises(ImportError, match=r"missing: _gone.*remote_addr.*lock file") as fault:
        private_names.require()
    assert "missing: _WITHIN" not in str(fault.value)
