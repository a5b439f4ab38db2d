"""A foreign RTSP server for the tests: GStreamer's, run by the system's Python. Not imported.

Prints its port on one line, then serves ``/live`` (H.264 640x360 at 25/s, a key frame each second)
until its stdin ends. With ``--login user:password`` it wants Digest; ``--video h265`` and
``--sound pcma|aac|opus`` change what it sends; ``--protocols`` by what alone it does, multicast by
the network card ``--card``.
"""

import argparse
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

SOURCE = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=25/1"
VIDEO = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=500"
    " ! rtph264pay name=pay0 pt=96 config-interval=-1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=500"
    " log-level=none ! rtph265pay name=pay0 pt=96 config-interval=-1",
}
PROTOCOLS = {
    "tcp": GstRtsp.RTSPLowerTrans.TCP,
    "udp": GstRtsp.RTSPLowerTrans.UDP,
    "multicast": GstRtsp.RTSPLowerTrans.UDP_MCAST,
}
GROUPS = ("239.255.77.20", "239.255.77.29", 20000, 20999, 1)  # from, to, ports, hops
SOUND = {
    "": "",
    "pcma": "audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay1 pt=8",
    "aac": "audiotestsrc is-live=true ! audio/x-raw,rate=16000,channels=1 ! voaacenc"
    " ! rtpmp4gpay name=pay1 pt=97",
    "opus": "audiotestsrc is-live=true ! audioconvert ! audioresample ! opusenc"
    " ! rtpopuspay name=pay1 pt=98",
}


def login(server, written):
    user, _, password = written.partition(":")
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(user, password, token)
    server.set_auth(auth)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--login", default="")
    parser.add_argument("--video", default="h264", choices=VIDEO)
    parser.add_argument("--sound", default="", choices=SOUND)
    parser.add_argument("--protocols", default="", choices=["", *PROTOCOLS])
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--card", default="lo")
    options = parser.parse_args()
    Gst.init(None)
    loop = GLib.MainLoop()
    server = GstRtspServer.RTSPServer()
    server.set_address(options.address)
    server.set_service("0")
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(f"( {SOURCE} ! {VIDEO[options.video]} {SOUND[options.sound]} )")
    factory.set_shared(True)
    if options.protocols:
        factory.set_protocols(PROTOCOLS[options.protocols])
    if options.protocols == "multicast":
        pool = GstRtspServer.RTSPAddressPool()
        pool.add_range(*GROUPS)
        factory.set_address_pool(pool)
        factory.set_multicast_iface(options.card)
    if options.login:
        login(server, options.login)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role("viewer", "media.factory.access", True)
        permissions.add_permission_for_role("viewer", "media.factory.construct", True)
        factory.set_permissions(permissions)
    server.get_mount_points().add_factory("/live", factory)
    server.attach(None)
    sys.stdout.write(f"{server.get_bound_port()}\n")
    sys.stdout.flush()
    GLib.io_add_watch(
        GLib.IOChannel.unix_new(0),
        GLib.PRIORITY_DEFAULT,
        GLib.IOCondition.HUP,
        lambda *_: loop.quit(),
    )
    loop.run()


main()
