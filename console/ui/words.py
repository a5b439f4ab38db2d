"""What the window says: translation without a compile step, and the sentences made from codes.

The source language is English, written where it is shown: ``self.tr("…")`` in a widget, and
``say("…")`` for words that several widgets share. ``translations/zh.ts`` holds the Chinese, in Qt
Linguist's form, and is read at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from media.source import Trouble

Language = Literal["zh", "en"]

NAMES_SHOWN = 6
FOLDER = Path(__file__).parent / "translations"
OWN_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}
_said: dict[str, str] = {}  # in the language spoken now


class Words(QTranslator):
    """A translator that reads a Qt Linguist file. What it does not know stays as it is."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = read_ts(path)

    def isEmpty(self) -> bool:  # Qt asks before it installs
        return not self.texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        # None becomes Qt's null string: ask the next translator. An empty one would be shown.
        return self.texts.get((context, source))  # type: ignore[return-value]


def read_ts(path: Path) -> dict[tuple[str, str], str]:
    """(context, source) to translation. Raises ValueError naming the file when it is malformed."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as fault:
        raise ValueError(f"{path}: {fault}") from fault
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.findtext("translation", ""))
    }


def speak(app: QCoreApplication, language: Language) -> None:
    """Say everything in ``language`` from now on; widgets hear of it by LanguageChange."""
    for before in app.findChildren(Words):
        app.removeTranslator(before)
        before.setParent(None)
    _said.clear()
    if language == "zh":
        app.installTranslator(Words(FOLDER / "zh.ts", app))


def spoken() -> Language:
    """The language that is spoken now."""
    app = QCoreApplication.instance()
    return "zh" if app is not None and app.findChild(Words) is not None else "en"


def other_language() -> Language:
    """The one that is not spoken now."""
    return "en" if spoken() == "zh" else "zh"


def say(text: str) -> str:
    """A shared word or sentence in the language spoken now."""
    said = _said.get(text)  # a change of layout says hundreds
    if said is None:
        said = _said[text] = QCoreApplication.translate("words", text)
    return said


def age_text(age_s: float) -> str:
    """How long ago, in one unit: 19 s, 12 min, 3 h, 2 d."""
    return _length_text(age_s)


def left_text(left_s: float | None, lamp: str) -> str:
    """What a case's clock says: time left, time over, or that it stands still."""
    if left_s is None:
        return say("paused") if lamp == "grey" else ""
    if left_s < 0:
        return say("{time} over").format(time=_length_text(-left_s))
    return say("{time} left").format(time=_length_text(left_s))


def distance_text(away_m: float) -> str:
    """A distance as people say it: no more exact than it is known."""
    if away_m < 995:
        return say("{n} m").format(n=max(int(round(away_m, -1)), 10))
    return say("{n} km").format(n=f"{away_m / 1000:.1f}")


def _length_text(seconds: float) -> str:
    if seconds < 60:
        return say("{n} s").format(n=int(seconds))
    if seconds < 3600:
        return say("{n} min").format(n=int(seconds // 60))
    if seconds < 48 * 3600:
        return say("{n} h").format(n=int(seconds // 3600))
    return say("{n} d").format(n=int(seconds // 86400))


def reason_text(trouble: Trouble, detail: str = "") -> str:
    """Why a source is lost, in one sentence."""
    sentence = say(_REASONS[trouble])
    if trouble in _TOLD_WITH_DETAIL and detail:
        return say("{reason} ({detail})").format(reason=sentence, detail=detail[:80])
    return sentence


def advice_text(trouble: Trouble) -> str:
    """What to check; empty where nobody can do anything but wait."""
    return say(_ADVICE[trouble]) if trouble in _ADVICE else ""


def effort_text(effort: str) -> str:
    """What is left out of a picture so that the wall keeps up; empty when nothing is."""
    return say(_EFFORTS[effort]) if effort in _EFFORTS else ""


def transport_text(transport: str, instead_of: str = "") -> str:
    """How a camera is read; empty where its address alone says so."""
    if transport not in _TRANSPORTS:
        return ""
    read = say(_TRANSPORTS[transport])
    if instead_of not in _TRANSPORTS:
        return read
    return say("{read} instead of {wish}").format(read=read, wish=say(_TRANSPORTS[instead_of]))


def heard_text(state: str) -> str:
    """What is said of the sound of a camera that is listened to; empty when it is not."""
    return say(_HEARD[state]) if state in _HEARD else ""


def known(table: Mapping[str, str]) -> Callable[[str], str]:
    """What says the codes of a table in words, and any other as it came."""

    def text(code: str) -> str:
        return say(table[code]) if code in table else code

    return text


def N(text: str) -> str:  # noqa: N802  # marks a text for translation, as QT_TR_NOOP does
    return text


_TRANSPORTS = {"tcp": "TCP", "udp": "UDP", "rtsps": "RTSPS", "multicast": N("multicast")}

_HEARD = {
    "waiting": N("sound: waiting"),
    "playing": N("sound"),
    "none": N("has no sound"),
    "fault": N("sound unreadable"),
}

_EFFORTS = {
    "seldom": N("10 pictures a second"),
    "references": N("some pictures left out"),
    "keys": N("key pictures only"),
}

_TOLD_WITH_DETAIL = {Trouble.UNAUTHORIZED, Trouble.PROTOCOL, Trouble.UNSUPPORTED}

_REASONS = {
    Trouble.REFUSED: N("The device refuses the connection"),
    Trouble.UNREACHABLE: N("The device cannot be reached"),
    Trouble.SILENT: N("The device does not answer"),
    Trouble.UNAUTHORIZED: N("The device refuses the login"),
    Trouble.NOT_FOUND: N("The device does not have this stream"),
    Trouble.BUSY: N("The device serves no more viewers"),
    Trouble.CLOSED: N("The device ended the connection"),
    Trouble.PROTOCOL: N("The device's answer makes no sense"),
    Trouble.UNSUPPORTED: N("This kind of stream cannot be shown"),
    Trouble.TRANSPORT: N("No transport brings pictures"),
    Trouble.LOGIN: N("The device wants a login of an unknown kind"),
    Trouble.ABSENT: N("The site is not in the conference"),
    Trouble.NO_VIDEO: N("The site's camera is off"),
    Trouble.PROCESS_GONE: N("Our reader is being restarted"),
}

_ADVICE = {
    Trouble.REFUSED: N("check that the device is up, and its port"),
    Trouble.UNREACHABLE: N("check cable, switch and address"),
    Trouble.SILENT: N("check the device and the line"),
    Trouble.UNAUTHORIZED: N("check user name and password"),
    Trouble.NOT_FOUND: N("check the path of the stream"),
    Trouble.BUSY: N("close other viewers of this device"),
    Trouble.CLOSED: N("check the device and the line"),
    Trouble.PROTOCOL: N("check the address and the device's firmware"),
    Trouble.UNSUPPORTED: N("set the device to H.264"),
    Trouble.TRANSPORT: N("check the device's RTSP settings, and firewalls on the way"),
    Trouble.LOGIN: N("set the device's login to digest or basic"),
    Trouble.ABSENT: N("call the site"),
    Trouble.NO_VIDEO: N("ask the site to switch it on"),
}

status_text = known(
    {
        "reported": N("reported"),
        "accepted": N("accepted"),
        "dispatched": N("dispatched"),
        "acknowledged": N("acknowledged"),
        "arrived": N("on site"),
        "handling": N("being handled"),
        "feedback": N("reported back"),
        "verified": N("verified"),
        "closed": N("closed"),
        "rejected": N("rejected"),
        "returned": N("returned"),
        "suspended": N("suspended"),
        "escalated": N("escalated"),
        "duplicate": N("duplicate"),
        "reopened": N("reopened"),
    }
)

action_text = known(
    {
        "report": N("report"),
        "accept": N("accept"),
        "reject": N("reject"),
        "dispatch": N("dispatch"),
        "reassign": N("reassign"),
        "acknowledge": N("acknowledge"),
        "arrive": N("arrive"),
        "feedback": N("report back"),
        "supervise": N("supervise"),
        "suspend": N("suspend"),
        "resume": N("resume"),
        "verify": N("verify"),
        "close": N("close"),
        "reopen": N("reopen"),
        "note": N("note"),
        "attach": N("attach"),
        "consult": N("consult"),
    }
)

tour_state_text = known(
    {
        "running": N("runs"),
        "paused": N("paused"),
        "taken": N("rests: the cell is in use"),
        "steered": N("rests: a camera is being turned"),
    }
)

level_text = known(
    {
        "red": N("Level 1 red"),
        "orange": N("Level 2 orange"),
        "yellow": N("Level 3 yellow"),
        "blue": N("Level 4 blue"),
    }
)

platform_text = known(
    {
        "governance": N("Governance"),
        "enforcement": N("Enforcement"),
        "market": N("Market"),
        "service": N("Service"),
    }
)

channel_text = known(
    {
        "grid_worker": N("grid worker"),
        "hotline": N("hotline"),
        "hall": N("service hall"),
        "pc": N("office"),
        "kiosk": N("kiosk"),
        "mobile": N("mobile phone"),
        "camera": N("camera"),
        "operator": N("operator"),
    }
)

node_text = known(
    {
        "absent": N("not in"),
        "calling": N("calling"),
        "waiting": N("waiting"),
        "live": N("in conference"),
        "left": N("left"),
        "unreachable": N("called, not reachable"),
    }
)


def node_state(node: Mapping[str, Any]) -> str:
    """A site's state as it is shown: an absent one that is invited and has no line to us is
    ``unreachable``. ``node`` is one of a conference as the control API tells it."""
    state = str(node.get("state", "absent"))
    called = bool(node.get("invited")) and node.get("online") is False
    return "unreachable" if state == "absent" and called else state


link_text = known({"live": N("live"), "stale": N("delayed"), "offline": N("offline")})

_MARKS = {"governance": "治", "enforcement": "法", "market": "市", "service": "民"}
_called: dict[str, str] = {}  # platforms beyond the four, as they call themselves


def call_platforms(names: Mapping[str, str]) -> None:
    """The platforms there are, by id, as they call themselves: 4+N is data."""
    _called.clear()
    _called.update(names)


def platform_mark(platform: str, name: str = "") -> str:
    """One character for a disc, the same in both languages: it is a sign, not a word."""
    return _MARKS.get(platform) or (name or _called.get(platform) or platform or "?")[0].upper()


def few(names: Sequence[str]) -> str:
    """The first of some names, and a sign that there are more."""
    shown = "、".join(names[:NAMES_SHOWN])
    return f"{shown}…" if len(names) > NAMES_SHOWN else shown
