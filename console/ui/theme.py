"""The look of everything, in one place: roles to colours, type, spacing, two densities.

Widgets ask a ``Look`` for roles and never write a colour, a font or a size of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QPen, QPixmap

Density = Literal["desk", "wall"]

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "DejaVu Sans",
)
SCALES: Mapping[str, float] = {"desk": 1.0, "wall": 1.6}
WALL_PX = 1080  # the height of a screen that the wall's scale is made for


@dataclass(frozen=True, slots=True)
class Colours:
    """Roles to colours, as #RRGGBB. ``on_colour`` is text on levels, lamps and platforms."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    on_colour: str
    danger: str  # ground of a button that ends something
    danger_line: str
    danger_text: str
    banner: str  # ground of a public warning
    picture: str  # around and behind pictures
    land: str  # of the map
    water: str
    road: str
    building: str
    border: str  # of grids
    levels: Mapping[str, str]
    lamps: Mapping[str, str]
    lamp_texts: Mapping[str, str]  # words in a lamp's colour need more light than a lamp does
    platforms: Mapping[str, str]


_LEVELS = {"red": "#E5484D", "orange": "#F2711C", "yellow": "#F2C037", "blue": "#3E8BFF"}
_LAMPS = {"green": "#35B37E", "amber": "#FFB224", "red": "#E5484D", "grey": "#6B7785"}
_PLATFORMS = {
    "governance": "#5B8DEF",
    "enforcement": "#E08A3C",
    "market": "#4DB6AC",
    "service": "#B07CD8",
}

DARK = Colours(
    ground="#0B0F14",
    surface="#121820",
    raised="#1A222D",
    line="#283341",
    text="#E8EDF3",
    quiet="#98A6B7",
    accent="#4DA3FF",
    on_accent="#07111D",
    on_colour="#07111D",
    danger="#5A1A20",
    danger_line="#B3383D",
    danger_text="#FFE3E4",
    banner="#3A2412",
    picture="#000000",
    land="#10161D",
    water="#17374F",
    road="#3B4756",
    building="#212B37",
    border="#46566A",
    levels=_LEVELS,
    lamps=_LAMPS,
    lamp_texts={"green": "#5FCB9C", "amber": "#FFB224", "red": "#FF7A7E", "grey": "#98A6B7"},
    platforms=_PLATFORMS,
)

LIGHT = Colours(
    ground="#F3F5F8",
    surface="#FFFFFF",
    raised="#E9EDF2",
    line="#C6CED8",
    text="#17202B",
    quiet="#51606F",
    accent="#0B63C5",
    on_accent="#FFFFFF",
    on_colour="#07111D",
    danger="#FBE3E4",
    danger_line="#B3383D",
    danger_text="#7A1D22",
    banner="#FFE9D1",
    picture="#000000",
    land="#EEF1EC",
    water="#B5D6EC",
    road="#FFFFFF",
    building="#D9DDE2",
    border="#9AA7B5",
    levels=_LEVELS,
    lamps={"green": "#23915F", "amber": "#C07500", "red": "#E5484D", "grey": "#6B7785"},
    lamp_texts={"green": "#14663F", "amber": "#7A4B00", "red": "#A8262B", "grey": "#51606F"},
    platforms=_PLATFORMS,
)

PALETTES: Mapping[str, Colours] = {"dark": DARK, "light": LIGHT}  # by ``colours`` of site.toml


class Look:
    """One palette at one density, with ready fonts and pens: made once, shared by all widgets."""

    def __init__(
        self, colours: Colours = DARK, density: Density = "desk", times: float = 1.0
    ) -> None:
        self.colours = colours
        self.density = density
        self.scale = SCALES[density] * times
        self.pixmaps: dict[object, QPixmap] = {}  # small signs, few in kind: lamps, discs
        self.plates: dict[object, QPixmap] = {}  # of markers, the newest last

    def px(self, desk_px: float) -> int:
        """A size of the desk density in this one's pixels."""
        return max(1, round(desk_px * self.scale))

    def colour(self, role: str) -> QColor:
        """A role of ``Colours``; KeyError names the role that does not exist."""
        return self._roles[role]

    def level(self, level: str | None) -> QColor:
        return self._levels.get(level or "", self._roles["quiet"])

    def lamp(self, lamp: str) -> QColor:
        return self._lamps.get(lamp, self._lamps["grey"])

    def lamp_text(self, lamp: str) -> QColor:
        return self._lamp_texts.get(lamp, self._lamp_texts["grey"])

    def platform(self, platform: str, told: str = "") -> QColor:
        """A platform's colour; ``told`` is what the platform itself wishes, if it is a colour."""
        wished = QColor(told) if told else QColor()
        if wished.isValid():
            return wished
        return self._platforms.get(platform, self._roles["quiet"])

    def ink_on(self, fill: QColor) -> QColor:
        """Dark or light: what is read better on a sign of this colour."""
        inks = (self.colour("on_colour"), self.colour("plate_text"))
        return max(inks, key=lambda ink: contrast(ink.name(), fill.name()))

    def font(self, size: str = "body", strong: bool = False) -> QFont:
        """``size``: small 12, body 13, row 15, title 19, clock 24 px on the desk."""
        return self._fonts[size, strong]

    def metrics(self, size: str = "body", strong: bool = False) -> QFontMetrics:
        return self._metrics[size, strong]

    def pen(self, role: str, width: float = 1.0) -> QPen:
        return QPen(self.colour(role), width)

    @cached_property
    def _roles(self) -> dict[str, QColor]:
        named = {
            name: QColor(value)
            for name in Colours.__dataclass_fields__
            if isinstance(value := getattr(self.colours, name), str)
        }
        # over a picture the plate is dark in both palettes: pictures do not turn light
        named["plate"] = QColor(11, 15, 20, 218)
        named["plate_near"] = QColor("#2B3744")  # of a button on the plate, under the mouse
        named["veil"] = QColor(0, 0, 0, 96)
        named["plate_text"] = QColor("#F2F5F8")
        named["plate_quiet"] = QColor("#B4BFCC")
        named["plate_amber"] = QColor("#FFB224")
        return named

    @cached_property
    def _levels(self) -> dict[str, QColor]:
        return {name: QColor(value) for name, value in self.colours.levels.items()}

    @cached_property
    def _lamps(self) -> dict[str, QColor]:
        return {name: QColor(value) for name, value in self.colours.lamps.items()}

    @cached_property
    def _lamp_texts(self) -> dict[str, QColor]:
        return {name: QColor(value) for name, value in self.colours.lamp_texts.items()}

    @cached_property
    def _platforms(self) -> dict[str, QColor]:
        return {name: QColor(value) for name, value in self.colours.platforms.items()}

    @cached_property
    def _fonts(self) -> dict[tuple[str, bool], QFont]:
        return {
            (size, strong): _font(self.px(pixels), strong)
            for size, pixels in SIZES.items()
            for strong in (False, True)
        }

    @cached_property
    def _metrics(self) -> dict[tuple[str, bool], QFontMetrics]:
        return {key: QFontMetrics(font) for key, font in self._fonts.items()}


def times_for(density: Density, screen_px: int) -> float:
    """How much larger everything is on a screen so many device-independent pixels high.

    A wall is looked at from afar: a finer screen of the same size shows words as large. At the desk
    that is the desktop's own setting.
    """
    return max(screen_px / WALL_PX, 1.0) if density == "wall" else 1.0


SIZES: Mapping[str, int] = {"small": 12, "body": 13, "row": 15, "title": 19, "clock": 24}
RADIUS = 6
FIELD_INSET_PX = 8  # between the edge of a field and its words
STEP = 4


def _font(pixels: int, strong: bool) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width: a clock must not tremble
    return font


def qt_palette(look: Look) -> QPalette:
    """The palette behind the style sheet: for what Qt draws by itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in (
        (role.Window, "ground"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "raised"),
        (role.Text, "text"),
        (role.Button, "raised"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "quiet"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
    ):
        palette.setColor(which, look.colour(name))
    return palette


def contrast(front: str, back: str) -> float:
    """WCAG contrast of two colours, 1..21."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
