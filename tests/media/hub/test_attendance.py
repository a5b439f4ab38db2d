"""Who comes and goes: what the machine of ``test_room.py`` does not say by name."""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.attendance import MOST_CASES, RING_S
from media.hub.room import Room
from tests.media.hub.test_room import IDS, SEATS, do, join, mic, place


def room_of(*present: str) -> Room:
    made = Room()
    do(made, h.Roster(SEATS), h.Start("k1", present))
    join(made, *present)
    made.take_records()
    return made


def acts(room: Room) -> list[tuple[str, str | None]]:
    return [(record.act, record.node) for record in room.take_records()]


def test_all_or_a_group_are_called_and_who_is_in_is_not_called_again() -> None:
    room = room_of("n01")
    do(room, *(h.Arrived(id_, standby=True) for id_ in ("n02", "n03")))
    assert do(room, c.CallMany(("n01", "n02"))) == [h.Ring("n02")]
    assert do(room, c.CallMany()) == [h.Ring("n02"), h.Ring("n03")]
    assert do(room, c.CallMany(("n99",))) == [h.Refuse("call", "n99", "no such node")]


def test_who_did_not_answer_is_called_again_and_nobody_else() -> None:
    room = room_of("n01")
    do(room, *(h.Arrived(id_, standby=True) for id_ in ("n02", "n03", "n04")))
    do(room, c.CallMany(("n02", "n03")))
    do(room, h.LeftCall("n03"))
    room.tick(RING_S)
    assert acts(room)[-2:] == [("no_answer", "n03"), ("no_answer", "n02")]
    assert do(room, c.Redial(), now=RING_S) == [h.Ring("n02")]
    assert isinstance(do(Room(), c.Redial())[0], h.Refuse)


def test_who_went_away_without_a_word_is_called_again_and_keeps_what_it_had() -> None:
    room = room_of("n01")
    do(room, h.HandSet("n01", up=True), c.GiveFloor("n01"), c.HandOver("n01"))
    do(room, h.HandSet("n01", up=True), h.Gone("n01", by_itself=False))
    told = room.view()
    assert (told.conduct.floor, told.conduct.chair) == ("n01", "n01")
    assert place(room, "n01") is h.Place.ABSENT
    assert do(room, c.Redial()) == []  # nobody is there whom it could ring
    assert do(room, h.Arrived("n01", standby=True)) == [h.Ring("n01")]
    do(room, h.Offered("n01"))
    assert room.view().node("n01").hand  # type: ignore[union-attr]
    do(room, h.Gone("n01", by_itself=True))
    told = room.view()
    assert (told.conduct.floor, told.conduct.chair) == (None, None)
    assert place(room, "n01") is h.Place.LEFT
    assert do(room, c.Redial()) == []


def test_who_enters_above_six_comes_muted_and_may_open_its_microphone() -> None:
    room = room_of(*IDS[:8])
    assert [mic(room, id_) for id_ in IDS[5:8]] == [
        h.MicState.OPEN, h.MicState.MUTED, h.MicState.MUTED,
    ]  # fmt: skip
    do(room, h.MicSet("n08", open=True), h.Gone("n08", by_itself=False))
    join(room, "n08")  # torn away, and back: it is no newcomer
    assert mic(room, "n08") is h.MicState.OPEN


def test_a_conference_can_be_held_without_muting_newcomers() -> None:
    room = Room()
    do(room, h.Roster(SEATS), h.Start("k1", mute_above=None))
    join(room, *IDS)
    assert all(mic(room, id_) is h.MicState.OPEN for id_ in IDS)


def test_coming_and_going_are_in_the_record() -> None:
    room = Room(epoch=1_000.0)
    do(room, h.Roster(SEATS), h.Arrived("n01", standby=True), h.Start("k1", ("n01",)))
    do(room, h.Offered("n01"), now=2.5)
    do(room, h.Gone("n01", by_itself=False))
    join(room, "n01", "n02")
    do(room, h.Admit("n02"), h.LeftCall("n02"), h.Remove("n01"), h.Lock(on=True), h.End())
    found = room.take_records()
    assert [(record.act, record.node) for record in found] == [
        ("started", None), ("called", "n01"), ("answered", "n01"), ("joined", "n01"),
        ("lost", "n01"), ("joined", "n01"), ("admitted", "n02"), ("joined", "n02"),
        ("left", "n02"), ("removed", "n01"), ("locked", None), ("ended", None),
    ]  # fmt: skip
    assert found[2].at == 1_002.5
    assert room.take_records() == []
    assert place(room, "n01") is h.Place.ABSENT


def test_an_encoder_that_cannot_say_how_its_microphone_is_keeps_what_the_conference_gave_it() -> (
    None
):
    room = Room()
    do(room, h.Roster(SEATS), h.Start("k1", ("n01",), mute_above=0))
    for _ in range(2):
        do(room, h.Arrived("n01", standby=False, page=False), h.Offered("n01"))
        assert mic(room, "n01") is h.MicState.MUTED
    do(room, h.End(), h.Start("k2", ("n01",)))
    do(room, h.Arrived("n01", standby=False, page=False), h.Offered("n01"))
    assert mic(room, "n01") is h.MicState.OPEN


def test_a_case_joins_the_conference_which_turns_to_it() -> None:
    room = room_of("n01")
    for case in ("c-1", "c-1", "c-2", "c-1"):
        do(room, h.Attach(case))
    assert (room.view().cases, room.view().case) == (("c-2", "c-1"), "c-1")
    assert [(r.act, r.text) for r in room.take_records()] == [
        ("attached", "c-1"), ("attached", "c-2"), ("attached", "c-1"),
    ]  # fmt: skip
    for number in range(2 * MOST_CASES):
        refused = do(room, h.Attach(f"c-{number}"))
    assert refused == [h.Refuse("attach", None, "a conference is about 20 cases at most")]
    assert len(room.view().cases) == MOST_CASES
    do(room, h.End())
    assert room.view().case is None
    assert isinstance(do(room, h.Attach("c-1"))[0], h.Refuse)


def test_a_page_that_is_loaded_anew_keeps_its_microphone_shut_until_it_says_otherwise() -> None:
    room = room_of(*IDS[:7])
    do(room, h.MicSet("n01", open=False))
    for id_ in ("n01", "n07"):  # shut by its people, and shut because it came as the seventh
        do(room, h.Gone(id_, by_itself=False))
        join(room, id_)
        assert mic(room, id_) is h.MicState.MUTED
        do(room, h.MicSet(id_, open=True))
        assert mic(room, id_) is h.MicState.OPEN
    do(room, h.End(), h.Gone("n02", by_itself=False), h.Start("k2", ("n02",)))
    join(room, "n02")
    assert mic(room, "n02") is h.MicState.OPEN
