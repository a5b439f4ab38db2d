from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.camera_number import CameraNumbers


def test_the_digits_of_an_id_are_its_number() -> None:
    numbers = CameraNumbers(["gate", "c07", "c12"])
    assert numbers.find("7") == numbers.find("007") == "c07"
    assert numbers.find("12") == "c12"


def test_otherwise_it_is_the_place_in_the_list() -> None:
    numbers = CameraNumbers(["gate", "nvr1-2", "nvr12"])
    assert [numbers.find(typed) for typed in ("1", "2", "3", "12")] == [
        "gate", "nvr1-2", "nvr12", None,
    ]  # fmt: skip


def test_a_camera_has_the_number_that_means_it() -> None:
    numbers = CameraNumbers(["c02", "gate", "door"])
    assert [numbers.number_of(each) for each in ("c02", "gate", "door", "gone")] == [
        "2", "", "3", "",
    ]  # fmt: skip


def test_what_is_no_number_is_no_camera() -> None:
    numbers = CameraNumbers(["c01"])
    assert not any(numbers.find(typed) for typed in ("", "x", "0", "9999999", "-1", "²"))


@given(st.lists(st.from_regex(r"[a-c]{0,2}[0-9]{0,3}", fullmatch=True), unique=True), st.text())
def test_any_text_means_a_camera_of_the_list_or_none(cameras: list[str], typed: str) -> None:
    numbers = CameraNumbers(cameras)
    assert numbers.find(typed) in (*cameras, None)
    for camera in cameras:
        number = numbers.number_of(camera)
        assert not number or numbers.find(number) == camera
