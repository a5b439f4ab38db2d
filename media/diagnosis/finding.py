"""What can be wrong with a camera's picture: codes only, the words are the window's."""

from __future__ import annotations

from enum import Enum


class Finding(Enum):
    """One fault of a picture. The comment says what a person would look at first."""

    LOST = "lost"  # power, network, address, password: no picture at all
    FROZEN = "frozen"  # restart the camera: pictures arrive and nothing in them changes
    BLACK = "black"  # lens cap, iris, dead sensor, a night without lamp or infrared
    BRIGHT = "bright"  # exposure, the sun in the lens, infrared thrown back by a near wall
    BLURRED = "blurred"  # focus, dew or dirt on the dome
    COVERED = "covered"  # a hand, a bag, a poster, a leaf, paint in front of the lens
    COLOUR_CAST = "colour_cast"  # white balance, infrared filter, a failing sensor
    NOISE = "noise"  # gain, interference on an analogue line, a failing sensor
    SHAKEN = "shaken"  # the mast or the bracket
    MOVED = "moved"  # someone turned it: it no longer looks where its reference picture looks
