// Camera, microphone, and the media connection to the hub.

const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15, max: 30 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const SENT_HEIGHT = 360; // what a village's line carries; the preview stays sharp
const SENT_BPS = 700000;
const SCREEN_BPS = 1500000;
const STANDS_MS = 5000, STANDS_MOST_MS = 20000; // a connection that does not stand by then is made anew
const BROKEN_MS = 3000; // a connection that is "disconnected" so long is made anew

let patience = STANDS_MS; // doubled by each that does not stand: the line may be slow, not dead

// Takes what there is of these kinds. Returns the tracks found and a word for what could not be had.
// camera, microphone: which one, as a constraint, or null.
export async function openDevices(kinds, camera, microphone) {
  if (!navigator.mediaDevices?.getUserMedia) return { tracks: [], trouble: 'insecure' };
  const wishes = {
    audio: microphone ? { ...SOUND, deviceId: microphone } : SOUND,
    video: camera ? { ...PICTURE, deviceId: camera } : PICTURE,
  };
  const ask = (some) => navigator.mediaDevices.getUserMedia(Object.fromEntries(some.map((kind) => [kind, wishes[kind]])));
  try {
    return { tracks: (await ask(kinds)).getTracks(), trouble: null };
  } catch (first) {
    const found = await Promise.allSettled(kinds.map((kind) => ask([kind])));
    const tracks = found.flatMap((one) => one.status === 'fulfilled' ? one.value.getTracks() : []);
    return { tracks, trouble: troubleOf(first, kinds, tracks) };
  }
}

function troubleOf(fault, kinds, tracks) {
  if (fault.name === 'NotAllowedError' || fault.name === 'SecurityError') return 'denied';
  if (fault.name === 'NotReadableError' || fault.name === 'AbortError') return 'busy';
  if (kinds.length > 1 && !tracks.length) return 'no_devices';
  return kinds.find((kind) => !tracks.some((track) => track.kind === kind)) === 'video' ? 'no_camera' : 'no_microphone';
}

// How much of a track is sent: a screen sharp and slow, a camera small and even.
function encodingOf(track) {
  if (track.contentHint === 'detail') return { maxBitrate: SCREEN_BPS, maxFramerate: 5, scaleResolutionDownBy: 1 };
  const shrink = Math.max(1, (track.getSettings().height ?? SENT_HEIGHT) / SENT_HEIGHT);
  return { maxBitrate: SENT_BPS, maxFramerate: 15, scaleResolutionDownBy: shrink };
}

// One media connection. Never mended: when it breaks a new one takes its place.
export class Connection {
  // on.program(stream), on.state(word), on.broken() report; send() goes to the hub.
  constructor(tracks, iceServers, { codec, relay }, send, on) {
    const pc = new RTCPeerConnection({
      iceServers, bundlePolicy: 'max-bundle', iceTransportPolicy: relay ? 'relay' : 'all',
    });
    this.pc = pc;
    this.on = on;
    const stream = new MediaStream();
    for (const kind of ['audio', 'video']) this.add(kind, tracks.find((t) => t.kind === kind), codec);
    pc.ontrack = ({ track }) => { stream.addTrack(track); on.program(stream); };
    pc.onicecandidate = ({ candidate }) => send({ type: 'candidate', candidate: candidate?.toJSON() ?? null });
    pc.onconnectionstatechange = () => this.watch();
    this.offered = this.offer(send);
  }

  add(kind, track, codec) {
    const transceiver = this.pc.addTransceiver(track ?? kind, track ? {
      direction: 'sendrecv',
      sendEncodings: kind === 'video' ? [encodingOf(track)] : [{}],
    } : { direction: 'recvonly' });
    if (kind === 'video' && codec) {
      const known = RTCRtpReceiver.getCapabilities('video').codecs;
      const first = known.filter((one) => one.mimeType.toLowerCase() === `video/${codec}`);
      const rest = known.filter((one) => /rtx|red|ulpfec/.test(one.mimeType));
      if (first.length) transceiver.setCodecPreferences([...first, ...rest]);
    }
  }

  async offer(send) {
    await this.pc.setLocalDescription();
    send({ type: 'offer', sdp: this.pc.localDescription.sdp });
  }

  async answer(sdp) {
    await this.offered;
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
  }

  watch() {
    clearTimeout(this.timer);
    const state = this.pc.connectionState;
    this.on.state(state);
    if (state === 'failed') this.on.broken();
    if (state === 'connected') patience = STANDS_MS;
    // the browser itself would wait for the best part of a minute for a handshake that was lost
    if (state === 'connecting') this.timer = setTimeout(() => this.giveUp(), patience);
    if (state === 'disconnected') this.timer = setTimeout(() => this.on.broken(), BROKEN_MS);
  }

  giveUp() {
    patience = Math.min(2 * patience, STANDS_MOST_MS);
    this.on.broken();
  }

  // Put another camera or microphone in place; false where a new connection is needed.
  async replace(track) {
    const sender = this.pc.getTransceivers().find((t) => t.receiver.track.kind === track.kind)?.sender;
    if (!sender?.track) return false;
    await sender.replaceTrack(track);
    if (track.kind === 'video') {
      const parameters = sender.getParameters();
      Object.assign(parameters.encodings[0] ?? {}, encodingOf(track));
      await sender.setParameters(parameters).catch(() => {});
    }
    return true;
  }

  // How the line does: round trip in ms, share lost of what is sent (0 to 1), and so far: packets
  // received and missing, pictures shown, s that they stood still.
  async measure() {
    let ms = null, up = 0, received = 0, missing = 0, pictures = 0, frozen = 0;
    for (const report of (await this.pc.getStats()).values()) {
      if (report.type === 'candidate-pair' && report.nominated) ms = Math.round((report.currentRoundTripTime ?? 0) * 1000);
      if (report.type === 'remote-inbound-rtp') up = Math.max(up, report.fractionLost ?? 0);
      if (report.type !== 'inbound-rtp') continue;
      received += report.packetsReceived ?? 0;
      missing += report.packetsLost ?? 0;
      if (report.kind === 'video') [pictures, frozen] = [report.framesDecoded ?? 0, report.totalFreezesDuration ?? 0];
    }
    return { ms, up, received, missing, pictures, frozen };
  }

  close() {
    clearTimeout(this.timer);
    this.pc.ontrack = this.pc.onicecandidate = this.pc.onconnectionstatechange = null;
    this.pc.close();
  }
}
