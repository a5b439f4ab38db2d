"""What every look-out says of itself in the same words: services, profiles, its head."""

from __future__ import annotations

from console.town.cameras.head import MOST_PRESETS
from console.town.cameras.soap import PREFIXES

SIZES = {"main": (1920, 1080, 4000), "sub": (640, 360, 800)}
SPACE = "http://www.onvif.org/ver10/tptz"
_RANGE = "<tt:Min>{low}</tt:Min><tt:Max>1</tt:Max>"


def _space(element: str, uri: str, low: int, axes: str) -> str:
    ranges = "".join(f"<tt:{axis}Range>{_RANGE.format(low=low)}</tt:{axis}Range>" for axis in axes)
    return f"<tt:{element}><tt:URI>{SPACE}/{uri}</tt:URI>{ranges}</tt:{element}>"


NODE = (
    '<tptz:PTZNode token="head" FixedHomePosition="false"><tt:Name>head</tt:Name>'
    "<tt:SupportedPTZSpaces>"
    + _space("AbsolutePanTiltPositionSpace", "PanTiltSpaces/PositionGenericSpace", -1, "XY")
    + _space("AbsoluteZoomPositionSpace", "ZoomSpaces/PositionGenericSpace", 0, "X")
    + _space("RelativePanTiltTranslationSpace", "PanTiltSpaces/TranslationGenericSpace", -1, "XY")
    + _space("RelativeZoomTranslationSpace", "ZoomSpaces/TranslationGenericSpace", -1, "X")
    + _space("ContinuousPanTiltVelocitySpace", "PanTiltSpaces/VelocityGenericSpace", -1, "XY")
    + _space("ContinuousZoomVelocitySpace", "ZoomSpaces/VelocityGenericSpace", -1, "X")
    + f"</tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>{MOST_PRESETS}"
    "</tt:MaximumNumberOfPresets><tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode>"
)
_PTZ = "<tt:Name>ptz</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>head</tt:NodeToken>"
_SOURCE = (
    "<tt:Name>lens</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>lens</tt:SourceToken>"
    '<tt:Bounds x="0" y="0" width="1920" height="1080"/>'
)


def services(base: str, older: bool) -> str:
    """``older``: as cameras of ten years ago told it."""
    if older:
        return (
            "<tds:GetCapabilitiesResponse><tds:Capabilities>"
            f"<tt:Device><tt:XAddr>{base}/device_service</tt:XAddr></tt:Device>"
            f"<tt:Media><tt:XAddr>{base}/media_service</tt:XAddr><tt:StreamingCapabilities/>"
            f"</tt:Media><tt:PTZ><tt:XAddr>{base}/ptz_service</tt:XAddr></tt:PTZ>"
            "</tds:Capabilities></tds:GetCapabilitiesResponse>"
        )
    places = (("tds", "device"), ("trt", "media"), ("tr2", "media2"), ("tptz", "ptz"))
    rows = "".join(
        f"<tds:Service><tds:Namespace>{PREFIXES[prefix]}</tds:Namespace><tds:XAddr>{base}/"
        f"{name}_service</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor>"
        "</tds:Version></tds:Service>"
        for prefix, name in places
    )
    return f"<tds:GetServicesResponse>{rows}</tds:GetServicesResponse>"


def profiles() -> str:
    """Of the first media service (Profile S)."""
    rows = "".join(
        f'<trt:Profiles token="{size}" fixed="true"><tt:Name>{size}</tt:Name>'
        f'<tt:VideoSourceConfiguration token="lens">{_SOURCE}</tt:VideoSourceConfiguration>'
        f'<tt:VideoEncoderConfiguration token="{size}">{_encoder(size)}'
        "</tt:VideoEncoderConfiguration>"
        f'<tt:PTZConfiguration token="ptz">{_PTZ}</tt:PTZConfiguration></trt:Profiles>'
        for size in SIZES
    )
    return f"<trt:GetProfilesResponse>{rows}</trt:GetProfilesResponse>"


def profiles_2() -> str:
    """Of the second one (Profile T)."""
    rows = "".join(
        f'<tr2:Profiles token="{size}" fixed="true"><tr2:Name>{size}</tr2:Name>'
        f'<tr2:Configurations><tr2:VideoSource token="lens">{_SOURCE}</tr2:VideoSource>'
        f'<tr2:VideoEncoder token="{size}" GovLength="50" Profile="High">{_encoder_2(size)}'
        f'</tr2:VideoEncoder><tr2:PTZ token="ptz">{_PTZ}</tr2:PTZ></tr2:Configurations>'
        "</tr2:Profiles>"
        for size in SIZES
    )
    return f"<tr2:GetProfilesResponse>{rows}</tr2:GetProfilesResponse>"


def _head_of(size: str) -> str:
    width, height, _ = SIZES[size]
    return (
        f"<tt:Name>{size}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>"
        f"<tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height>"
        "</tt:Resolution>"
    )


def _encoder(size: str) -> str:
    return (
        f"{_head_of(size)}<tt:Quality>5</tt:Quality><tt:RateControl>"
        "<tt:FrameRateLimit>25</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval>"
        f"<tt:BitrateLimit>{SIZES[size][2]}</tt:BitrateLimit></tt:RateControl>"
        "<tt:H264><tt:GovLength>50</tt:GovLength><tt:H264Profile>High</tt:H264Profile></tt:H264>"
        "<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0"
        "</tt:IPv4Address></tt:Address><tt:Port>0</tt:Port><tt:TTL>0</tt:TTL>"
        "<tt:AutoStart>false</tt:AutoStart></tt:Multicast>"
        "<tt:SessionTimeout>PT60S</tt:SessionTimeout>"
    )


def _encoder_2(size: str) -> str:
    return (
        f"{_head_of(size)}<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit>"
        f"<tt:BitrateLimit>{SIZES[size][2]}</tt:BitrateLimit></tt:RateControl>"
        "<tt:Quality>5</tt:Quality>"
    )
