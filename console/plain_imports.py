"""The way of importing that was there before PySide6 began to look into modules.

PySide6 reads the source of each module imported after it, to see whether ``from __feature__
import`` could be meant there, and Python keeps every source it has read: 17 MB and 0.3 s of this
program's start. Nothing here uses ``__feature__``.
"""

from __future__ import annotations

import builtins


def restore() -> None:
    """To be called after the first import of PySide6. Does nothing where PySide6 has replaced
    nothing, or does not keep what it replaced as ``builtins.__orig_import__``."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
