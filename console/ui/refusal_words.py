"""What the conference refuses, in the operator's language."""

from __future__ import annotations

from console.ui.words import N, known, say

HELD = "a conference is held: "  # its id follows

_text = known(
    {
        "a conference is held already": N("A conference is held already"),
        "no conference is held": N("No conference is held"),
        "no site is known for this case: choose among the sites": N(
            "No site is known for this case: choose among the sites"
        ),
        "no such node": N("There is no such site"),
        "there is no such file among the recordings": N(
            "There is no such file among the recordings"
        ),
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
        "nothing is recorded": N("Nothing is recorded"),
        "no folder for recordings is set": N("No folder for recordings is set"),
        "the plan calls nobody of this room's list": N("The plan calls none of this room's sites"),
        "the meeting invites nobody of this room's list": N(
            "The meeting invites none of this room's sites"
        ),
        "no roll call goes on": N("No roll call goes on"),
        "a roll call goes on": N("A roll call goes on"),
        "nobody is named": N("Nobody is named"),
        "is not on the list of the roll call": N("This site is not on the list of the roll call"),
        "it is empty": N("It is empty"),
        "a site lies in one place": N("A site lies in one place"),
        "a conference is held, or none is told": N("The conference could not be restored"),
        "the conference service was away too long": N(
            "The conference service was away too long: this was not done"
        ),
    }
)


def refusal_text(reason: str, site: str = "") -> str:
    """``site``: the name of the one it is about, where it is known."""
    if reason.startswith(HELD):
        reason = "a conference is held already"
    words = _text(reason)
    return say(N("{site}: {words}")).format(site=site, words=words) if site else words
