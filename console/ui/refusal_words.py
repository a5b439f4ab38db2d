"""What the conference refuses, in the operator's language."""

from __future__ import annotations

from collections.abc import Mapping

from console.ui.words import N, say

_WORDS: Mapping[str, str] = {
    "a conference is held already": N("A conference is held already"),
    "no conference is held": N("No conference is held"),
    "no site is known for this case: choose among the sites": N(
        "No site is known for this case: choose among the sites"
    ),
    "no such node": N("There is no such site"),
    "there is no such file among the recordings": N("There is no such file among the recordings"),
    "takes part already": N("This site takes part already"),
    "is not waiting": N("This site is not waiting"),
    "does not take part": N("This site does not take part"),
    "is not in the conference": N("This site is not in the conference"),
    "the command room has no picture of its own": N(
        "The room has no picture: choose one in “This room in the conference”"
    ),
    "a conference is about 20 cases at most": N("A conference is about 20 cases at most"),
    "a name has 1 to 24 characters that can be seen": N(
        "A name has 1 to 24 characters that can be seen"
    ),
    "a layout that comes with the program has this name": N(
        "A layout that comes with the program has this name"
    ),
    "a conference is held": N("A conference is held already"),
    "a conference is held, or none is told": N("The conference cannot go on: begin it again"),
    "no roll call goes on": N("No roll call goes on"),
    "a roll call goes on": N("A roll call goes on: end it first"),
    "nobody is named": N("Nobody is there to be called"),
    "is not on the list of the roll call": N("This site is not on the list of the roll call"),
    "it is empty": N("The message is empty"),
    "a site lies in one place": N("A site can lie in one place alone"),
    "the conference is locked": N("The conference is locked"),
    "the links cannot be written to the disk": N("The disk refuses: the link stays as it was"),
    "too much waits for the conference to start again": N(
        "The conference starts again and too much waits for it: press again"
    ),
    "nothing is recorded": N("Nothing is recorded"),
    "no folder for recordings is set": N("No folder for recordings is set"),
    "the plan calls nobody of this room's list": N("The plan calls none of this room's sites"),
    "the meeting invites nobody of this room's list": N(
        "The meeting invites none of this room's sites"
    ),
}


def refusal_text(reason: str, site: str = "") -> str:
    """``site``: the name of whom it concerns."""
    code = reason if reason in _WORDS else reason.partition(": ")[0]
    words = say(_WORDS[code]) if code in _WORDS else reason
    return say("{site}: {words}").format(site=site, words=words) if site else words
