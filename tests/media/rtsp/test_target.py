from __future__ import annotations

from media.rtsp.target import Target
from media.rtsp.url import parse_url
from media.secret import Secret


def header(target: Target, address: str) -> str:
    login = target.login(parse_url(address))
    login.challenged(['Basic realm="x"'])
    return login.header("OPTIONS", address) or ""


def test_the_login_given_goes_before_that_of_the_address() -> None:
    url = parse_url("rtsp://old:one@cam/1")
    assert header(Target(url), "rtsp://cam/1") == "Basic b2xkOm9uZQ=="
    assert header(Target(url, "new", Secret("one")), "rtsp://cam/2") == "Basic bmV3Om9uZQ=="


def test_a_host_elsewhere_is_told_only_what_its_own_address_holds() -> None:
    target = Target(parse_url("rtsp://old:one@cam/1"), "new", Secret("one"))
    assert header(target, "rtsp://elsewhere/1") == ""
    assert header(target, "rtsp://a:b@elsewhere/1") == "Basic YTpi"
