from __future__ import annotations

from datetime import UTC, datetime

import pytest

from media.onvif.envelope import Refused, read_answer, username_token, write_request
from media.onvif.tree import BadAnswer, parse_tree
from media.secret import Secret


def test_a_digest_is_as_the_standard_reckons_it() -> None:
    # base64(sha1(b"0123456789abcdef" + "2026-11-25T12:00:00.500Z" + "geheim")), by openssl
    moment = datetime(2026, 11, 25, 12, 0, 0, 500_000, UTC)
    token = username_token("a<b", Secret("geheim"), b"0123456789abcdef", moment)
    root = parse_tree(write_request("<x/>", token))
    inner = root.at("Header", "Security", "UsernameToken")
    assert inner is not None
    assert inner.said("Username") == "a<b"
    assert inner.said("Created") == "2026-11-25T12:00:00.500Z"
    assert inner.said("Password") == "hrFUbuYEtcasMvAaC/u6b9ec34k="
    assert b"geheim" not in write_request("<x/>", token)


def test_a_fault_tells_its_codes_and_words() -> None:
    fault = read_answer(
        b"<Envelope><Body><Fault><Code><Value>s:Sender</Value><Subcode><Value>ter:NotAuthorized"
        b"</Value></Subcode></Code><Reason><Text>go away</Text></Reason></Fault></Body></Envelope>"
    )
    assert fault == Refused(("Sender", "NotAuthorized"), "go away")
    assert fault.is_login
    assert not fault.is_unsupported


@pytest.mark.parametrize("content", [b"<x/>", b"<Envelope/>", b"<Envelope><Body/></Envelope>"])
def test_what_is_no_soap_is_a_bad_answer(content: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_answer(content)
