"""A foreign WHIP and WHEP client: GStreamer's webrtcbin, in the system's Python (it has ``gi``).

``/usr/bin/python3 foreign_whip.py publish|watch URL TOKEN h264|vp8`` sends a red picture with a
tone of 660 Hz, or watches and listens. What it has to say it prints, a JSON object a line: the
answer's status and headers, the connection's states, the middle pixel and pitch of what comes. A
line ``delete`` on stdin ends the session in order; the end of stdin ends the client.
"""

import itertools
import json
import ssl
import struct
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

Direction = GstWebRTC.WebRTCRTPTransceiverDirection
PICTURES = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 bitrate=400 "
    "! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1 "
    "aggregate-mode=zero-latency ! application/x-rtp,media=video,encoding-name=H264,payload=96",
    "vp8": "vp8enc deadline=1 target-bitrate=400000 keyframe-max-dist=30 ! rtpvp8pay "
    "! application/x-rtp,media=video,encoding-name=VP8,payload=96",
}
PUBLISH = (
    "webrtcbin name=peer bundle-policy=max-bundle "
    "videotestsrc is-live=true pattern=solid-color foreground-color=0xffc81e1e "
    "! video/x-raw,width=320,height=180,framerate=15/1 ! {picture} ! peer. "
    "audiotestsrc is-live=true freq=660 volume=0.3 ! audio/x-raw,rate=48000,channels=1 "
    "! opusenc ! rtpopuspay ! application/x-rtp,media=audio,encoding-name=OPUS,payload=97 ! peer."
)
WANTED = {
    "h264": "application/x-rtp,media=video,encoding-name=H264,payload=96,clock-rate=90000,"
    "profile-level-id=(string)42e01f,packetization-mode=(string)1",
    "vp8": "application/x-rtp,media=video,encoding-name=VP8,payload=96,clock-rate=90000",
}
DECODED = {"h264": "rtph264depay ! avdec_h264", "vp8": "rtpvp8depay ! vp8dec"}
HEARD = "application/x-rtp,media=audio,encoding-name=OPUS,payload=97,clock-rate=48000"


one_at_a_time = threading.Lock()


def say(**words):
    with one_at_a_time:
        print(json.dumps(words), flush=True)


class Client:
    def __init__(self, role, url, token, codec):
        self.url, self.token, self.codec = url, token, codec
        self.session, self.sent = None, False
        if role == "publish":
            self.pipe = Gst.parse_launch(PUBLISH.format(picture=PICTURES[codec]))
            self.peer = self.pipe.get_by_name("peer")
            for index in range(2):
                transceiver = self.peer.emit("get-transceiver", index)
                transceiver.set_property("direction", Direction.SENDONLY)
        else:
            self.pipe = Gst.Pipeline.new()
            self.peer = Gst.ElementFactory.make("webrtcbin", "peer")
            self.pipe.add(self.peer)
        self.peer.set_property("bundle-policy", GstWebRTC.WebRTCBundlePolicy.MAX_BUNDLE)
        self.ice = self.peer.get_property("ice-agent")  # it goes with the last who holds it
        self.ice.emit("add-local-ip-address", "127.0.0.1")
        self.peer.connect("on-negotiation-needed", self.offer)
        self.peer.connect("notify::ice-gathering-state", self.gathered)
        self.peer.connect("notify::connection-state", self.changed)
        self.peer.connect("pad-added", self.received)
        if role == "watch":
            for caps in (HEARD, WANTED[codec]):
                wanted = Gst.Caps.from_string(caps)
                self.peer.emit("add-transceiver", Direction.RECVONLY, wanted)
        self.pipe.set_state(Gst.State.PLAYING)

    def offer(self, peer):
        def made(promise, *_):
            reply = promise.get_reply()
            offer = reply.get_value("offer")
            peer.emit("set-local-description", offer, Gst.Promise.new())

        peer.emit("create-offer", None, Gst.Promise.new_with_change_func(made, None))

    def gathered(self, peer, _spec):
        complete = GstWebRTC.WebRTCICEGatheringState.COMPLETE
        if peer.get_property("ice-gathering-state") == complete and not self.sent:
            self.sent = True
            sdp = peer.get_property("local-description").sdp.as_text()
            threading.Thread(target=self.post, args=(sdp,), daemon=True).start()

    def post(self, sdp):
        status, headers, body = self.ask("POST", self.url, sdp, "application/sdp")
        told = {name: headers.get(name) for name in ("Location", "ETag", "Content-Type", "Link")}
        say(status=status, text="" if status == 201 else body, **told)
        if status != 201:
            return
        self.session = urllib.parse.urljoin(self.url, headers["Location"])
        _, message = GstSdp.SDPMessage.new()
        GstSdp.sdp_message_parse_buffer(body.encode(), message)
        kind = GstWebRTC.WebRTCSDPType.ANSWER
        answer = GstWebRTC.WebRTCSessionDescription.new(kind, message)
        self.peer.emit("set-remote-description", answer, Gst.Promise.new())

    def ask(self, method, url, body=None, kind=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        if kind:
            headers["Content-Type"] = kind
        data = body.encode() if body is not None else None
        request = urllib.request.Request(url, data, headers, method=method)
        anybody = ssl.create_default_context()
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        try:
            with urllib.request.urlopen(request, context=anybody, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.headers, fault.read().decode()

    def delete(self):
        status, _, _ = self.ask("DELETE", self.session)
        say(deleted=status)

    def changed(self, peer, _spec):
        say(state=peer.get_property("connection-state").value_nick)

    def received(self, _peer, pad):
        if pad.get_direction() != Gst.PadDirection.SRC:
            return
        video = "video" in pad.get_current_caps().to_string()
        text = (
            f"queue ! {DECODED[self.codec]} ! videoconvert ! video/x-raw,format=RGB "
            "! appsink name=sink"
            if video
            else "queue ! rtpopusdepay ! opusdec ! audioconvert "
            "! audio/x-raw,format=S16LE,channels=1,rate=48000 ! appsink name=sink"
        )
        part = Gst.parse_bin_from_description(text, True)
        sink = part.get_by_name("sink")
        sink.set_property("emit-signals", True)
        sink.set_property("sync", False)
        sink.set_property("max-buffers", 4)
        sink.set_property("drop", True)
        sink.connect("new-sample", self.pictured if video else self.heard)
        self.pipe.add(part)
        part.sync_state_with_parent()
        pad.link(part.get_static_pad("sink"))

    def pictured(self, sink):
        sample = sink.emit("pull-sample")
        caps = sample.get_caps().get_structure(0)
        wide, high = caps.get_value("width"), caps.get_value("height")
        data = sample.get_buffer().extract_dup(0, sample.get_buffer().get_size())
        at = (high // 2) * (len(data) // high) + 3 * (wide // 2)
        say(pixel=list(data[at : at + 3]), size=[wide, high])
        return Gst.FlowReturn.OK

    def heard(self, sink):
        buffer = sink.emit("pull-sample").get_buffer()
        data = buffer.extract_dup(0, buffer.get_size())
        wave = struct.unpack(f"<{len(data) // 2}h", data)
        ups = sum(a < 0 <= b for a, b in itertools.pairwise(wave))
        say(pitch=ups * 48000 / max(len(wave), 1), loud=max(map(abs, wave), default=0))
        return Gst.FlowReturn.OK


def main():
    Gst.init(None)
    client = Client(*sys.argv[1:5])
    loop = GLib.MainLoop()

    def obey():
        for line in sys.stdin:
            if line.strip() == "delete":
                client.delete()
        loop.quit()

    threading.Thread(target=obey, daemon=True).start()
    loop.run()
    client.pipe.set_state(Gst.State.NULL)


if __name__ == "__main__":
    main()
