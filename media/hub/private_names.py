"""The private names of our libraries that the hub touches, checked before anything relies on them.

aiortc and aioice have no public way to receive without decoding, to ask for a key picture or to
judge a datagram's sender. Their minors are pinned; this says at start what another one lacks.
"""

from __future__ import annotations

from types import FunctionType

import aiohttp.web_protocol
import aiohttp.web_server
import aioice.ice
import aiortc.rtcdtlstransport
import aiortc.rtcicetransport
import aiortc.rtcrtpreceiver
import aiortc.rtcrtpsender
import aiortc.rtp

_RECEIVER = aiortc.rtcrtpreceiver.RTCRtpReceiver
_DTLS = aiortc.rtcdtlstransport.RTCDtlsTransport
_SENDER = aiortc.rtcrtpsender.RTCRtpSender

# what a function sets or calls, by the names in its code
_WITHIN: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        _RECEIVER.__init__,
        (
            "_RTCRtpReceiver__codecs",
            "_RTCRtpReceiver__decoder_queue",
            "_RTCRtpReceiver__jitter_buffer",
            "_RTCRtpReceiver__nack_generator",
            "_RTCRtpReceiver__remote_streams",
            "_RTCRtpReceiver__rtcp_ssrc",
            "_RTCRtpReceiver__rtx_ssrc",
        ),
    ),
    (_SENDER._handle_rtcp_packet, ("_send_keyframe", "_retransmit")),  # noqa: SLF001
    (_SENDER.send, ("_run_rtp",)),
    (
        _SENDER.__init__,
        (
            "_RTCRtpSender__mid",
            "_RTCRtpSender__ntp_timestamp",
            "_RTCRtpSender__octet_count",
            "_RTCRtpSender__packet_count",
            "_RTCRtpSender__rtp_exited",
            "_RTCRtpSender__rtp_header_extensions_map",
            "_RTCRtpSender__rtp_started",
            "_RTCRtpSender__rtp_timestamp",
            "_RTCRtpSender__rtx_payload_type",
            "_rtx_ssrc",
            "_ssrc",
        ),
    ),
    (
        _DTLS.__init__,
        (
            "_RTCDtlsTransport__rx_packets",
            "_rtp_header_extensions_map",
            "_rtp_router",
            "_rx_srtp",
            "_state",
        ),
    ),
    (aiortc.rtp.HeaderExtensionsMap.__init__, ("_HeaderExtensionsMap__ids",)),
    (_DTLS._send_rtp, ("_tx_srtp", "protect", "_state")),  # noqa: SLF001
    (aiortc.rtcicetransport.RTCIceTransport.__init__, ("_connection",)),
    (_RECEIVER._handle_rtp_packet, ("add", "missing", "_data", "_send_rtcp_nack")),  # noqa: SLF001
    (aiortc.rtcrtpreceiver.NackGenerator.__init__, ("max_seq", "missing")),
    (aioice.ice.Connection.__init__, ("_check_list", "_nominated")),
    (aioice.ice.Connection.gather_candidates, ("get_host_addresses",)),
    (aioice.ice.Connection.request_received, ("check_message_integrity", "check_incoming")),
    (aioice.ice.StunProtocol.datagram_received, ("data_received", "local_candidate")),
    (aiohttp.web_protocol.RequestHandler.__init__, ("_current_request",)),
    (aiohttp.web_server.Server.__init__, ("_kwargs",)),
)
_ON: tuple[tuple[object, str], ...] = (
    (_RECEIVER, "_send_rtcp"),
    (_RECEIVER, "_send_rtcp_pli"),
    (_RECEIVER, "_send_rtcp_nack"),
    (_SENDER, "_send_keyframe"),
    (aiortc.rtcdtlstransport.RtpRouter, "route_rtp"),
    (aioice.ice, "get_host_addresses"),
    (aioice.ice.Connection, "data_received"),
    (aioice.ice.StunProtocol, "datagram_received"),
    (aioice.ice.StunProtocol, "send_data"),
    (aioice.ice.CandidatePair, "remote_addr"),
    (aioice.ice.CandidatePair.State, "SUCCEEDED"),
)


def missing() -> list[str]:
    """The names that are not where the hub looks for them; empty when all is well."""
    lost = [
        f"{function.__qualname__}: {name}"
        for function, names in _WITHIN
        if isinstance(function, FunctionType)
        for name in names
        if name not in function.__code__.co_names
    ]
    lost += [f"{owner}: {name}" for owner, name in _ON if not hasattr(owner, name)]
    return lost


def require() -> None:
    """ImportError, naming them, when a name is missing."""
    if lost := missing():
        raise ImportError(
            "aiortc, aioice or aiohttp are of a version this hub does not know; it looks in vain "
            f"for {'; '.join(lost)}. Install the versions of the lock file."
        )
