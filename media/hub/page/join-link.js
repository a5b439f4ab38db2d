// What the link and the browser say about how this page is to behave.

const query = new URLSearchParams(location.search);
const fragment = new URLSearchParams(location.hash.slice(1));
const said = (name) => query.get(name) ?? fragment.get(name);

export const link = {
  token: fragment.get('token'),
  language: said('lang'),
  codec: said('codec'),
  relay: said('relay') === '1', // by the relay only: what a strict network leaves
  kiosk: said('kiosk') === '1', // a fixed set: answers and comes back by itself, nothing to press
  auto: said('auto') === '1' || said('kiosk') === '1',
};

// What a reload finds again; with a kiosk, a power cut too.
export const memory = link.kiosk ? localStorage : sessionStorage;

// Whether the page was in the conference.
export const inCall = {
  get: () => memory.getItem('in-call') === link.token,
  set: (on) => on ? memory.setItem('in-call', link.token) : memory.removeItem('in-call'),
};

// Up to which moment (milliseconds) the command room's messages were read here.
export const readUntil = {
  get: () => Number(memory.getItem('read-until')),
  set: (at) => memory.setItem('read-until', String(at)),
};

// Browsers inside other apps lend no camera, or lose it in the background.
export const insideApp = /MicroMessenger|QQ\/|DingTalk|Weibo/i.test(navigator.userAgent);
