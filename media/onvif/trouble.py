"""Why something did not come about at a device: a state with words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """``value`` is the word of the control API; a window says it in its own language."""

    WRONG_LOGIN = "wrong_login"
    UNREACHABLE = "unreachable"
    SILENT = "silent"  # connected or not, and no answer in time
    UNSUPPORTED = "unsupported"
    REFUSED = "refused"  # the device's own fault, its words in ``detail``
    BAD_ANSWER = "bad_answer"


_TEXTS = {
    Kind.WRONG_LOGIN: "the device refuses name or password",
    Kind.UNREACHABLE: "the device cannot be reached",
    Kind.SILENT: "the device does not answer in time",
    Kind.UNSUPPORTED: "the device cannot do this",
    Kind.REFUSED: "the device refuses",
    Kind.BAD_ANSWER: "the device answers what cannot be read",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """``detail`` is for people who look closer; it never holds a login."""

    kind: Kind
    detail: str = ""

    @property
    def text(self) -> str:
        words = _TEXTS[self.kind]
        return f"{words}: {self.detail}" if self.detail else words
