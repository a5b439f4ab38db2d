"""What goes into a table that a spreadsheet opens."""

from __future__ import annotations


def harmless(text: str) -> str:
    """The text, marked where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
