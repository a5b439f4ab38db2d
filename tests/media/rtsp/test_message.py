from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.message import (
    HIGHEST_CHANNEL,
    LARGEST_BODY,
    LONGEST_HEAD,
    MOST_STRAY,
    Incoming,
    Request,
    Response,
    dump_request,
    dump_response,
)

Item = tuple[int, bytes] | Response | Request


def read(*pieces: bytes) -> tuple[list[Item], str]:
    """What comes out of the pieces, and the fault that ended it."""
    items: list[Item] = []
    incoming = Incoming(lambda channel, payload: items.append((channel, payload)), items.append)
    try:
        for piece in pieces:
            incoming.feed(piece)
    except ValueError as fault:
        return items, str(fault)
    return items, ""


def one(text: bytes) -> Response | Request:
    (item,), fault = read(text)
    assert not fault
    assert not isinstance(item, tuple)
    return item


def packet(channel: int, payload: bytes) -> bytes:
    return b"$" + bytes((channel,)) + len(payload).to_bytes(2, "big") + payload


names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)
values = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), max_size=30)
items = st.one_of(
    st.builds(packet, st.integers(0, HIGHEST_CHANNEL), st.binary(max_size=300)),
    st.builds(
        lambda status, headers, body: (
            dump_response(status, "OK", [*headers, ("Content-Length", str(len(body)))]) + body
        ),
        st.integers(100, 599),
        st.lists(st.tuples(names.filter(lambda n: n.lower() != "content-length"), values)),
        st.binary(max_size=200),
    ),
    st.just(b"\r\n"),
    st.binary(max_size=20),  # garbage between messages
)


@given(st.lists(items, max_size=8).map(b"".join), st.data())
def test_the_same_comes_out_however_the_bytes_are_cut(stream: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=12)))
    pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert read(*pieces) == read(stream)


@given(st.binary(max_size=2000))
def test_garbage_is_skipped_or_a_value_error(garbage: bytes) -> None:
    read(garbage)


@given(
    st.lists(st.tuples(names, values.filter(lambda value: value.strip() == value)), max_size=10),
    st.sampled_from(["OPTIONS", "GET_PARAMETER"]),
)
def test_a_request_reads_back_as_it_was_written(
    headers: list[tuple[str, str]], method: str
) -> None:
    headers = [pair for pair in headers if pair[0].lower() != "content-length"]
    request = one(dump_request(method, "rtsp://h/p", headers))
    assert isinstance(request, Request)
    assert (request.method, request.uri) == (method, "rtsp://h/p")
    assert request.headers == tuple((name.lower(), value) for name, value in headers)


def test_a_response_has_status_reason_number_and_body() -> None:
    response = one(b"RTSP/1.0 404 Not Found\r\nCSeq: 7\r\nContent-Length: 3\r\n\r\nabc")
    assert response == Response(
        (("cseq", "7"), ("content-length", "3")), b"abc", 404, "Not Found", 7
    )


def test_header_names_are_found_whatever_their_case_and_all_of_one_name_are_kept() -> None:
    response = one(b"RTSP/1.0 401 No\r\nWWW-Authenticate: a\r\nwww-AUTHENTICATE: b\r\n\r\n")
    assert response.every("www-authenticate") == ("a", "b")
    assert response.header("www-authenticate") == "a"
    assert response.header("x") == ""


def test_bare_line_feeds_and_continued_lines_are_understood() -> None:
    response = one(b"RTSP/1.0 200 OK\nSession: 1;\n timeout=5\nno colon here\n\n")
    assert response.headers == (("session", "1; timeout=5"),)


def test_an_answer_without_a_number_has_minus_one() -> None:
    response = one(b"RTSP/1.0 200 OK\r\n\r\n")
    assert isinstance(response, Response)
    assert response.cseq == -1


def test_packets_and_messages_come_mixed() -> None:
    stream = packet(0, b"one") + b"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n" + packet(1, b"")
    found, fault = read(stream)
    assert not fault
    assert found[0] == (0, b"one")
    assert found[2] == (1, b"")


def test_stray_bytes_are_skipped_and_counted() -> None:
    seen: list[bytes] = []
    incoming = Incoming(lambda _, payload: seen.append(payload), lambda _: None)
    incoming.feed(b"\x00\x01\x02" + packet(0, b"\x80a") + b"\xff$\xff" + packet(0, b"\x80b"))
    assert seen == [b"\x80a", b"\x80b"]
    assert incoming.stray == 6


def test_endless_garbage_ends_the_connection() -> None:
    _, fault = read(b"\x00" * (MOST_STRAY + 1))
    assert fault == "what arrives is no RTSP"


def test_after_a_fault_nothing_more_is_read() -> None:
    incoming = Incoming(lambda *_: None, lambda _: None)
    for _ in range(2):
        with pytest.raises(ValueError, match="Content-Length"):
            incoming.feed(b"RTSP/1.0 200 OK\r\nContent-Length: many\r\n\r\n")


@pytest.mark.parametrize(
    ("stream", "fault"),
    [
        (b"RTSP/1.0 200 OK\r\nX: " + b"y" * 5000 + b"\r\n\r\n", "a line is longer"),
        (b"RTSP/1.0 200 " + b"y" * 5000, "a line is longer"),
        (b"RTSP/1.0 200 OK\r\n" + b"X: y\r\n" * 65 + b"\r\n", "more than 64 header lines"),
        (b"RTSP/1.0 200 OK\r\n" + b"X: 4567\r\n" * (LONGEST_HEAD // 8), "a header is longer"),
        (b"RTSP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), "a body of 65537"),
        (b"RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n", "Content-Length is '-1'"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "the other side speaks HTTP"),
        (b"HELLO world\r\n\r\n", "is no RTSP"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_with_the_reason(stream: bytes, fault: str) -> None:
    found, said = read(stream)
    assert not found
    assert fault in said


def test_a_body_as_large_as_allowed_and_a_packet_as_large_as_possible_pass() -> None:
    body, payload = b"b" * LARGEST_BODY, b"p" * 65535
    stream = b"RTSP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    found, fault = read(stream + packet(0, payload))
    assert not fault
    assert isinstance(found[0], Response)
    assert found[0].body == body
    assert found[1] == (0, payload)


def test_a_line_break_cannot_be_smuggled_into_a_request() -> None:
    with pytest.raises(ValueError, match="line break"):
        dump_request("OPTIONS", "rtsp://h/p\r\nX: y", [])


def test_a_little_garbage_now_and_then_is_borne_for_ever() -> None:
    seen: list[bytes] = []
    incoming = Incoming(lambda _, payload: seen.append(payload), lambda _: None)
    for _ in range(3):
        incoming.feed(b"\0" * (MOST_STRAY // 2) + packet(0, b"\x80a"))
    assert len(seen) == 3
    assert incoming.stray > MOST_STRAY


def test_a_dollar_among_garbage_does_not_swallow_good_packets() -> None:
    seen: list[bytes] = []
    incoming = Incoming(lambda _, payload: seen.append(payload), lambda _: None)
    incoming.feed(b"\xff$\x00\xff\xff\x00" + packet(0, b"\x80a") + packet(0, b"b"))
    assert seen == [b"\x80a", b"b"]


SDP_HEAD = b"RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Type: application/sdp\r\n\r\n"


@pytest.mark.parametrize("cut", range(0, 40, 3))
def test_a_description_without_a_length_ends_with_its_last_line(cut: int) -> None:
    body = b"v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\n"
    found, fault = read(SDP_HEAD + body[:cut], body[cut:] + packet(0, b"\x80a"))
    assert not fault
    assert isinstance(found[0], Response)
    assert found[0].body == body
    assert found[1:] == [(0, b"\x80a")]


def test_a_description_without_a_length_and_an_end_is_refused() -> None:
    for line in (b"a=x\r\n", b"a" * 5000):
        _, fault = read(SDP_HEAD, *[line * 100] * 300)
        assert "bytes" in fault


@pytest.mark.parametrize(
    ("line", "reason"),
    [("RTSP/1.0 200", ""), ("RTSP/1.0  200  OK ", "OK"), ("RTSP/1.0\t200\tAll good", "All good")],
)
def test_odd_spacing_in_a_status_is_understood(line: str, reason: str) -> None:
    response = one(line.encode() + b"\r\nCSeq : 4\r\n\r\n")
    assert isinstance(response, Response)
    assert (response.status, response.reason, response.cseq) == (200, reason, 4)


def test_a_stray_return_inside_of_a_value_goes_into_no_request_of_ours() -> None:
    response = one(b"RTSP/1.0 200 OK\r\nSession: 47\r11\r\n\r\n")
    assert response.header("session") == "47 11"


def test_a_closed_one_holds_no_room_and_reads_nothing() -> None:
    incoming = Incoming(lambda _channel, _payload: None, lambda _message: None)
    assert len(incoming.room()) > 0
    incoming.close()
    assert len(incoming.room()) == 0
    with pytest.raises(ValueError, match="closed"):
        incoming.filled(0)
