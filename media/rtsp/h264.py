"""H.264 pictures out of RTP packets (RFC 6184): single NAL units, STAP-A, FU-A. Pure."""

from __future__ import annotations

from media.rtsp.assembly import Assembly, Seen

SLICE, IDR, SEI, SPS, PPS, DELIMITER = 1, 5, 6, 7, 8, 9
_STAP_A, _FU_A = 24, 28
_KEY, _REFERENCE, _LEAF = Seen(True, True), Seen(False, True), Seen(False, False)
_OPENING = frozenset({SEI, SPS, PPS, DELIMITER})


class Depacketizer(Assembly):
    """Puts the packets of one H.264 track together."""

    codec = "h264"
    sets = SPS, PPS
    delimiter = DELIMITER
    slices = range(SLICE, IDR + 1)
    kinds = range(1, _STAP_A)

    def _kind(self, nal: bytes) -> int:
        return nal[0] & 0x1F

    def _take(self, payload: bytes) -> None:
        kind = payload[0] & 0x1F
        if kind == _FU_A:
            if len(payload) < 2:
                raise ValueError("a fragment without a header")
            flags = payload[1]
            head = bytes(((payload[0] & 0xE0) | (flags & 0x1F),)) if flags & 0x80 else b""
            self._fragment(head, flags, payload[2:])
            return
        self._lose_fragments()
        if kind == _STAP_A:
            self._aggregate(payload, 1)
        elif kind < _STAP_A:
            self._nal(payload)
        else:
            raise ValueError(f"a payload of type {kind}")

    def _begins(self, payload: bytes) -> bool:
        if not payload:
            return False
        kind, slice_at = payload[0] & 0x1F, 1
        if kind == _FU_A:
            if len(payload) < 3 or not payload[1] & 0x80:
                return False
            kind, slice_at = payload[1] & 0x1F, 2
        elif kind == _STAP_A:
            if len(payload) < 5:
                return False
            kind, slice_at = payload[3] & 0x1F, 4
        if kind in _OPENING:
            return True
        # the first macroblock's number is 0, which is written as a single 1 bit
        return kind in self.slices and len(payload) > slice_at and payload[slice_at] > 0x7F

    def _see(self, nals: list[bytes], kinds: list[int], whole: bool) -> Seen:
        if IDR in kinds:
            return _KEY
        if SPS in kinds and _is_intra(next(nal for nal in nals if nal[0] & 0x1F < IDR)):
            return _KEY
        for nal, kind in zip(nals, kinds, strict=True):
            if kind < IDR and nal[0] & 0x60:
                return _REFERENCE
        return _LEAF


def _is_intra(nal: bytes) -> bool:
    """Whether a slice is of type I: some cameras never send IDR pictures."""
    bits = f"{int.from_bytes(nal[1:9].ljust(8, bytes(1)), 'big'):064b}"
    at = 0
    values = []
    for _ in range(2):
        one = bits.find("1", at)
        if one < 0 or 2 * one - at >= len(bits):
            return False
        end = 2 * one - at + 1
        values.append(int(bits[one:end], 2) - 1)
        at = end
    return values[1] % 5 == 2
