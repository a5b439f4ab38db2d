// Which camera, microphone and loudspeaker: chosen, tested, remembered, found again when plugged in.

import { openDevices } from './join-media.js';
import { Level, testTone } from './join-sound.js';

const $ = (id) => document.getElementById(id);
const CHOICES = [
  ['camera-choice', 'camera', 'videoinput'], ['microphone-choice', 'microphone', 'audioinput'],
  ['speaker-choice', 'speaker', 'audiooutput'],
];
const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

export class Devices {
  // on.changed() after other tracks are there; on.words() gives the texts.
  constructor(on) {
    this.on = on;
    this.tracks = [];
    this.trouble = null;
    this.turn = Promise.resolve();
    this.level = new Level((value) => { $('level').value = value; });
    $('speaker-label').hidden = !canChooseSpeaker;
    for (const [id, kept] of CHOICES) {
      $(id).addEventListener('change', () => {
        localStorage.setItem(kept, $(id).value);
        if (kept === 'speaker') this.applySpeaker(); else this.next(kept === 'camera' ? 'video' : 'audio');
      });
    }
    $('retry').addEventListener('click', () => this.find());
    $('change').addEventListener('click', () => this.unfold(!('devices' in document.body.dataset)));
    $('changed').addEventListener('click', () => { this.unfold(false); $('change').focus(); });
    $('tone').addEventListener('click', () => testTone(localStorage.getItem('speaker')).catch(() => {}));
    navigator.mediaDevices?.addEventListener('devicechange', () => this.replugged());
  }

  has(kind) { return this.tracks.some((track) => track.kind === kind); }

  track(kind) { return this.tracks.find((track) => track.kind === kind); }

  // Where the lists have no place of their own, as in a call, they come and go by a button.
  unfold(on) {
    if (on) document.body.dataset.devices = 'open'; else delete document.body.dataset.devices;
    $('change').setAttribute('aria-expanded', String(on));
    if (on) $('camera-choice').focus();
  }

  // Open what there is. One search at a time: a question of the browser may stay open for long.
  find() {
    this.finding ??= this.next().finally(() => { this.finding = null; });
    return this.finding;
  }

  next(kind = null) {
    this.turn = this.turn.catch(() => {}).then(() => this.open(kind));
    return this.turn;
  }

  // Of one kind alone while nothing is amiss: another camera does not interrupt the voice.
  async open(kind) {
    const [anew, left] = kind && !this.trouble ? [[kind], this.tracks.filter((one) => one.kind !== kind)]
      : [['audio', 'video'], []];
    // a phone lends one camera at a time
    for (const track of this.tracks) if (!left.includes(track)) track.stop();
    const found = await openDevices(anew, await wish('camera'), await wish('microphone'));
    // one that was pulled out meanwhile is no more
    this.tracks = [...left.filter((one) => one.readyState === 'live'), ...found.tracks];
    this.trouble = found.trouble;
    for (const track of found.tracks) track.onended = () => this.lose(track);
    this.level.listen(this.track('audio'));
    await this.list();
    await this.applySpeaker();
    this.on.changed();
  }

  // Pulled out, or taken by the system: go on with what is left, and look for another at once.
  lose(track) {
    this.tracks = this.tracks.filter((one) => one !== track);
    this.on.changed();
    this.find();
  }

  async replugged() {
    const before = this.known;
    await this.list();
    const missing = !this.has('video') || !this.has('audio');
    if (missing && this.known !== before) this.find();
  }

  async list() {
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    this.known = found.map((one) => one.kind + one.deviceId).sort().join();
    for (const [id, kept, kind] of CHOICES) {
      const used = this.track({ camera: 'video', microphone: 'audio' }[kept])?.getSettings().deviceId;
      fill($(id), found.filter((one) => one.kind === kind), used ?? localStorage.getItem(kept), this.on.words());
    }
  }

  async applySpeaker() {
    const chosen = localStorage.getItem('speaker');
    if (canChooseSpeaker && chosen) await $('program').setSinkId(chosen).catch(() => {});
  }
}

// The chosen one and no other, as long as it is there: a browser may else take the one that it likes.
async function wish(kept) {
  const deviceId = localStorage.getItem(kept);
  if (!deviceId) return null;
  const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
  return { [found.some((one) => one.deviceId === deviceId) ? 'exact' : 'ideal']: deviceId };
}

function fill(select, found, used, words) {
  select.replaceChildren(...found.map((one, at) => {
    const option = document.createElement('option');
    option.value = one.deviceId;
    option.textContent = one.label || `${at + 1}`;
    option.selected = one.deviceId === used;
    return option;
  }));
  if (!found.length) {
    const none = document.createElement('option');
    none.textContent = words.none;
    select.append(none);
  }
  select.disabled = !found.length;
}
