"""What the clock on the wall of the room says. Where time decides anything it is a parameter, and
this is what it is by default."""

from __future__ import annotations

from datetime import datetime


def room_now() -> datetime:
    """Now, in the time zone of this workstation."""
    return datetime.now().astimezone()
