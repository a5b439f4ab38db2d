// What the chair does with this site: the roll call's cue, banner, floor, bell.
// It makes its own elements, and asks the page for one thing only: to open the microphone.

const words = {
  zh: {
    called: '您已被点名', opens: '麦克风即将打开', speak: '请讲，全体会场正在看您、听您',
    others: (name) => `正在点名：${name}（其他会场暂时静音）`,
    hand: (place) => `已举手，排在第 ${place} 位`,
    floor: '指挥室请您发言', private: '您正与指挥室单独通话', broadcast: '您的画面正在向全体会场广播',
    chair: '您是本次会商的主席', muted: '指挥室已将您静音，如需发言请举手',
  },
  en: {
    called: 'You are called', opens: 'Your microphone is about to open',
    speak: 'Please speak: all sites see and hear you',
    others: (name) => `Roll call: ${name} (other sites are muted meanwhile)`,
    hand: (place) => `Your hand is up, number ${place} in the queue`,
    floor: 'You have the floor', private: 'You speak with the command room alone',
    broadcast: 'Your picture is broadcast to all sites', chair: 'You chair this conference',
    muted: 'The command room has muted you; raise your hand to speak',
  },
};

function make(tag, id, parent, more = {}) {
  const it = Object.assign(document.createElement(tag), { id, ...more });
  parent.append(it);
  return it;
}

// Whether people who were asked to open their microphone are still to do it: not once the word was
// taken back, the microphone is open or shut by the chair, or a roll call says what to do.
export function stillAsked(before, now) {
  const takenBack = (before.floor && !now.floor) || (before.private && !now.private);
  return now.place === 'live' && now.mic === 'muted' && !now.roll_call && !takenBack;
}

export class Chaired {
  // openMic() opens the microphone of this site.
  constructor({ openMic }) {
    this.openMic = openMic;
    this.room = {};
    this.counting = null;
    this.build();
  }

  build() {
    this.banner = make('p', 'banner', document.body, { hidden: true });
    document.body.querySelector('main').before(this.banner);
    const stage = document.getElementById('stage');
    this.cue = make('div', 'cue', document.body, { hidden: true });
    this.cue.setAttribute('role', 'alert');
    this.cueTitle = make('p', 'cue-title', this.cue);
    this.cueCount = make('p', 'cue-count', this.cue);
    this.cueLine = make('p', 'cue-line', this.cue);
    this.band = make('p', 'band', stage, { hidden: true });
    this.band.setAttribute('aria-live', 'polite');
  }

  state(room) {
    const before = this.room.roll_call, now = room.roll_call;
    this.room = room;
    const called = Boolean(now?.called) && room.place === 'live';
    if (called && !now.heard && !before?.called) this.count(now.opens_in_ms);
    if (!called || now.heard) this.stop();
    // told by the hub, not by the count: a microphone that opens too early would be shut again
    if (called && now.heard && !(before?.called && before.heard)) this.openMic();
  }

  // 3, 2, 1; the last stays until the hub lets the voice through.
  count(ms) {
    this.stop();
    let left = 3;
    const tick = () => {
      this.cue.hidden = false;
      this.cueCount.textContent = String(left);
      left -= 1;
      if (left > 0) this.counting = setTimeout(tick, ms / 3);
    };
    tick();
  }

  stop() {
    clearTimeout(this.counting);
    this.counting = null;
    this.cue.hidden = true;
  }

  render(language, live) {
    const w = words[language], room = live ? this.room : {};
    this.cueTitle.textContent = w.called;
    this.cueLine.textContent = w.opens;
    this.banner.textContent = room.banner ?? '';
    this.banner.hidden = !room.banner;
    const said = this.said(w, room);
    this.band.textContent = said;
    this.band.hidden = !said;
    this.band.classList.toggle('called', Boolean(room.roll_call?.called));
    if (!live) this.stop();
  }

  // The one thing that matters most now.
  said(w, room) {
    if (room.roll_call?.called) return room.roll_call.heard ? w.speak : '';
    if (room.roll_call) return w.others(room.roll_call.name);
    if (room.private) return w.private;
    if (room.floor) return w.floor;
    if (room.broadcast) return w.broadcast;
    if (room.hand_place) return w.hand(room.hand_place);
    if (room.muted_by_chair) return w.muted;
    return room.chair ? w.chair : '';
  }
}

let context = null;

export function ding() {
  context ??= new AudioContext();
  context.resume().catch(() => {});
  const at = context.currentTime;
  for (const [when, pitch] of [[0, 988], [0.35, 784]]) {
    const tone = context.createOscillator(), gain = context.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.3, at + when);
    gain.gain.exponentialRampToValueAtTime(0.001, at + when + 1.2);
    tone.connect(gain).connect(context.destination);
    tone.start(at + when);
    tone.stop(at + when + 1.2);
  }
  document.body.dataset.bell = String(Number(document.body.dataset.bell ?? 0) + 1);
}
