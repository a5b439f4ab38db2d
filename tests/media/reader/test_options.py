from __future__ import annotations

import pytest

from media.reader.address import SCHEMES, parse_address
from media.reader.options import options


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


def test_rtmp_is_never_told_a_timeout_that_makes_it_a_server() -> None:
    told = chosen("rtmp://h/live/x")
    assert "timeout" not in told
    assert int(told["rw_timeout"]) > 0
