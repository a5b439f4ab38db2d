// Sounds of the page itself: the ring, and the level of one's own microphone.

const SHAKE = [500, 200, 500]; // ms a phone shakes, and rests, with each ring

let context = null;

function audio() {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume().catch(() => {});
  return context;
}

export class Ring {
  start() {
    if (this.timer) return;
    this.once();
    this.timer = setInterval(() => this.once(), 3000);
  }

  once() {
    const at = audio().currentTime;
    for (const [when, pitch] of [[0, 660], [0.25, 880], [0.5, 660], [0.75, 880]]) {
      const tone = context.createOscillator(), gain = context.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0, at + when);
      gain.gain.linearRampToValueAtTime(0.25, at + when + 0.03);
      gain.gain.linearRampToValueAtTime(0, at + when + 0.22);
      tone.connect(gain).connect(context.destination);
      tone.start(at + when);
      tone.stop(at + when + 0.25);
    }
    navigator.vibrate?.(SHAKE);
  }

  stop() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
    navigator.vibrate?.(0);
  }
}

// Calls show(level 0..1) ten times a second while there is a microphone and somebody looks.
export class Level {
  constructor(show) { this.show = show; }

  listen(track) {
    clearInterval(this.timer);
    this.source?.disconnect();
    this.source = null;
    if (!track) { this.show(0); return; }
    this.source = audio().createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    this.source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      if (document.hidden) return;
      analyser.getFloatTimeDomainData(samples);
      this.show(Math.min(1, Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length) * 3));
    }, 100);
  }
}

// Two seconds of three tones on the loudspeaker that is chosen.
export async function testTone(sink) {
  const out = new AudioContext();
  if (sink && out.setSinkId) await out.setSinkId(sink).catch(() => {});
  for (const [at, pitch] of [[0, 523], [0.6, 659], [1.2, 784]]) {
    const tone = out.createOscillator(), gain = out.createGain(), from = out.currentTime + at;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.3, from + 0.05);
    gain.gain.linearRampToValueAtTime(0, from + 0.5);
    tone.connect(gain).connect(out.destination);
    tone.start(from);
    tone.stop(from + 0.55);
  }
  setTimeout(() => out.close(), 2500);
}
