from __future__ import annotations

import pytest
from av.codec.hwaccel import hwdevices_available

from media.cameras import hardware
from media.cameras.codec import Codec
from media.cameras.device import Device
from media.cameras.hardware import AUTO, SOFTWARE, WORTH_LINES, Decoding, after, probe
from tests.media.cameras.test_codec import units


@pytest.mark.parametrize("asked", [AUTO, SOFTWARE, "cuda", "vaapi", "no-such-device"])
def test_whatever_is_asked_for_pictures_come_out(asked: str) -> None:
    decoding = probe(asked)
    codec = Codec(Device(decoding.hardware()))
    assert sum(len(codec.decode(unit, False, None)) for unit in units()) == len(units())


def test_software_is_never_explained_and_a_device_that_is_not_there_is() -> None:
    assert probe(SOFTWARE) == Decoding(SOFTWARE)
    fallen_back = probe("no-such-device")
    assert fallen_back.kind == SOFTWARE
    assert "no-such-device" in fallen_back.reason
    assert "no-such-device" not in hwdevices_available()


def test_auto_tells_why_devices_that_are_known_are_not_used_and_calls_it_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults = {"cuda": "there is no such device", "vaapi": "there is no such device"}
    monkeypatch.setattr(hardware, "_fault", lambda kind: faults.get(kind, hardware.UNKNOWN))
    none = "cuda: there is no such device; vaapi: there is no such device"
    assert probe(AUTO) == Decoding(SOFTWARE, none)
    assert probe("vaapi").is_fault
    faults["vaapi"] = ""
    found = Decoding("vaapi", "cuda: there is no such device", least_lines=WORTH_LINES)
    assert probe(AUTO) == found


def test_a_device_that_fails_later_is_told_of_with_what_decodes_since() -> None:
    begun = Decoding("cuda")
    assert after(begun, "") is begun
    assert (after(begun, "failed").kind, after(begun, "refuses").kind) == (SOFTWARE, "cuda")
    later = [after(begun, "failed"), after(begun, "refuses")]
    assert all("cuda" in each.reason and each.is_fault for each in later)


def test_what_is_found_by_itself_is_for_large_pictures_and_what_is_asked_for_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hardware, "_fault", lambda kind: "" if kind == "cuda" else "none")
    assert probe(AUTO) == Decoding("cuda", least_lines=WORTH_LINES)
    assert probe("cuda") == Decoding("cuda")
    for trouble in ("", "refuses"):
        assert after(probe(AUTO), trouble).least_lines == WORTH_LINES
