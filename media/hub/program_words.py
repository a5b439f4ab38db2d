"""What stands on the program besides the sites, in the language of the room. Pure."""

from __future__ import annotations

from media.hub.canvas import Frameless
from media.hub.chairing import Conduct
from media.hub.orders import SiteOrder

_NOBODY = {"zh": "会商进行中 · 等待会场接入", "en": "In session · waiting for sites"}
_SHARED = {
    "zh": ("共享", "等待画面", "画面已停，不是现在的画面"),
    "en": ("Shared:", "Waiting for the picture", "The picture has stopped"),
}
_SIMULATED = "模拟 SIMULATED"
_RECORDED = {"zh": "● 录制中", "en": "● recording"}


def said(order: SiteOrder, conduct: Conduct, recorded: bool) -> Frameless:
    """Of this site, with the banner and the caption that the chair has set."""
    marks = (_SIMULATED * order.simulated, _RECORDED[order.language] * recorded)
    return Frameless(
        order.name,
        _NOBODY[order.language],
        "  ".join(filter(None, marks)),
        *_SHARED[order.language],
        banner=conduct.banner,
        caption=conduct.caption,
    )
