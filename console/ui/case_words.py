"""What the card of a case and the audit call things."""

from __future__ import annotations

from collections.abc import Mapping

from console.ui.words import N, say

_WORKERS = {
    "grid_worker": N("grid worker"),
    "guard": N("guard"),
    "police": N("police"),
    "volunteer": N("volunteer"),
}
_ACTS = {
    "reveal": N("personal data shown"),
    "acknowledge": N("alarm acknowledged"),
    "shelve": N("alarm shelved"),
    "audit_export": N("audit exported"),
    "order": N("order to the platform"),
    "supervise": N("proposal of urging carried out"),
    "handover": N("shift handed over"),
    "calibrate": N("camera calibrated"),
    "duplicate.merge": N("said to be the same case"),
    "duplicate.decline": N("said not to be the same case"),
    "torn": N("half a line removed"),
}


def worker_text(kind: str) -> str:
    """A code that nobody knows stays as it is, here as below."""
    return _said(_WORKERS, kind)


def act_text(act: str) -> str:
    """Of the audit."""
    return _said(_ACTS, act)


def _said(table: Mapping[str, str], code: str) -> str:
    return say(table[code]) if code in table else code
