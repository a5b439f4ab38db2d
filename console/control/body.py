"""Request bodies: one JSON object of known fields, or an answer that says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NoReturn

from console.control.room import Unfit
from layouts.fault import did_you_mean

LARGEST = 64 * 1024  # bytes
LONGEST_TEXT = 1000  # characters


class Unreadable(Exception):  # noqa: N818 - an answer to the caller
    """The body is no JSON object (400)."""


def parse_body(content: bytes) -> dict[str, Any]:
    """The object; Unreadable says where it ends to be one."""
    try:
        value = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Unreadable("the body is not UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"the body is no JSON: {error.msg} ({place})") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("the body is no JSON") from error
    if not isinstance(value, dict):
        raise Unreadable("the body must be a JSON object: {…}")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        # it would be told back to the caller, and cannot be written
        raise Unreadable("the body holds half a character (a lone surrogate)") from error
    return value


class Fields:
    """The fields of one body. Whatever is wrong with one raises Unfit with its name."""

    def __init__(self, values: dict[str, Any], known: Collection[str]) -> None:
        self._values = values
        for key in values:
            if key not in known:
                raise Unfit(f'there is no field "{key[:40]}" here{did_you_mean(key, known)}', key)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        value = self._needed(key)
        if not isinstance(value, str) or not 0 < len(value) <= longest:
            raise Unfit(f'"{key}" needs a text of 1 to {longest} characters', key)
        return value

    def text_or_null(self, key: str) -> str | None:
        return None if self._needed(key) is None else self.text(key)

    def whole_or_null(self, key: str) -> int | None:
        """A whole number from 0, or null."""
        value = self._needed(key)
        whole = None if value is None else _whole(value)
        if value is not None and whole is None:
            raise Unfit(f'"{key}" needs a whole number or null', key)
        return whole

    def whole(self, key: str) -> int:
        """A whole number from 0."""
        value = self.whole_or_null(key)
        if value is None:
            raise Unfit(f'"{key}" needs a whole number', key)
        return value

    def choice(self, key: str, among: Collection[str]) -> str:
        value = self.text(key)
        if value not in among:
            raise Unfit(f'"{value[:80]}" is no {key}{did_you_mean(value, among)}', key)
        return value

    def boolean(self, key: str) -> bool:
        value = self._needed(key)
        if not isinstance(value, bool):
            raise Unfit(f'"{key}" needs true or false', key)
        return value

    def number(self, key: str, least: float, most: float, usual: float | None = None) -> float:
        """``usual`` where the field is left out and one is given."""
        value = self._needed(key) if usual is None else self._values.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unfit(f'"{key}" needs a number', key)
        if not least <= value <= most:
            raise Unfit(f'"{key}" is from {least:g} to {most:g}', key)
        return float(value)

    def moment(self, key: str) -> float:
        """Unix seconds of a time that is written with its zone."""
        try:
            moment = datetime.fromisoformat(self.text(key, 40))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise Unfit(f'"{key}" needs a time such as 2026-11-23T06:30:00Z', key)
        return moment.timestamp()

    def texts(self, key: str, most: int) -> list[str]:
        value = self._needed(key)
        if not isinstance(value, list) or not all(_is_id(one) for one in value):
            raise Unfit(f'"{key}" needs a list of ids', key)
        if len(value) > most:
            raise Unfit(f'"{key}" takes {most} ids at most', key)
        return list(dict.fromkeys(value))

    def whole_list(self, key: str, most: int) -> list[int]:
        """Whole numbers from 0, at most so many."""
        value = self._needed(key)
        whole = [_whole(one) for one in value] if isinstance(value, list) else [None]
        found = [one for one in whole if one is not None]
        if len(found) < len(whole):
            raise Unfit(f'"{key}" needs a list of whole numbers', key)
        if len(found) > most:
            raise Unfit(f'"{key}" takes {most} at most', key)
        return found

    def only(self, keys: Iterable[str]) -> dict[str, Any]:
        return {key: self._values[key] for key in keys if key in self._values}

    def _needed(self, key: str) -> Any:
        if key not in self._values:
            raise Unfit(f'"{key}" is missing', key)
        return self._values[key]


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 64


def _whole(value: object) -> int | None:
    """A whole number from 0; JSON knows no difference between 3 and 3.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if type(value) is int and value >= 0 else None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
