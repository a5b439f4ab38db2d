// The join page of a site: shows what is, asks the hub for what the people here want.

import { Line } from './join-line.js';
import { Connection, openDevices } from './join-media.js';
import { Level, Ring } from './join-sound.js';
import { applyWant } from './join-want.js';
import { chosenLanguage, words } from './join-words.js';

const $ = (id) => document.getElementById(id);
const link = new URLSearchParams(location.hash.slice(1));
const token = link.get('token');
const auto = link.get('auto') === '1';
const GONE_MS = 6000; // a program that stands still so long is asked for anew

let language = chosenLanguage(link.get('lang'));
let welcome = null; // the hub's greeting on this line
let room = { conference: 'idle', place: 'absent', mic: 'open', hand: false, on_air: [] };
let wanted = sessionStorage.getItem('in-call') === token ? 'call' : 'standby'; // a reload goes on
let ending = null; // why the last conference ended here: a word of join-words
let endingDetail = '';
let stopped = null; // why there is no line any more
let lostFor = 0;
let asked = false;
let tracks = [];
let trouble = null;
let own = { mic: true, camera: true };
let connection = null;
let unanswered = []; // connections whose answer is still to come, in order
let media = 'none';
let seen = { pictures: 0, at: 0 };

const ring = new Ring();
const level = new Level((value) => { $('level').value = value; });
const line = new Line({
  hello: () => ({ type: 'hello', token, agent: navigator.userAgent, standby: wanted === 'standby' }),
  opened: () => { unanswered = []; },
  heard,
  lost: (seconds) => { lostFor = seconds; welcome = null; drop(); render(); },
});

function heard(message) {
  switch (message.type) {
    case 'welcome':
      welcome = message;
      lostFor = 0;
      if (!localStorage.getItem('language') && !link.get('lang')) language = chosenLanguage(navigator.language);
      if (wanted === 'call') connect();
      break;
    case 'state': heardState(message); break;
    case 'call':
      ending = null;
      if (wanted === 'call' || auto) answer();
      break;
    case 'ask': asked = true; break;
    case 'want': applyWant(connection, message); break;
    case 'answer': unanswered.shift()?.answer(message.sdp).catch(() => mend()); break;
    case 'bye': heardBye(message); break;
  }
  render();
}

function heardState(message) {
  const entered = message.place === 'live' && room.place !== 'live';
  room = message;
  if (entered) ending = null;
  // only the people here open their microphone; what the hub says can only close it
  if (room.mic === 'muted') own.mic = false;
  else if (room.mic === 'open' && !own.mic) line.send({ type: 'mic', open: false });
  applyOwn();
}

function heardBye({ reason, detail }) {
  if (['ended', 'removed', 'locked'].includes(reason)) {
    ending = reason;
    want('standby');
    drop();
  } else if (reason === 'replaced' || reason === 'unauthorized') {
    stopped = reason;
    want('standby');
    drop();
    line.end();
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
  else line.hurry();
  render();
}

function want(what) {
  wanted = what;
  if (what === 'call') sessionStorage.setItem('in-call', token);
  else sessionStorage.removeItem('in-call');
  keepAwake();
}

function connect() {
  drop();
  tellOwn();
  media = 'connecting';
  const made = new Connection(tracks, welcome.ice_servers, link.get('codec'), (m) => line.send(m), {
    program: showProgram,
    state: (state) => {
      if (made !== connection) return;
      if (state === 'connected') { media = 'connected'; applyWant(made); seen = { pictures: 0, at: performance.now() }; }
      else if (state === 'disconnected') media = 'broken';
      render();
    },
    broken: () => made === connection && mend(),
  });
  connection = made;
  unanswered.push(made);
  render();
}

// What people here wish. A microphone that is still being opened is not one that they muted.
function tellOwn() {
  line.send({ type: 'mic', open: own.mic });
  line.send({ type: 'camera', on: own.camera && has('video') });
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
  video.srcObject = stream;
  video.play().catch((fault) => {
    if (fault.name !== 'NotAllowedError') return;
    video.muted = true; // the browser wants a touch before it lets sound out
    video.play().catch(() => {});
    $('sound').hidden = false;
  });
}

function has(kind) { return tracks.some((track) => track.kind === kind); }

function applyOwn() {
  for (const track of tracks) {
    track.enabled = track.kind === 'audio' ? own.mic && room.mic !== 'forced' : own.camera;
  }
}

let lock = null;
async function keepAwake() {
  try {
    if (wanted === 'call' && !document.hidden) lock ??= await navigator.wakeLock?.request('screen');
    else if (wanted !== 'call') { await lock?.release(); lock = null; }
    lock?.addEventListener('release', () => { lock = null; });
  } catch { /* a battery that runs low may refuse */ }
}

// -- devices

async function findDevices() {
  for (const track of tracks) track.stop();
  ({ tracks, trouble } = await openDevices(localStorage.getItem('camera'), localStorage.getItem('microphone')));
  for (const track of tracks) track.onended = () => { tracks = tracks.filter((t) => t !== track); render(); };
  applyOwn();
  // an empty stream would keep the page "loading" for ever
  $('self').srcObject = has('video') ? new MediaStream(tracks.filter((track) => track.kind === 'video')) : null;
  if (has('video')) $('self').play().catch(() => {});
  level.listen(tracks.find((track) => track.kind === 'audio'));
  await listDevices();
  if (connection) {
    tellOwn();
    const placed = await Promise.all(tracks.map((track) => connection?.replace(track)));
    if (!placed.every(Boolean)) mend();
  }
  render();
}

async function listDevices() {
  const found = await navigator.mediaDevices?.enumerateDevices() ?? [];
  fill($('camera-choice'), found.filter((one) => one.kind === 'videoinput'), 'video');
  fill($('microphone-choice'), found.filter((one) => one.kind === 'audioinput'), 'audio');
}

function fill(select, found, kind) {
  const used = tracks.find((track) => track.kind === kind)?.getSettings().deviceId;
  select.replaceChildren(...found.map((one, at) => {
    const option = document.createElement('option');
    option.value = one.deviceId;
    option.textContent = one.label || `${at + 1}`;
    option.selected = one.deviceId === used;
    return option;
  }));
  if (!found.length) {
    const none = document.createElement('option');
    none.textContent = words[language].none;
    select.append(none);
  }
  select.disabled = !found.length;
}

// -- what is seen

function phase() {
  if (wanted === 'call') return 'call';
  return room.place === 'calling' && welcome ? 'ringing' : 'standby';
}

function sentence() {
  const w = words[language];
  if (!token) return w.no_token;
  if (stopped) return w[stopped];
  if (!welcome) return line.tries ? w.lost(lostFor) : w.connecting;
  if (wanted === 'call') return callSentence(w);
  if (phase() === 'ringing') return w.calling;
  if (ending === 'malformed') return w.malformed(endingDetail);
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
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = w[one.dataset.word];
  $('language').textContent = w.other;
  if (welcome) {
    $('node').textContent = welcome.node.name;
    $('site').textContent = welcome.site.name;
    $('simulated').hidden = !welcome.site.simulated;
  }
  $('simulated').textContent = w.simulated;
  $('sound').textContent = w.sound;
  $('state').textContent = sentence();
  $('notice-text').textContent = room.place === 'live' ? w.no_program : sentence();
  const advice = asked ? w.ask_mic : trouble ? w[trouble] : '';
  $('advice').textContent = advice;
  $('advice').hidden = !advice || now === 'ringing';
  $('join').textContent = now === 'ringing' ? w.answer : stopped === 'replaced' ? w.rejoin : w.join;
  $('join').disabled = !token || stopped === 'unauthorized';
  renderOwn(w);
  if (now === 'ringing') ring.start(); else ring.stop();
}

function renderOwn(w) {
  const mic = !has('audio') ? 'mic_none' : room.mic === 'forced' ? 'mic_forced' : own.mic ? 'mic_on' : 'mic_off';
  const camera = !has('video') ? 'camera_none' : own.camera ? 'camera_on' : 'camera_off';
  button('mic', w[mic], own.mic, mic !== 'mic_on', mic === 'mic_none' || mic === 'mic_forced');
  $('mic').classList.toggle('forced', mic === 'mic_forced');
  button('camera', w[camera], own.camera, camera !== 'camera_on', camera === 'camera_none');
  button('hand', room.hand ? w.hand_up : w.hand, room.hand, false, room.place !== 'live');
  $('own').classList.toggle('blind', camera !== 'camera_on');
  $('own-text').textContent = camera === 'camera_none' ? w.self_none : camera === 'camera_off' ? w.self_off : '';
}

function button(id, text, pressed, off, disabled) {
  const it = $(id);
  it.querySelector('span').textContent = text;
  it.setAttribute('aria-pressed', String(pressed));
  it.classList.toggle('off', off);
  it.disabled = disabled;
}

async function look() {
  if (!connection || media !== 'connected') { $('quality').textContent = ''; return; }
  const { ms, lost, pictures } = await connection.measure();
  if (pictures > seen.pictures) seen = { pictures, at: performance.now() };
  document.body.dataset.program = seen.pictures > 0 && room.place === 'live' ? 'seen' : '';
  if (room.place === 'live' && performance.now() - seen.at > GONE_MS) { mend(); return; }
  if (room.place !== 'live') seen.at = performance.now();
  const w = words[language];
  const word = ms > 400 || lost > 0.1 ? w.poor : ms > 200 || lost > 0.03 ? w.fair : w.good;
  $('quality').textContent = ms === null ? '' : w.quality(word, ms);
}

// -- beginning

$('join').addEventListener('click', answer);
$('leave').addEventListener('click', leave);
$('mic').addEventListener('click', () => {
  own.mic = !own.mic;
  room.mic = own.mic ? 'open' : 'muted';
  asked = false;
  line.send({ type: 'mic', open: own.mic });
  applyOwn();
  render();
});
$('camera').addEventListener('click', () => {
  own.camera = !own.camera;
  line.send({ type: 'camera', on: own.camera });
  applyOwn();
  render();
});
$('hand').addEventListener('click', () => line.send({ type: 'hand', up: !room.hand }));
$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('language', language);
  render();
  listDevices();
});
$('sound').addEventListener('click', () => {
  $('program').muted = false;
  $('sound').hidden = true;
});
$('retry').addEventListener('click', findDevices);
for (const [id, kept] of [['camera-choice', 'camera'], ['microphone-choice', 'microphone']]) {
  $(id).addEventListener('change', () => { localStorage.setItem(kept, $(id).value); findDevices(); });
}
navigator.mediaDevices?.addEventListener('devicechange', listDevices);
document.addEventListener('visibilitychange', keepAwake);
// when the first picture of the program is drawn the notice goes at once, not at the next look
$('program').addEventListener('resize', () => { seen.pictures ||= 1; document.body.dataset.program = room.place === 'live' ? 'seen' : ''; });
setInterval(() => look().catch(() => {}), 1000);

render();
// a question of the browser that nobody answers must not keep the command room from calling
await Promise.race([findDevices(), new Promise((go) => setTimeout(go, 3000))]);
if (token) line.open();
