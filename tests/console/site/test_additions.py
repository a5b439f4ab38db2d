from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.site.additions import Addition, Unaddable, add_cameras, add_login, is_known, new_id
from media.secret import Secret

GATE = Addition("gate", "校门, 东", "rtsp://10.0.0.11/1", "rtsp://10.0.0.11/2", "cam",
                ptz="http://10.0.0.11/onvif")  # fmt: skip
BEFORE = "sub,main,name,id,user,ptz\r\n\r\n,rtsp://10.0.0.9/1,桥头,bridge,,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("cut", [0, 2])
def test_what_is_there_stays_as_it_is_to_the_byte(encoding: str, cut: int) -> None:
    before = BEFORE.encode(encoding)
    before = before[: len(before) - cut]
    after = add_cameras(before, [GATE])
    assert after.startswith(before)
    line = after[len(before) :].decode(encoding).strip("\r\n")
    assert line == ('rtsp://10.0.0.11/2,rtsp://10.0.0.11/1,"校门, 东",gate,cam,'
                    "http://10.0.0.11/onvif")  # fmt: skip
    assert after.endswith(b"\r\n")
    assert b"\xef\xbb\xbf" not in after[3:]


def test_a_new_list_has_a_header() -> None:
    after = add_cameras(b"", [GATE]).decode()
    assert after.splitlines()[0].startswith("id,name,group,main,sub,user")


@pytest.mark.parametrize(
    ("before", "addition", "why"),
    [
        (BEFORE, Addition("bridge", "x", "rtsp://h/"), "already the id"),
        (BEFORE, Addition("x", "x", "rtsp://h/", group="a"), "no column group"),
        (BEFORE, Addition("x", "x", "rtsp://a:b@h/"), "belongs into state/secrets"),
        (BEFORE, Addition("x y", "x", "rtsp://h/"), "is no id"),
        (BEFORE, Addition("x", "", "rtsp://h/"), "name"),
        ("id,nam,main\n", GATE, "did you mean"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_added(
    before: str, addition: Addition, why: str
) -> None:
    with pytest.raises(Unaddable, match=why):
        add_cameras(before.encode(), [addition])


def test_a_name_that_gbk_cannot_write_is_said() -> None:
    with pytest.raises(Unaddable, match="GBK"):
        add_cameras(BEFORE.encode("gbk"), [Addition("x", "🌉", "rtsp://h/")])


@given(st.text(max_size=30), st.sets(st.sampled_from(["camera", "a", "a-2", "gate"])))
def test_an_id_is_new_and_sound(wanted: str, taken: set[str]) -> None:
    made = new_id(wanted, taken)
    assert made not in taken
    add_cameras(b"", [Addition(made, "x", "rtsp://h/")])


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
def test_a_login_is_read_back_as_it_was_given(name: str, password: str) -> None:
    text = add_login('platform = "t"', "cam", name, Secret(password))
    assert tomllib.loads(text) == {
        "platform": "t",
        "cameras": {"cam": {"name": name, "password": password}},
    }
    with pytest.raises(ValueError, match="no entry"):
        add_login("", "a b", name, Secret(password))


def test_a_device_is_known_by_its_host() -> None:
    assert is_known("http://10.0.0.9/onvif", {"10.0.0.9"})
    assert not is_known("http://10.0.0.8/onvif", {"10.0.0.9"})
