"""What is said of a picture of the past: of when it is, and why it stands."""

from __future__ import annotations

from datetime import UTC, datetime

from console.ui.words import age_text, say
from media.source import Replaying


def replay_texts(replay: Replaying) -> tuple[str, str]:
    """That a picture is of the past and of when, at length and in short."""
    at = datetime.fromtimestamp(replay.at, UTC).astimezone()
    pace = say("paused") if replay.rate == 0 else f"×{replay.rate:g}"
    return (
        say("replay {at} {pace}").format(at=at.strftime("%Y-%m-%d %H:%M:%S"), pace=pace),
        say("replay {at} {pace}").format(at=at.strftime("%H:%M:%S"), pace=pace),
    )


def replay_message(replay: Replaying) -> str:
    """Why a replay shows nothing new; empty while it does."""
    match replay.word:
        case "gap" if replay.next_at is not None:
            here, at = (
                datetime.fromtimestamp(each, UTC).astimezone()
                for each in (replay.at, replay.next_at)
            )
            form = "%H:%M:%S" if here.date() == at.date() else "%Y-%m-%d %H:%M:%S"
            return say("nothing recorded until {at}").format(at=at.strftime(form))
        case "end":
            return say("the recording ends here")
        case _:
            return ""


def replay_picture(replay: Replaying) -> str:
    """Of when the picture is that stands because nothing was kept, and how far that is from the
    clock; empty where it is no second away, or none is shown."""
    if replay.word not in ("gap", "end") or replay.shown_at is None:
        return ""
    away_s = replay.at - replay.shown_at
    if abs(away_s) < 1.0:
        return ""
    here, at = (
        datetime.fromtimestamp(each, UTC).astimezone() for each in (replay.at, replay.shown_at)
    )
    form = "%H:%M:%S" if here.date() == at.date() else "%Y-%m-%d %H:%M:%S"
    words = say("picture of {at}, {age} earlier")
    if away_s < 0:
        words = say("picture of {at}, {age} later")
    return words.format(at=at.strftime(form), age=age_text(abs(away_s)))
