from __future__ import annotations

from datetime import UTC, datetime

from console.cases.intake import GivenPlace, Intake, form_of
from console.town.casework.form import check_intake, new_case

PLACE = GivenPlace(120.19, 30.47, 12.34, "map", "c07")


def test_the_platform_takes_what_was_written_down() -> None:
    form = form_of(
        Intake("占道经营", "摊贩占道", "0113", "enforcement", "orange", "东街", "g-1", "张", "138",
               "camera", PLACE, "c07")
    )  # fmt: skip
    check_intake(form)
    case = new_case(form, "c-1", "n-1", datetime(2026, 11, 26, tzinfo=UTC))
    assert case["place"]["accuracy_m"] == 12.3
    assert case["place"]["address"] == "东街"
    assert case["cameras"] == ["c07"]
    assert case["reporter"] == {"name": "张", "phone": "138"}


def test_what_was_left_empty_is_left_out() -> None:
    assert form_of(Intake("占道经营")) == {"title": "占道经营", "channel": "operator"}


def test_an_address_without_a_position_begins_the_text() -> None:
    assert form_of(Intake("占道", "摊贩", address="东街 3 号"))["text"] == "东街 3 号\n摊贩"
