"""A foreign RTSP server: GStreamer's gst-rtsp-server, run by the system's Python (it has ``gi``).

``/usr/bin/python3 foreign_rtsp.py`` serves ``/red``, ``/green``, ``/blue`` and ``/white`` on a free
port of 127.0.0.1, a moving ball before a ground of that colour, 640x360 at 25 pictures a second in
H.264, red with a tone of 660 Hz in A-law and green with one of 990 Hz in AAC, with Digest login
``cam`` / ``foreign``; green by TCP alone. It prints its port on the first line and ends with its
stdin.
"""

import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

GROUNDS = {"red": 0xFFC00000, "green": 0xFF00A000, "blue": 0xFF0000C0, "white": 0xFFE0E0E0}

SOUNDS = {
    "red": "audiotestsrc is-live=true freq=660 volume=0.3 ! alawenc ! rtppcmapay name=pay1 pt=8",
    "green": "audiotestsrc is-live=true freq=990 volume=0.3 ! audio/x-raw,rate=16000,channels=1 "
    "! voaacenc ! rtpmp4gpay name=pay1 pt=97",
}


def main():
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    server.set_auth(login())
    for name, colour in GROUNDS.items():
        factory = stream(colour, SOUNDS.get(name, ""))
        if name == "green":
            factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
        server.get_mount_points().add_factory(f"/{name}", factory)
    server.attach(None)
    print(server.get_bound_port(), flush=True)
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    loop.run()


def stream(colour, sound):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(
        f"( videotestsrc is-live=true pattern=ball motion=wavy background-color={colour} "
        "! video/x-raw,width=640,height=360,framerate=25/1 "
        "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=50 bitrate=600 "
        f"! rtph264pay name=pay0 pt=96 {sound} )"
    )
    factory.set_shared(True)
    permissions = GstRtspServer.RTSPPermissions.new()
    permissions.add_permission_for_role("camera", "media.factory.access", True)
    permissions.add_permission_for_role("camera", "media.factory.construct", True)
    factory.set_permissions(permissions)
    return factory


def login():
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "camera")
    auth.add_digest("cam", "foreign", token)
    return auth


if __name__ == "__main__":
    main()
