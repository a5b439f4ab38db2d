from __future__ import annotations

from media.diagnosis.finding import Finding


def test_the_codes_are_those_of_the_site_file_and_the_report() -> None:
    assert [finding.value for finding in Finding] == [
        "lost", "frozen", "black", "bright", "blurred", "covered", "colour_cast", "noise",
        "shaken", "moved",
    ]  # fmt: skip
