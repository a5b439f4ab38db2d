"""What sites wish of the chair is said once, and 27 at once ring once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.desk.conference import ConferenceDesk
from console.desk.conference_news import FIRST_WORDS, QUIET_S, ConferenceNews, News, news_of
from console.ui.case_tones import HAND, KNOCK
from tests.console.ui.test_conference_strip import conference, node


def letter(sender: str | None, text: str) -> dict[str, Any]:
    return {"at": "2026-11-26T08:00:00+00:00", "from": sender, "to": None, "text": text}


def test_who_knocks_or_asks_is_news_once() -> None:
    before = conference(node("n01"), node("n02", "waiting"), node("n03", screen="none"))
    after = conference(
        node("n01", "waiting"), node("n02", "waiting"), node("n03", screen="asked")
    )  # fmt: skip
    assert news_of(before, after) == News(("村n01",), (), ("村n03",))
    assert news_of(after, after) == News()
    assert news_of({"state": "idle", "nodes": []}, after).waiting == ("村n01", "村n02")


def test_a_raised_hand_is_news_once_and_again_when_it_is_raised_again() -> None:
    down, up = conference(node("n01")), conference(node("n01", hand=True))
    assert news_of(down, up).hands == ("村n01",)
    assert news_of(up, up).hands == ()
    assert news_of(up, down) == News()


def test_what_sites_write_is_news_and_what_the_chair_writes_is_none() -> None:
    before = conference(node("n01"), messages=[letter("n01", "收到")])
    after = conference(
        node("n01"), messages=[letter("n01", "收到"), letter(None, "请讲"), letter("n01", "好的")]
    )
    assert news_of(before, after).letters == (("村n01", "好的"),)
    assert news_of({"state": "idle", "nodes": []}, after).letters == ()
    assert news_of({**before, "id": "another"}, after).letters == ()


class Room:
    def __init__(self) -> None:
        self.now = 0.0
        self.told: list[str] = []
        self.rung: list[str] = []
        self.letters = SimpleNamespace(shown=False)
        self.letters.isVisible = lambda: self.letters.shown
        self.conference = ConferenceDesk((), lambda _: None)
        window: Any = SimpleNamespace(
            tell=self.told.append, chair=SimpleNamespace(letters=self.letters)
        )
        self.news = ConferenceNews(window, self.conference, self.rung.append, lambda: self.now)

    def take(self, *nodes: dict[str, Any], **more: Any) -> None:
        self.conference.take({"event": "conference", **conference(*nodes, **more)})


@pytest.fixture
def room(qapp: QApplication) -> Room:
    return Room()


def test_many_that_come_at_once_are_one_sentence_and_one_tone(room: Room) -> None:
    room.take(*(node(f"n{n:02d}", "waiting") for n in range(27)))
    assert len(room.told) == 1
    assert room.told[0].startswith("Waits to be let in: 村n00、")
    assert room.rung == [KNOCK]


def test_each_that_comes_is_said_but_tones_keep_their_distance(room: Room) -> None:
    for count in range(1, 4):
        room.now += QUIET_S / 3
        room.take(*(node(f"n{n:02d}", "waiting") for n in range(count)))
    assert len(room.told) == 3
    assert len(room.rung) == 1
    room.now += QUIET_S
    room.take(*(node(f"n{n:02d}", "waiting") for n in range(4)))
    assert len(room.rung) == 2


def test_a_hand_is_said_once_and_heard_softly_at_the_distance_of_a_knock(room: Room) -> None:
    room.take(node("n01"), node("n02"))
    room.take(node("n01", hand=True), node("n02"))
    room.take(node("n01", hand=True, speaking=True), node("n02", "waiting"))
    assert room.told == ["Raises a hand: 村n01", "Waits to be let in: 村n02"]
    assert room.rung == [HAND]
    room.now += QUIET_S
    room.take(node("n01"), node("n02", "waiting"))
    room.take(node("n01", hand=True), node("n02", "waiting"))
    assert room.rung == [HAND, HAND]


def test_a_screen_that_is_asked_for_is_said_without_a_tone(room: Room) -> None:
    room.take(node("n01", screen="none"))
    room.take(node("n01", screen="asked"))
    room.take(node("n01", screen="asked", speaking=True))
    assert room.told == ["Asks to share its screen: 村n01"]
    assert room.rung == []


@pytest.mark.parametrize(("shown", "count"), [(False, 1), (True, 0)])
def test_a_message_is_said_where_nobody_sees_it(room: Room, shown: bool, count: int) -> None:
    room.take(node("n01"))
    room.letters.shown = shown
    room.take(node("n01"), messages=[letter("n01", "水位\n还在涨" + "，请支援" * 20)])
    assert len(room.told) == count
    if room.told:
        assert room.told[0].startswith("村n01：水位 还在涨，请支援")
        assert len(room.told[0]) == len("村n01：") + FIRST_WORDS
