"""What the calls about links take and answer."""

from __future__ import annotations

from console.control.call import Call, Key
from console.control.link_routes import ACTIONS
from console.control.schema import ANY_TEXT, asked, choice, nullable, told

_BODY = asked({"action": choice(ACTIONS)})
_LINK = told(node=ANY_TEXT, join_url=nullable(ANY_TEXT), until=nullable(ANY_TEXT))
_LINK_EXAMPLE = {
    "node": "n01",
    "join_url": "https://10.20.30.40:8443/join#token=…",
    "until": "2027-05-25",
}
_WATCH = told(url=nullable(ANY_TEXT), token=nullable(ANY_TEXT))
_WATCH_EXAMPLE = {"url": "https://10.20.30.40:8443/whep", "token": "…"}

LINKS: dict[Key, Call] = {
    ("POST", "/v1/nodes/{id}/link"): Call(
        "Renew or withdraw a site's link", _LINK, _LINK_EXAMPLE, _BODY, {"action": "renew"},
        problems=(404,),
    ),
    ("GET", "/v1/watch"): Call("Where a screen elsewhere watches (WHEP)", _WATCH, _WATCH_EXAMPLE),
    ("POST", "/v1/watch"): Call(
        "Renew or withdraw the token to watch", _WATCH, _WATCH_EXAMPLE, _BODY, {"action": "renew"}
    ),
}  # fmt: skip
