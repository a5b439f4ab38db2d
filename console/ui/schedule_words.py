"""What the window says of a schedule's rules: what is on, on which days, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from console.ui.words import N, say
from layouts.schedule import DAY, DAY_WORDS, Rule, clock

DAYS: Mapping[str, str] = {
    "all": N("Every day"), "workdays": N("Workdays"), "restdays": N("Days of rest"),
    "weekends": N("Weekends"), "holidays": N("Holidays"), "mon": N("Mon"), "tue": N("Tue"),
    "wed": N("Wed"), "thu": N("Thu"), "fri": N("Fri"), "sat": N("Sat"), "sun": N("Sun"),
}  # fmt: skip


def day_text(word: str) -> str:
    return say(DAYS[word])


def days_text(days: Sequence[str]) -> str:
    """In the order of the week, whatever the file's is."""
    if "all" in days:
        return day_text("all")
    return " ".join(day_text(word) for word in DAY_WORDS if word in days)


def hours_text(rule: Rule) -> str:
    """``08:00–18:00``; over midnight it is said that it ends the next day."""
    if rule.whole_days:
        return say("all day")
    hours = f"{clock(rule.begin)}–{clock(rule.end)}"
    over = rule.end <= rule.begin and rule.end != DAY
    return say("{hours} next day").format(hours=hours) if over else hours


def season_text(first: date | None, last: date | None) -> str:
    """Both days included; empty without any."""
    if first and last:
        return f"{first}–{last}"
    if first:
        return say("from {day}").format(day=first)
    return say("until {day}").format(day=last) if last else ""


def programme_text(rule: Rule, titles: Mapping[tuple[str, str], str]) -> str:
    """``titles`` of scenes and tours, by kind and name; what is not there is called by its name."""
    if rule.scene:
        return say("Scene {name}").format(name=titles.get(("scene", rule.scene), rule.scene))
    return say("Tour {name}").format(name=titles.get(("tour", rule.tour), rule.tour))
