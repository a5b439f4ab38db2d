"""How Chinese characters are read: toneless syllables, all readings of each.

The table of 42 000 characters is read when it is first asked for: 40 ms once.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import cache

FIRST_HAN = "\u3007"  # below there is nothing to look up


@cache
def readings(character: str) -> tuple[str, ...]:
    """``重`` is read ``zhong``, ``chong``, ``tong``; nothing for what is not Chinese. ü is written
    v, as it is typed, and u besides."""
    if character < FIRST_HAN:
        return ()
    found: dict[str, None] = {}
    for marked in _table().get(ord(character), "").split(","):
        plain = unicodedata.normalize("NFD", marked)
        for umlaut in "vu":
            spelled = plain.replace("u\u0308", umlaut)
            letters = "".join(letter for letter in spelled if "a" <= letter <= "z")
            if letters:
                found[letters] = None
    return tuple(found)


@cache
def _table() -> Mapping[int, str]:
    for less in ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY"):
        os.environ.setdefault(less, "true")  # 4 MB that are not needed
    from pypinyin.pinyin_dict import pinyin_dict  # slow to read: not before it is needed

    return pinyin_dict
