"""What a search in the catalogue finds: by text, by pinyin and its initials. Pure.

All texts stand in one line of characters, and a set of places in it is one whole number, a bit a
place: a typed letter or syllable then moves all matches of the whole catalogue at once.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

Readings = Callable[[str], tuple[str, ...]]

LONGEST_WORD = 40  # characters of a word that are looked at
MOST_WORDS = 8
LONGEST_SYLLABLE = 6  # zhuang
END = "\n"  # between two texts; nothing typed matches it
_SET = re.compile(rb"[^\x00]", re.DOTALL)
_BITS = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))


class CameraIndex:
    """``texts`` belong to entries 0, 1, …: each may have several. ``readings`` gives a character's
    syllables."""

    def __init__(self, texts: Sequence[Sequence[str]], readings: Readings) -> None:
        whole = "".join(END + END.join(_folded(text) for text in each) for each in texts) + END
        self._room = len(whole) // 8 + 1  # bytes of a set
        self._owner = array("I")  # of a place: its entry
        for entry, each in enumerate(texts):
            self._owner.extend([entry] * (sum(len(text) + 1 for text in each) or 1))
        self._places: dict[str, array[int]] = {}  # of a character
        for place, character in enumerate(whole):
            if character != END:
                self._places.setdefault(character, array("I")).append(place)
        self._readings = readings
        self._characters = sorted(self._places)
        self._spoken: dict[str, list[str]] | None = None
        self._masks: dict[tuple[str, bool], int] = {}
        self._all = (1 << len(whole)) - 1

    def find(self, word: str) -> set[int]:
        """The entries one of whose texts holds ``word``, letter by letter or as it is read."""
        word = _folded(word)[:LONGEST_WORD]
        reached = [0] * (len(word) + 1)
        reached[0] = self._all
        for at in range(len(word)):
            if reached[at]:
                for piece, last in _pieces(word, at):
                    mask = self._mask(piece, last)
                    if mask:
                        reached[at + len(piece)] |= (reached[at] & mask) << 1
        return self._entries(reached[-1])

    def _entries(self, bits: int) -> set[int]:
        if not bits:
            return set()
        octets, owner = bits.to_bytes(self._room, "little"), self._owner
        return {
            owner[found.start() * 8 + bit - 1]
            for found in _SET.finditer(octets)
            for bit in _BITS[octets[found.start()]]
        }

    def _mask(self, piece: str, last: bool) -> int:
        """The places of characters that ``piece`` stands for: the letter itself, a whole syllable
        or its first letter; in the end of a word the beginning of a syllable."""
        key = (piece, last)
        if key not in self._masks:
            itself = (piece,) if len(piece) == 1 else ()
            self._masks[key] = self._at((*itself, *self._said(piece, last)))
        return self._masks[key]

    def _at(self, characters: Iterable[str]) -> int:
        octets = bytearray(self._room)
        for character in characters:
            for place in self._places.get(character, ()):
                octets[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(octets, "little")

    def _said(self, piece: str, last: bool) -> list[str]:
        if self._spoken is None:
            self._spoken = {}
            for character in self._characters:
                for syllable in self._readings(character):
                    self._spoken.setdefault(syllable, []).append(character)
        whole = len(piece) > 1 and not last
        if whole:
            return self._spoken.get(piece, [])
        return [c for said, cs in self._spoken.items() if said.startswith(piece) for c in cs]


def spans(text: str, words: Sequence[str], readings: Readings) -> list[tuple[int, int]]:
    """(begin, end) of the letters of ``text`` that each word matches first."""
    folded, found = _folded(text), []
    if len(folded) != len(text):
        return []
    for word in words:
        for begin in range(len(folded)):
            end = _matched(folded, begin, _folded(word)[:LONGEST_WORD], 0, readings)
            if end is not None:
                found.append((begin, end))
                break
    return sorted(found)


def _matched(text: str, at: int, word: str, typed: int, readings: Readings) -> int | None:
    if typed == len(word):
        return at
    if at == len(text):
        return None
    for piece, last in _pieces(word, typed):
        if _stands_for(piece, last, text[at], readings):
            end = _matched(text, at + 1, word, typed + len(piece), readings)
            if end is not None:
                return end
    return None


def _stands_for(piece: str, last: bool, character: str, readings: Readings) -> bool:
    if piece == character:
        return True
    if len(piece) > 1 and not last:
        return piece in readings(character)
    return any(said.startswith(piece) for said in readings(character))


def _pieces(word: str, at: int) -> Iterator[tuple[str, bool]]:
    """What one character may stand for from ``at`` on, and whether the word ends with it."""
    yield word[at], at + 1 == len(word)
    for end in range(at + 2, min(at + LONGEST_SYLLABLE, len(word)) + 1):
        if not "a" <= word[end - 1] <= "z":
            return
        yield word[at:end], end == len(word)


def _folded(text: str) -> str:
    """As it is compared: no difference of case, none of wide and narrow letters; of one length."""
    return text.translate(_NARROW).lower() if len(text.lower()) == len(text) else text


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
