from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from layouts import alarms
from layouts.alarms import AlarmTile, AlarmTiles
from layouts.layout import Place

ONE, TWO, THREE = (Place("left", n) for n in (4, 2, 7))


def tiles(shown_for_s: float = 60.0) -> AlarmTiles:
    return AlarmTiles([ONE, TWO, THREE], shown_for_s)


def cameras(of: AlarmTiles) -> list[str]:
    return [of.tiles[place].camera if place in of.tiles else "" for place in (ONE, TWO, THREE)]


def test_the_newest_alarm_takes_the_first_ranks_and_moves_the_others_down() -> None:
    wall = tiles()
    assert wall.sound("k1", ["a"], 0.0)
    assert wall.sound("k2", ["b", "c"], 1.0)
    assert cameras(wall) == ["b", "c", "a"]
    wall.sound("k3", ["d"], 2.0)
    assert cameras(wall) == ["d", "b", "c"]
    assert wall.tiles[ONE] == AlarmTile("k3", "d")


def test_who_was_moved_out_comes_back_when_there_is_room() -> None:
    wall = tiles()
    for n, camera in enumerate("abcd"):
        wall.sound(camera, [camera], float(n))
    assert cameras(wall) == ["d", "c", "b"]
    wall.acknowledge("c")
    assert cameras(wall) == ["d", "b", "a"]


def test_an_acknowledged_alarm_comes_back_only_when_it_is_called_back() -> None:
    wall = tiles()
    wall.sound("k1", ["a"], 0.0)
    assert wall.acknowledge("k1")
    assert not wall.acknowledge("k1")
    assert not wall.sound("k1", ["a"], 1.0)
    assert cameras(wall) == ["", "", ""]
    assert wall.recall("k1", ["a"], 2.0)
    assert cameras(wall) == ["a", "", ""]


def test_an_alarm_leaves_when_its_time_is_over_and_may_sound_again() -> None:
    wall = tiles(60.0)
    wall.sound("k1", ["a"], 0.0)
    assert wall.next_end == 60.0
    assert not wall.tick(59.9)
    assert wall.tick(60.0)
    assert (cameras(wall), wall.next_end) == (["", "", ""], None)
    assert wall.sound("k1", ["a"], 61.0)


def test_an_alarm_that_nobody_could_see_has_its_whole_time_still_before_it() -> None:
    wall = AlarmTiles([ONE], 60.0)
    wall.sound("k1", ["a"], 0.0)
    wall.sound("k2", ["b"], 0.0)
    assert wall.tick(90.0)  # the one that was shown
    assert [alarm.key for alarm in wall.alarms] == ["k1"]
    assert not wall.tick(149.0)
    assert wall.tick(150.0)
    wall.sound("k3", ["c"], 200.0)
    assert not wall.tick(260.0, [ONE])  # behind another cell
    assert not wall.tick(319.0)
    assert wall.tick(320.0)


def test_an_alarm_that_sounds_again_stays_in_its_place_and_gets_its_time_anew() -> None:
    wall = tiles(60.0)
    wall.sound("k1", ["a"], 0.0)
    wall.sound("k2", ["b"], 1.0)
    assert not wall.sound("k1", ["a", "c"], 50.0)
    assert cameras(wall) == ["b", "a", "c"]
    wall.tick(70.0)
    assert cameras(wall) == ["a", "c", ""]


def test_a_pinned_alarm_stays_in_its_cell_until_it_is_acknowledged() -> None:
    wall = tiles(60.0)
    wall.sound("k1", ["a"], 0.0)
    assert wall.pin("k1")
    assert not wall.pin("k1")
    wall.sound("k2", ["b"], 1.0)
    assert cameras(wall) == ["a", "b", ""]
    wall.tick(1000.0)
    assert not wall.withdraw("k1")
    assert cameras(wall) == ["a", "", ""]
    wall.sound("k3", ["c"], 1000.0)
    assert wall.pin("k1", on=False)
    assert cameras(wall) == ["c", "a", ""]
    wall.pin("k1")
    wall.acknowledge("k1")
    assert cameras(wall) == ["c", "", ""]


def test_an_alarm_that_is_not_shown_cannot_be_pinned() -> None:
    wall = AlarmTiles([ONE])
    wall.sound("k1", ["a"], 0.0)
    wall.sound("k2", ["b"], 0.0)
    assert not wall.pin("k1")
    assert not wall.pin("unknown")


def test_a_cell_that_an_operator_holds_keeps_what_it_shows() -> None:
    wall = tiles(60.0)
    wall.sound("k1", ["a"], 0.0)
    wall.hold(ONE)
    wall.hold(TWO)  # shows what it would without alarms
    wall.sound("k2", ["b"], 1.0)
    assert cameras(wall) == ["a", "", "b"]
    wall.acknowledge("k1")
    assert cameras(wall) == ["a", "", "b"]
    assert wall.is_held(ONE)
    wall.release(ONE)
    assert cameras(wall) == ["b", "", ""]


def test_a_cell_that_somebody_uses_keeps_what_it_shows_until_he_does_not_any_more() -> None:
    wall = tiles()
    wall.sound("k1", ["a"], 0.0)
    assert wall.use([ONE, TWO, Place("left", 99)])
    assert not wall.use([TWO, ONE])
    wall.sound("k2", ["b"], 1.0)
    assert cameras(wall) == ["a", "", "b"]
    assert not wall.is_held(ONE)  # nobody wished it
    wall.acknowledge("k1")
    assert (cameras(wall), wall.is_on("k1"), wall.is_on("k2")) == (["a", "", "b"], False, True)
    assert wall.use([])
    assert cameras(wall) == ["b", "", ""]


def test_a_hold_and_a_use_of_one_cell_end_each_by_itself() -> None:
    wall = tiles()
    wall.use([ONE])
    wall.take(ONE)
    wall.sound("k1", ["a"], 0.0)
    wall.release(ONE)
    assert cameras(wall) == ["", "a", ""]  # it is still used
    wall.hold(ONE)
    wall.use([])
    assert cameras(wall) == ["", "a", ""]
    wall.release(ONE)
    assert cameras(wall) == ["a", "", ""]


def test_what_is_cleared_away_is_gone_from_a_held_or_used_cell_too() -> None:
    wall = tiles()
    wall.sound("k1", ["a"], 0.0)
    wall.hold(ONE)
    wall.use([ONE])
    wall.clear(ONE)
    assert cameras(wall) == ["", "a", ""]
    wall.release(ONE)
    wall.acknowledge("k1")
    wall.sound("k2", ["b"], 1.0)
    assert cameras(wall) == ["", "b", ""]


def test_a_camera_of_two_alarms_is_shown_once() -> None:
    wall = tiles()
    wall.sound("k1", ["a", "b"], 0.0)
    wall.sound("k2", ["b"], 1.0)
    assert cameras(wall) == ["b", "a", ""]


def test_what_raised_it_being_over_it_leaves_and_may_sound_again() -> None:
    wall = tiles()
    wall.sound("k1", ["a"], 0.0)
    assert wall.withdraw("k1")
    assert not wall.withdraw("k1")
    assert wall.sound("k1", ["a"], 0.0)


def test_an_alarm_without_a_camera_shows_nothing() -> None:
    wall = tiles()
    assert not wall.sound("k1", [], 0.0)
    assert wall.alarms == []


def test_another_layout_shows_the_same_alarms_in_its_own_cells() -> None:
    wall = tiles()
    for camera in "ab":
        wall.sound(camera, [camera], 0.0)
    wall.pin("a")
    wall.hold(THREE)
    other = Place("right", 0)
    wall.set_places([other])
    assert wall.tiles == {other: AlarmTile("b", "b")}
    assert [alarm.pinned for alarm in wall.alarms] == [False, False]  # nowhere to be pinned
    wall.pin("b")
    wall.set_places([ONE, other])
    assert wall.tiles == {ONE: AlarmTile("a", "a"), other: AlarmTile("b", "b")}
    wall.set_places([TWO])
    assert (wall.tiles[TWO].camera, wall.is_held(THREE)) == ("b", False)
    assert [alarm.pinned for alarm in wall.alarms] == [True, False]


def test_a_camera_that_is_no_more_is_in_no_cell_and_an_alarm_without_one_leaves() -> None:
    wall = tiles()
    wall.sound("k1", ["a"], 0.0)
    wall.sound("k2", ["b", "c"], 0.0)
    assert cameras(wall) == ["b", "c", "a"]
    wall.pin("k2")
    wall.hold(THREE)
    wall.keep({"c", "d"})
    assert cameras(wall) == ["", "c", ""]
    assert [(alarm.key, alarm.cameras) for alarm in wall.alarms] == [("k2", ("c",))]
    wall.sound("k3", ["d", "e"], 1.0)
    assert cameras(wall) == ["d", "c", ""]  # the third is held


def test_there_are_never_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarms, "MOST_ALARMS", 3)
    monkeypatch.setattr(alarms, "MOST_REMEMBERED", 2)
    wall = AlarmTiles([ONE])
    wall.sound("0", ["c0"], 0.0)
    wall.pin("0")
    for n in range(1, 6):
        wall.sound(str(n), [f"c{n}"], 0.0)
    assert [alarm.key for alarm in wall.alarms] == ["5", "4", "0"]
    assert wall.dropped == 3
    for key in "345":
        wall.acknowledge(key)
    assert not wall.sound("5", ["a"], 0.0)
    assert wall.sound("3", ["a"], 0.0)  # forgotten


KEYS = st.sampled_from("klmnop")
CAMERAS = st.lists(st.sampled_from("abcdefgh"), max_size=4)
PLACES = [Place(screen, n) for screen in ("left", "right") for n in range(3)]


class AnyAlarms(RuleBasedStateMachine):
    """Whatever happens in whatever order."""

    @initialize(places=st.lists(st.sampled_from(PLACES), max_size=5))
    def start(self, places: list[Place]) -> None:
        self.now = 0.0
        self.wall = AlarmTiles(places, 10.0)
        self.places = places
        self.held: dict[Place, AlarmTile | None] = {}
        self.used: dict[Place, AlarmTile | None] = {}
        self.acknowledged: set[str] = set()

    @rule(key=KEYS, cameras=CAMERAS)
    def sound(self, key: str, cameras: list[str]) -> None:
        new = self.wall.sound(key, cameras, self.now)
        assert not (new and key in self.acknowledged)

    @rule(key=KEYS)
    def acknowledge(self, key: str) -> None:
        self.wall.acknowledge(key)
        self.acknowledged.add(key)

    @rule(key=KEYS, cameras=CAMERAS)
    def recall(self, key: str, cameras: list[str]) -> None:
        self.wall.recall(key, cameras, self.now)
        self.acknowledged.discard(key)

    @rule(key=KEYS)
    def withdraw(self, key: str) -> None:
        self.wall.withdraw(key)
        self.acknowledged.discard(key)

    @rule(there=st.sets(st.sampled_from("abcdefgh"), min_size=4))
    def keep(self, there: set[str]) -> None:
        self.wall.keep(there)
        assert {tile.camera for tile in self.wall.tiles.values()} <= there
        for kept in (self.held, self.used):
            for place, tile in kept.items():
                if tile is not None and tile.camera not in there:
                    kept[place] = None

    @rule(key=KEYS, on=st.booleans())
    def pin(self, key: str, on: bool) -> None:
        self.wall.pin(key, on)

    @rule(place=st.sampled_from(PLACES))
    def hold(self, place: Place) -> None:
        self.wall.hold(place)
        if place in self.places:
            self.held.setdefault(place, self.wall.tiles.get(place))

    @rule(places=st.lists(st.sampled_from(PLACES), max_size=3))
    def use(self, places: list[Place]) -> None:
        there = {place: self.wall.tiles.get(place) for place in places if place in self.places}
        self.wall.use(places)
        self.used = there

    @rule(place=st.sampled_from(PLACES))
    def release(self, place: Place) -> None:
        self.wall.release(place)
        self.held.pop(place, None)

    @rule(after=st.floats(0, 15))
    def tick(self, after: float) -> None:
        self.now += after
        self.wall.tick(self.now)

    @rule(places=st.lists(st.sampled_from(PLACES), max_size=5))
    def other_layout(self, places: list[Place]) -> None:
        self.wall.set_places(places)
        self.places = places
        self.held = {place: tile for place, tile in self.held.items() if place in places}
        self.used = {place: tile for place, tile in self.used.items() if place in places}

    @invariant()
    def no_camera_is_in_two_cells(self) -> None:
        shown = [tile.camera for tile in self.wall.tiles.values()]
        assert len(shown) == len(set(shown))

    @invariant()
    def a_held_or_used_cell_is_as_it_was(self) -> None:
        for place, tile in {**self.used, **self.held}.items():
            assert self.wall.tiles.get(place) == tile

    @invariant()
    def an_acknowledged_alarm_is_nowhere_but_in_held_cells(self) -> None:
        assert not self.acknowledged & {alarm.key for alarm in self.wall.alarms}
        kept = {*self.held, *self.used}
        free = [tile for place, tile in self.wall.tiles.items() if place not in kept]
        assert not self.acknowledged & {tile.alarm for tile in free}

    @invariant()
    def only_ranked_cells_are_taken_and_pinned_alarms_have_one(self) -> None:
        assert set(self.wall.tiles) <= set(self.places)
        shown = {tile.alarm for tile in self.wall.tiles.values()}
        assert {alarm.key for alarm in self.wall.alarms if alarm.pinned} <= shown

    @invariant()
    def no_cell_is_empty_while_a_camera_waits(self) -> None:
        shown = {tile.camera for tile in self.wall.tiles.values()}
        waiting = {c for alarm in self.wall.alarms for c in alarm.cameras} - shown
        kept = {*self.wall.tiles, *self.held, *self.used}
        free = [place for place in self.places if place not in kept]
        assert not (waiting and free)


TestAnyAlarms = AnyAlarms.TestCase


def test_a_cell_that_is_taken_shows_no_alarm_and_its_alarm_goes_to_the_next() -> None:
    wall = AlarmTiles([ONE, TWO])
    wall.sound("a", ["c1"], 0.0)
    wall.pin("a")
    wall.take(ONE)
    assert wall.is_held(ONE)
    assert {place: tile.camera for place, tile in wall.tiles.items()} == {TWO: "c1"}
    assert not wall.alarms[0].pinned  # it has no cell of its own any more
    wall.release(ONE)
    assert ONE in wall.tiles
