"""What a keyboard panel presses: an action by its id, or a camera by its number."""

from __future__ import annotations

from typing import Any

from console.control.body import Fields
from console.control.room import Unfit

LONGEST_ACTION, MOST_DIGITS = 40, 6


def read_press(body: dict[str, Any]) -> tuple[str, str]:
    """(``action`` or ``number``, which); a number comes as a text of digits or as a number."""
    fields = Fields(body, ("action", "number"))
    if len(body) != 1:
        raise Unfit('needs either "action" or "number"', "action")
    if "action" in fields:
        return "action", fields.text("action", LONGEST_ACTION)
    number = body["number"]
    if isinstance(number, float) and number.is_integer():
        number = int(number)  # 7.0 is a whole number in JSON
    if type(number) is int and number >= 0:
        number = str(number)
    if not isinstance(number, str) or not number.isascii() or not number.isdigit():
        raise Unfit('"number" needs digits', "number")
    if len(number) > MOST_DIGITS:
        raise Unfit(f'"number" has {MOST_DIGITS} digits at most', "number")
    return "number", number
