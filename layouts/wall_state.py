"""What is on the wall, on every screen: to be there again after a restart, a crash, a pulled plug.

Pure: a state that does not change itself, and its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from layouts.arrangement import Arrangement, fill, restore
from layouts.format import FORMAT, LONGEST_NAME, WallFaults
from layouts.layout import MOST_SQUARES, Layout
from layouts.references import layout_with_tour_renamed
from layouts.scene import MOST_SCREENS, Scene
from layouts.store import dump_layout, parse_layout
from layouts.tour import MOST_ON_A_PAGE, MOST_PAGES
from layouts.tour_run import TourState

LONGEST_SOURCE = 140
MOST_STOPS = MOST_PAGES * MOST_ON_A_PAGE


@dataclass(frozen=True, slots=True)
class TourPlace:
    """A tour that is on: in a cell, or over the whole screen (None), at which of its stops, and
    what holds it there."""

    tour: str
    cell: int | None = None
    at: int = 0
    state: TourState = TourState.RUNNING


@dataclass(frozen=True, slots=True)
class Begun:
    """A tour that a schedule began, and since when (aware) it is on."""

    tour: str
    since: datetime

    def follows(self, before: Begun | None) -> bool:
        """Whether it is another beginning than ``before``."""
        return before is None or self.tour != before.tour or self.since > before.since


@dataclass(frozen=True, slots=True)
class ScreenState:
    """One screen. ``sources``: what each cell shows, written, None an empty one; None altogether:
    the layout opens as its file says. ``tour`` runs over the whole screen. ``held``: cells that an
    operator holds. ``unsaved`` is the layout itself while no file has it. ``tours``: those that are
    on; beside ``sources`` no others are. ``by_rule``: see ``restore``. ``begun``: what the
    schedule began last, whether or not it still runs.
    """

    layout: str
    sources: tuple[str | None, ...] | None = None
    tour: str | None = None
    held: tuple[int, ...] = ()
    unsaved: Layout | None = None
    tours: tuple[TourPlace, ...] = ()
    by_rule: tuple[int, ...] | None = None
    begun: Begun | None = None


@dataclass(frozen=True, slots=True)
class WallState:
    """``screens`` by name, those that are not connected too, the one used last at the end.

    ``scene`` is the one that was opened last; with ``by_hand`` an operator chose it, and it holds
    against the schedule until ``until`` (aware; None: without an end). ``begun``: since when the
    scene that a schedule opened last was on.
    """

    screens: Mapping[str, ScreenState] = field(default_factory=dict, hash=False)
    scene: str = ""
    by_hand: bool = False
    until: datetime | None = None
    begun: datetime | None = None

    def connect(self, names: Iterable[str], default: str, scene: Scene | None = None) -> WallState:
        """These screens are there now. One that was there before comes back as it was; one that was
        never there gets what the present scene plans for it, or the layout ``default``.

        Of more than ``MOST_SCREENS`` those not seen for longest are forgotten.
        """
        wanted = dict.fromkeys(names)
        screens = {name: state for name, state in self.screens.items() if name not in wanted}
        for name in wanted:
            known = self.screens.get(name)
            screens[name] = known if known is not None else _planned(scene, name, default)
        kept = list(screens)[-max(MOST_SCREENS, len(wanted)) :]
        return replace(self, screens={name: screens[name] for name in kept})

    def open(self, scene: Scene, default: str) -> WallState:
        """A scene for all screens, those not connected too: they come back with it."""
        names = [*self.screens, *(name for name in scene.screens if name not in self.screens)]
        screens = {name: _planned(scene, name, default) for name in names}
        return replace(self, screens=screens, scene=scene.name)

    def note(self, screen: str, state: ScreenState) -> WallState:
        """What a screen shows has changed."""
        if self.screens.get(screen) == state:
            return self
        return replace(self, screens={**self.screens, screen: state})

    def with_tour_renamed(self, before: str, name: str) -> WallState:
        """A tour has another name: on screens that are not connected too."""
        screens = {of: _with_tour(state, before, name) for of, state in self.screens.items()}
        return replace(self, screens=screens)

    def altered(self, scene: Scene, default: str, connected: Iterable[str]) -> bool:
        """Whether one of these screens has another layout than the scene plans for it."""
        return any(
            _is_altered(self.screens[screen], _planned(scene, screen, default))
            for screen in connected
            if screen in self.screens
        )

    def shown(self, connected: Iterable[str]) -> dict[str, ScreenState]:
        """What is to be shown on those of these screens that it knows."""
        return {name: self.screens[name] for name in connected if name in self.screens}


def _with_tour(state: ScreenState, before: str, name: str) -> ScreenState:
    begun, unsaved = state.begun, state.unsaved
    return replace(
        state,
        tour=name if state.tour == before else state.tour,
        tours=tuple(replace(one, tour=name) if one.tour == before else one for one in state.tours),
        begun=replace(begun, tour=name) if begun and begun.tour == before else begun,
        unsaved=layout_with_tour_renamed(unsaved, before, name) if unsaved else None,
    )


def reopened(
    state: ScreenState,
    layouts: Mapping[str, Layout],
    default: str,
    catalogue: Iterable[str],
    nodes: Iterable[str] | None = None,
    case: Iterable[str] | None = None,
) -> Arrangement:
    """What a screen shows when its state is opened: its cells as they were, where the layout still
    has so many, else the layout filled anew. A layout that is gone is replaced by ``default``.

    KeyError when that is none.
    """
    layout = state.unsaved or layouts.get(state.layout) or layouts[default]
    sources = state.sources
    remembered = restore(layout, sources, state.by_rule) if sources is not None else None
    return remembered or fill(layout, catalogue, nodes, case)


def _planned(scene: Scene | None, screen: str, default: str) -> ScreenState:
    if scene is None:
        return ScreenState(default)
    plan = scene.screens.get(screen)
    if plan is None:
        return ScreenState(scene.default or default)
    return ScreenState(plan.layout, tour=plan.tour)


def _is_altered(state: ScreenState, plan: ScreenState) -> bool:
    """A tour of the scene or of a schedule brings the layout of its pages."""
    over_all = next((one.tour for one in state.tours if one.cell is None), state.tour)
    if over_all and over_all in (plan.tour, state.begun and state.begun.tour):
        return False
    return state.layout != plan.layout or state.unsaved is not None


def dump_state(state: WallState) -> str:
    """The state as JSON: ``parse_state`` reads the same again."""
    told = {
        "format": FORMAT,
        "scene": state.scene,
        "by_hand": state.by_hand,
        "until": state.until.isoformat() if state.until else None,
        "begun": state.begun.isoformat() if state.begun else None,
        "screens": {name: _dump_screen(one) for name, one in state.screens.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def parse_state(text: str) -> WallState:
    """ValueError when it is no state of a wall."""
    try:
        return _state(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, WallFaults) as fault:
        raise ValueError(f"is no state of a wall: {fault}") from fault


def _dump_screen(state: ScreenState) -> dict[str, Any]:
    told: dict[str, Any] = {"layout": state.layout}
    if state.sources is not None:
        told["sources"] = state.sources
    if state.tour is not None:
        told["tour"] = state.tour
    if state.held:
        told["held"] = state.held
    if state.tours:
        told["tours"] = [{**asdict(tour), "state": tour.state.value} for tour in state.tours]
    if state.by_rule is not None:
        told["by_rule"] = state.by_rule
    if state.begun is not None:
        told["begun"] = {"tour": state.begun.tour, "since": state.begun.since.isoformat()}
    if state.unsaved is not None:
        told["unsaved"] = {"name": state.unsaved.name, "text": dump_layout(state.unsaved)}
    return told


def _state(told: dict[str, Any]) -> WallState:
    if told["format"] != FORMAT:
        raise ValueError(f"format {told['format']!r}")
    until = _moment(told["until"]) if told["until"] is not None else None
    begun = _moment(told["begun"]) if told.get("begun") is not None else None
    screens = {_text(name): _screen(one) for name, one in told["screens"].items()}
    return WallState(screens, _text(told["scene"]), told["by_hand"] is True, until, begun)


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment


def _screen(told: dict[str, Any]) -> ScreenState:
    sources = told.get("sources")
    unsaved, by_rule, begun = told.get("unsaved"), told.get("by_rule"), told.get("begun")
    return ScreenState(
        _text(told["layout"]),
        tuple(_source(one) for one in sources) if sources is not None else None,
        _text(told["tour"]) if told.get("tour") is not None else None,
        tuple(_cell(one) for one in told.get("held", ())),
        parse_layout(unsaved["text"], _text(unsaved["name"]), "") if unsaved is not None else None,
        tuple(_tour(one) for one in told.get("tours", ())),
        tuple(_cell(one) for one in by_rule) if by_rule is not None else None,
        Begun(_text(begun["tour"]), _moment(begun["since"])) if begun is not None else None,
    )


def _tour(told: dict[str, Any]) -> TourPlace:
    cell, at = told["cell"], told["at"]
    if type(at) is not int or not 0 <= at < MOST_STOPS:
        raise ValueError(f"{at!r:.80} is no stop of a tour")
    state = TourState(told["state"]) if "state" in told else _state_of_rest(told["rests"])
    return TourPlace(_text(told["tour"]), None if cell is None else _cell(cell), at, state)


def _state_of_rest(rests: object) -> TourState:
    """Files of earlier versions say only whether a tour rests."""
    return TourState.PAUSED if rests is True else TourState.RUNNING


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise ValueError(f"{value!r:.80} is no name")
    return value


def _source(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_SOURCE:
        raise ValueError(f"{value!r:.80} is no source")
    return value


def _cell(value: object) -> int:
    if type(value) is not int or not 0 <= value < MOST_SQUARES**2:
        raise ValueError(f"{value!r:.80} is no cell")
    return value
