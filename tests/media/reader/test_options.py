from __future__ import annotations

import pytest

from media.reader.address import SCHEMES, parse_address
from media.reader.options import SOCKET_S, UDP_S, options, patience_s


def chosen(written: str, transport: str = "any") -> dict[str, str]:
    return options(parse_address(written), transport)


def test_rtsp_goes_over_what_the_list_says() -> None:
    udp, anyhow = chosen("rtsp://h/x", "udp"), chosen("rtsp://h/x")
    assert (udp["rtsp_transport"], anyhow["rtsp_transport"]) == ("udp", "tcp")
    assert int(udp["buffer_size"]) >= 4_000_000
    assert (udp["probesize"], udp["fpsprobesize"]) == ("32", "0")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_only_a_file_opens_files_and_only_the_web_plays_lists(scheme: str) -> None:
    written = "file:///x" if scheme == "file" else f"{scheme}://h:1/x"
    told = chosen(written)
    assert ("file" in told["protocol_whitelist"].split(",")) == (scheme == "file")
    assert ("hls" in told["format_whitelist"].split(",")) == (scheme in ("http", "https"))


def test_udp_by_which_nothing_comes_is_given_up_sooner() -> None:
    assert int(chosen("rtsp://h/x", "udp")["timeout"]) == UDP_S * 1_000_000
    assert int(chosen("rtsp://h/x")["timeout"]) == SOCKET_S * 1_000_000
    assert (patience_s("udp"), patience_s("any")) == (UDP_S, SOCKET_S)


def test_rtmp_is_never_told_a_timeout_that_makes_it_a_server() -> None:
    told = chosen("rtmp://h/live/x")
    assert "timeout" not in told
    assert int(told["rw_timeout"]) > 0
