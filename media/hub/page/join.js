// The join page of a site: shows what is, asks the hub for what the people here want.

import { keepAwake } from './join-awake.js';
import { Devices } from './join-devices.js';
import { Chaired, ding, stillAsked } from './join-cues.js';
import { button } from './join-element.js';
import { Line } from './join-line.js';
import { inCall, insideApp, link } from './join-link.js';
import { Connection } from './join-media.js';
import { Messages } from './join-messages.js';
import { own, wish } from './join-own.js';
import { Quality } from './join-quality.js';
import { Return } from './join-return.js';
import { ScreenShare } from './join-screen.js';
import { Ring } from './join-sound.js';
import { applyWant } from './join-want.js';
import { Watch } from './join-watch.js';
import { chosenLanguage, words } from './join-words.js';

const $ = (id) => document.getElementById(id);
const { token } = link;
const ABSENT = { conference: 'idle', place: 'absent', mic: 'open', hand: false, on_air: [] };

let language = chosenLanguage(link.language);
let welcome = null; // the hub's greeting on this line
let room = { ...ABSENT };
let wanted = token && inCall.get() ? 'call' : 'standby'; // a reload goes on
let ending = null; // why the last conference ended here: a word of join-words
let endingDetail = '';
let stopped = null; // why there is no line any more
let asked = false;
let connection = null;
let unanswered = []; // connections whose offer was sent and whose answer is still to come, in order
let media = 'none';
let quality = null; // of the connection
const watch = new Watch(); // over the program
const others = {}; // what is said in a language of a module's own: type -> take(message)

const ring = new Ring();
const back = new Return(() => { stopped = null; line.open(); render(); });
const devices = new Devices({ changed: newTracks, words: () => words[language] });
const screen = new ScreenShare({ send: (m) => line.send(m), show: showScreen, changed: () => { tellOwn(); render(); } });
const chaired = new Chaired({ openMic: () => own.mic || setMic(true) });
const messages = new Messages({ send: (message) => line.send(message) });
const line = new Line({
  hello: () => ({
    type: 'hello', token, agent: navigator.userAgent, standby: wanted === 'standby', if_free: back.byItself,
  }),
  opened: () => { unanswered = []; },
  heard,
  lost: () => { welcome = null; drop(); render(); },
});

// For modules beside this one: what they say to the hub, and hear from it.
export const hub = { send: (message) => line.send(message), on: (type, take) => { others[type] = take; } };

function heard(message) {
  switch (message.type) {
    case 'welcome':
      welcome = message;
      back.arrived();
      if (!localStorage.getItem('language') && !link.language) language = chosenLanguage(navigator.language);
      if (wanted === 'call') connect();
      break;
    case 'state': heardState(message); break;
    case 'call':
      if (ending !== 'malformed') ending = null; // it is rung again at once, and to say why comes first
      if (wanted === 'call' || link.auto) answer();
      break;
    case 'ask': asked = true; break;
    case 'chair': hearChair(message); break;
    case 'message': messages.heard(message); break;
    case 'wrote': messages.wrote(message); break;
    case 'messages': messages.recall(message.letters); break;
    case 'bell': ding(); break;
    case 'want': applyWant(connection, message); break;
    case 'answer': heardAnswer(unanswered.shift(), message); break;
    case 'bye': heardBye(message); break;
    default: others[message.type]?.(message);
  }
  render();
}

// That of a connection which was given up meanwhile is of no use, and no reason to make another.
function heardAnswer(made, { sdp }) {
  made?.answer(sdp).catch(() => made === connection && mend());
}

// Only a leader's page ever loads it.
let chair = null;
function hearChair(message) {
  chair ??= import('./join-chair.js').then(({ chairPanel }) => chairPanel((order) => line.send(order)));
  chair.then((panel) => panel.hear(message, language));
}

function heardState(message) {
  const entered = message.place === 'live' && room.place !== 'live';
  asked &&= stillAsked(room, message);
  room = message;
  screen.heard(room.screen ?? 'none');
  if (entered) { ending = null; screen.renew(); }
  // what a fixed set remembers of before a power cut may be over long since
  if (link.kiosk && wanted === 'call' && room.conference === 'idle') { want('standby'); drop(); line.send({ type: 'leave' }); }
  // only the people here open their microphone; what the hub says can only close it
  if (room.mic === 'muted') wish('mic', false);
  else if (room.mic === 'open' && !own.mic) line.send({ type: 'mic', open: false });
  chaired.state(room, own.mic);
  applyOwn();
}

function heardBye({ reason, detail }) {
  if (['ended', 'removed', 'locked'].includes(reason)) {
    ending = reason;
    want('standby');
    drop();
  } else if (['replaced', 'taken', 'unauthorized'].includes(reason)) {
    stopped = ['withdrawn', 'expired'].includes(detail) ? detail : reason === 'taken' ? 'replaced' : reason;
    want('standby');
    drop();
    screen.end(false);
    room = { ...ABSENT };
    screen.heard('none');
    line.end();
    if (link.kiosk && stopped === 'replaced') back.begin();
  } else if (reason === 'malformed') {
    ending = reason;
    endingDetail = detail ?? '';
    want('standby');
    drop();
  }
}

// -- acts

function answer() {
  stopped = ending = null;
  want('call');
  if (line.up && welcome) connect();
  else if (line.ended) back.come(); // it stays away until somebody here wants to go on
  else line.hurry();
  render();
}

function want(what) {
  if (wanted !== what) devices.unfold(false);
  wanted = what;
  inCall.set(what === 'call');
}

function connect() {
  drop();
  tellOwn();
  media = 'connecting';
  quality = new Quality();
  const made = new Connection(sent(), welcome.ice_servers, link, (m) => {
    if (m.type === 'offer') unanswered.push(made);
    line.send(m);
  }, {
    program: showProgram,
    state: (state) => {
      if (made !== connection) return;
      if (state === 'connected') { media = 'connected'; applyWant(made); watch.begin(performance.now()); }
      else if (state === 'disconnected') media = 'broken';
      render();
    },
    broken: () => made === connection && mend(),
  });
  connection = made;
  render();
}

// What people here wish. A microphone that is still being opened is not one that they muted.
function tellOwn() {
  line.send({ type: 'mic', open: own.mic });
  line.send({ type: 'camera', on: Boolean(screen.track) || (own.camera && devices.has('video')) });
}

// A broken media connection is replaced, never repaired.
function mend() {
  if (wanted === 'call' && line.up && welcome) connect();
}

function drop() {
  connection?.close();
  connection = null;
  media = 'none';
  document.body.dataset.program = '';
  $('program').srcObject = null;
  $('sound').hidden = true;
}

function leave() {
  want('standby');
  line.send({ type: 'leave' });
  ending = 'left';
  drop();
  render();
}

function showProgram(stream) {
  const video = $('program');
  video.muted = false; // what was refused to the connection before may be allowed by now
  video.srcObject = stream;
  video.play().catch((fault) => {
    if (fault.name !== 'NotAllowedError') return;
    video.muted = true; // the browser wants a touch before it lets sound out
    video.play().catch(() => {});
    $('sound').hidden = false;
  });
}

// The tracks that go to the hub: a screen goes in the camera's place.
function sent() {
  return [devices.track('audio'), screen.track ?? devices.track('video')].filter(Boolean);
}

function applyOwn() {
  for (const track of devices.tracks) {
    track.enabled = track.kind === 'audio' ? own.mic && room.mic !== 'forced' : own.camera;
  }
}

// Another camera, microphone or screen: put in place, or by a new connection where that cannot be.
async function place(tracks) {
  if (!connection) return;
  tellOwn();
  const placed = await Promise.all(tracks.map((track) => connection?.replace(track)));
  if (!placed.every(Boolean)) mend();
  else applyWant(connection); // it is sent as it begins by itself, and the hub does not say it again
}

async function newTracks() {
  applyOwn();
  showSelf();
  render();
  await place(sent());
}

async function showScreen() {
  const shown = showSelf();
  if (shown) await place([shown]); else mend();
}

// One's own picture as it is sent, but a camera that looks at oneself as a mirror.
function showSelf() {
  const shown = screen.track ?? devices.track('video');
  const before = $('self').srcObject?.getVideoTracks()[0];
  $('own').classList.toggle('plain', Boolean(screen.track) || shown?.getSettings().facingMode === 'environment');
  if (shown === before) return shown;
  // an empty stream would keep the page "loading" for ever
  $('self').srcObject = shown ? new MediaStream([shown]) : null;
  if (shown) $('self').play().catch(() => {});
  return shown;
}

// -- what is seen

function phase() {
  if (wanted === 'call') return 'call';
  return room.place === 'calling' && welcome ? 'ringing' : 'standby';
}

function sentence() {
  const w = words[language];
  if (!token) return w.no_token;
  if (stopped) return stopped === 'replaced' && link.kiosk ? w.replaced_set : w[stopped];
  if (!welcome) return line.tries ? w.lost : w.connecting;
  if (wanted === 'call') return callSentence(w);
  if (ending === 'malformed') return w.malformed(endingDetail);
  if (phase() === 'ringing') return w.calling;
  if (ending) return w[ending];
  return room.conference === 'live' ? w.open : w.ready;
}

function callSentence(w) {
  if (media === 'broken') return w.broken;
  if (media !== 'connected') return w.joining;
  if (room.place === 'waiting') return room.conference === 'live' ? w.knocking : w.waiting;
  if (room.place !== 'live') return w.joining;
  const base = room.hand ? w.live_hand : { open: w.live, muted: w.live_muted, forced: w.live_forced }[room.mic];
  return base + (room.on_air.includes(welcome.node.id) ? w.on_air : '');
}

function render() {
  const w = words[language], body = document.body, now = phase();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = welcome ? `${welcome.node.name} · ${w.title}` : w.title;
  body.dataset.phase = now;
  body.dataset.line = stopped || !token ? 'lost' : welcome ? 'open' : line.tries ? 'lost' : 'connecting';
  body.dataset.place = room.place;
  body.dataset.stopped = stopped ?? '';
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = w[one.dataset.word];
  $('language').textContent = w.other;
  if (welcome) {
    $('node').textContent = welcome.node.name;
    $('site').textContent = welcome.site.name;
    $('simulated').hidden = !welcome.site.simulated;
  }
  $('simulated').textContent = w.simulated;
  $('recording').hidden = !room.recording;
  $('sound').textContent = w.sound;
  $('state').textContent = sentence();
  $('notice-text').textContent = room.place === 'live' ? w.no_program : sentence();
  renderAdvice(w, now);
  screen.render(w, room.place === 'live' && !link.kiosk);
  $('full').textContent = document.fullscreenElement ? w.full_end : w.full;
  $('full').hidden = !document.fullscreenEnabled || now !== 'call' || link.kiosk;
  $('join').textContent = now === 'ringing' ? w.answer : stopped === 'replaced' ? w.rejoin : w.join;
  $('join').disabled = !token || (stopped !== null && stopped !== 'replaced');
  chaired.render(language, now === 'call' && room.place === 'live');
  messages.render(language, now === 'call', Boolean(welcome) && room.conference === 'live');
  renderOwn(w);
  if (now === 'ringing') ring.start(); else ring.stop();
  keepAwake(now === 'call' || link.kiosk, Boolean(token) && !stopped && !ending);
}

// What to do next, with the button that does it where there is one.
function renderAdvice(w, now) {
  const advice = asked && devices.has('audio') ? 'ask_mic'
    : room.screen === 'allowed' && !screen.track && now === 'call' ? 'screen_allowed'
      : watch.hopeless && now === 'call' ? 'no_picture' : devices.trouble ?? (insideApp && now !== 'call' ? 'inside_app' : '');
  $('advice').firstElementChild.textContent = advice && w[advice];
  $('advice').hidden = !advice || now === 'ringing';
  $('secure').hidden = advice !== 'insecure';
  $('retry').hidden = advice !== devices.trouble || advice === 'insecure';
}

function renderOwn(w) {
  const mic = !devices.has('audio') ? 'mic_none' : room.mic === 'forced' ? 'mic_forced' : own.mic ? 'mic_on' : 'mic_off';
  const camera = !devices.has('video') ? 'camera_none' : own.camera ? 'camera_on' : 'camera_off';
  button('mic', w[mic], own.mic, mic !== 'mic_on', mic === 'mic_none' || mic === 'mic_forced');
  $('mic').classList.toggle('forced', mic === 'mic_forced');
  button('camera', w[camera], own.camera, camera !== 'camera_on', camera === 'camera_none');
  button('hand', room.hand ? w.hand_up : w.hand, room.hand, false, room.place !== 'live');
  $('own').classList.toggle('blind', camera !== 'camera_on' && !screen.track);
  $('own-text').textContent = screen.track ? '' : camera === 'camera_none' ? w.self_none : camera === 'camera_off' ? w.self_off : '';
}

async function look() {
  if (!connection || media !== 'connected') { $('quality').textContent = ''; return; }
  const figures = await connection.measure(), hopeless = watch.hopeless;
  watch.saw(figures.pictures, performance.now());
  document.body.dataset.program = watch.seen && room.place === 'live' ? 'seen' : '';
  if (room.place !== 'live' || document.hidden) watch.pause(performance.now());
  else if (watch.still(performance.now())) { mend(); return; }
  if (hopeless !== watch.hopeless) render();
  const w = words[language], word = quality.judge(figures, performance.now());
  $('quality').textContent = figures.ms === null ? '' : w.quality(w[word]);
  $('quality').className = word;
}

// -- beginning

$('join').addEventListener('click', answer);
$('leave').addEventListener('click', leave);
$('decline').addEventListener('click', () => line.send({ type: 'leave' }));
function setMic(open) {
  wish('mic', open);
  if (room.mic !== 'forced') room.mic = own.mic ? 'open' : 'muted';
  asked = false;
  line.send({ type: 'mic', open: own.mic });
  applyOwn();
  render();
}
$('mic').addEventListener('click', () => setMic(!own.mic));
$('camera').addEventListener('click', () => {
  wish('camera', !own.camera);
  line.send({ type: 'camera', on: own.camera });
  applyOwn();
  render();
});
$('hand').addEventListener('click', () => line.send({ type: 'hand', up: !room.hand }));
$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('language', language);
  chair?.then((panel) => panel.speak(language));
  render();
  devices.list();
});
$('sound').addEventListener('click', () => {
  $('program').muted = false;
  $('sound').hidden = true;
});
$('full').addEventListener('click', () => {
  (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
});
document.addEventListener('fullscreenchange', render);
document.addEventListener('visibilitychange', () => watch.pause(performance.now()));
// when the first picture of the program is drawn the notice goes at once, not at the next look
$('program').addEventListener('resize', () => { watch.pictures ||= 1; document.body.dataset.program = room.place === 'live' ? 'seen' : ''; });
setInterval(() => look().catch(() => {}), 1000);

document.body.dataset.kiosk = link.kiosk ? '1' : '';
render();
// a question of the browser that nobody answers must not keep the command room from calling
await Promise.race([devices.find(), new Promise((go) => setTimeout(go, 3000))]);
if (token) line.open();
