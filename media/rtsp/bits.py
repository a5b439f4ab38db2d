"""Bits of a parameter set, read one after another. Pure."""

from __future__ import annotations


class Bits:
    """Reads a NAL unit's payload, most significant bit first; ValueError at its end.

    ``data`` as it is sent: the bytes that keep it from looking like a start code are left out.
    """

    def __init__(self, data: bytes) -> None:
        plain = data.replace(b"\0\0\3", b"\0\0")
        self._left = len(plain) * 8
        self._value = int.from_bytes(plain, "big")

    def take(self, count: int) -> int:
        if count > self._left:
            raise ValueError("a parameter set is cut off")
        self._left -= count
        return (self._value >> self._left) & ((1 << count) - 1)

    def unsigned(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise ValueError("a parameter set holds an endless number")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)
