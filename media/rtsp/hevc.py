"""H.265 pictures out of RTP packets (RFC 7798): single NAL units, aggregates, fragments. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from media.rtsp.assembly import Assembly, Seen

BLA, IDR, CRA = range(16, 19), range(19, 21), 21
VPS, SPS, PPS, DELIMITER, SEI = 32, 33, 34, 35, 39
_RASL = (8, 9)  # they precede a key picture on screen and build on what came before it
_IRAP = range(16, 24)
_AGGREGATE, _FRAGMENT, _PACI = 48, 49, 50
_OPENING = frozenset({VPS, SPS, PPS, DELIMITER, SEI})
_HEAD = 2  # bytes of a NAL unit's header


class Depacketizer(Assembly):
    """Puts the packets of one H.265 track together.

    ``numbered``: payloads carry decoding order numbers (sprop-max-don-diff is above 0). They are
    passed over: over TCP packets arrive in the order of sending, and cameras send in the order of
    decoding. Units of further layers are left out.
    """

    codec = "hevc"
    sets = VPS, SPS, PPS
    delimiter = DELIMITER
    slices = range(32)
    kinds = range(_AGGREGATE)

    def __init__(self, parameter_sets: Sequence[bytes] = (), numbered: bool = False) -> None:
        self._number = 2 if numbered else 0
        self._begun = False  # a key picture came
        self._leading = False  # RASL pictures can be decoded
        super().__init__(parameter_sets)

    def _kind(self, nal: bytes) -> int:
        if nal[0] & 1 or len(nal) < _HEAD or not 0 < nal[1] < 8:
            return -1
        return nal[0] >> 1 & 0x3F

    def _take(self, payload: bytes) -> None:
        if len(payload) < _HEAD:
            raise ValueError("a payload without a header")
        kind = payload[0] >> 1 & 0x3F
        if kind == _FRAGMENT:
            self._piece(payload)
            return
        self._lose_fragments()
        if kind == _AGGREGATE:
            self._aggregate(payload, _HEAD + self._number, self._number // 2)
        elif kind == _PACI:
            raise ValueError("a payload with extended control information")
        elif kind < _AGGREGATE:
            number = self._number
            self._nal(payload[:_HEAD] + payload[_HEAD + number :] if number else payload)
        else:
            raise ValueError(f"a payload of type {kind}")

    def _piece(self, payload: bytes) -> None:
        if len(payload) < _HEAD + 1:
            raise ValueError("a fragment without a header")
        flags = payload[2]
        if flags & 0x80:
            head = bytes(((payload[0] & 0x81) | (flags & 0x3F) << 1, payload[1]))
            self._fragment(head, flags, payload[_HEAD + 1 + self._number :])
        else:
            self._fragment(b"", flags, payload[_HEAD + 1 :])

    def _begins(self, payload: bytes) -> bool:
        if len(payload) < _HEAD:
            return False
        kind, slice_at = payload[0] >> 1 & 0x3F, _HEAD + self._number
        if kind == _FRAGMENT:
            if len(payload) < _HEAD + 1 or not payload[2] & 0x80:
                return False
            kind, slice_at = payload[2] & 0x3F, slice_at + 1
        elif kind == _AGGREGATE:
            slice_at += 2 + _HEAD
            if len(payload) < slice_at:
                return False
            kind = payload[slice_at - _HEAD] >> 1 & 0x3F
        if kind in _OPENING:
            return True
        # a slice begins with the flag of the first one in its picture
        return kind in self.slices and len(payload) > slice_at and payload[slice_at] > 0x7F

    def _see(self, nals: list[bytes], kinds: list[int], whole: bool) -> Seen | None:
        slices = [(nal, kind) for nal, kind in zip(nals, kinds, strict=True) if kind in self.slices]
        kind = slices[0][1]
        if kind in _IRAP:
            self._leading = kind not in BLA and whole and self._begun
            self._begun = True
            return Seen(True, True)
        if kind in _RASL and self._begun and not self._leading:
            return None
        return Seen(False, any(self._is_reference(nal, kind) for nal, kind in slices))

    def _is_reference(self, nal: bytes, kind: int) -> bool:
        """Pictures of even kinds below 16 serve no other of their sub-layer, and none at all when
        theirs is the highest."""
        if kind >= 16 or kind % 2:
            return True
        sps = self._heads.get(SPS, b"")
        highest = sps[2] >> 1 & 7 if len(sps) > _HEAD else 7
        return (nal[1] & 7) - 1 < highest
