"""What the picture check found, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from console.ui.words import N, known, level_text

finding_text = known(
    {
        "lost": N("no picture"),
        "frozen": N("picture frozen"),
        "black": N("picture black"),
        "bright": N("picture too bright"),
        "blurred": N("picture blurred"),
        "covered": N("lens covered"),
        "colour_cast": N("colours wrong"),
        "noise": N("picture noisy"),
        "shaken": N("camera shaking"),
        "moved": N("camera turned"),
        "uncalibrated": N("not calibrated any more"),
    }
)

finding_advice = known(
    {
        "lost": N("check power, network, address and password"),
        "frozen": N("restart the camera or the recorder"),
        "black": N("check lens cap, iris, lamp and infrared"),
        "bright": N("check the exposure; the sun or its own infrared may shine into the lens"),
        "blurred": N("clean the lens and check its focus"),
        "covered": N("see what is in front of the lens"),
        "colour_cast": N("check white balance and infrared filter"),
        "noise": N("check gain, cable and sensor"),
        "shaken": N("check mast and bracket"),
        "moved": N("turn it back, or accept the new view if it is meant"),
        "uncalibrated": N("cases are not at their places here: calibrate it anew"),
    }
)


def findings_text(findings: Sequence[str]) -> str:
    """What is wrong with a picture, in a line."""
    return " · ".join(finding_text(each) for each in findings)


def alarm_text(level: str, finding: str) -> str:
    """What an alarm is: the level of a case, else what is wrong with a picture."""
    return level_text(level) if level else finding_text(finding)


def findings_advice(findings: Sequence[str]) -> str:
    """What to check, a line for each."""
    return "\n".join(f"{finding_text(each)}: {finding_advice(each)}" for each in findings)
