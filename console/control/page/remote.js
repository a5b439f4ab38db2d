// The duty officer's page: what is on each screen's wall, and another layout, scene or tour for it.

import { Refusal, asking, call, callIfThere, follow, thumbnail, token, writable } from '/remote/remote-api.js';
import { arrange, at, forgetTiles, showCases, showChoices, showPicture, showRoom, showScreens, showWall } from '/remote/remote-show.js';
import { placeOf, showPlaces, showTours } from '/remote/remote-tours.js';
import { say, setLanguage } from '/remote/remote-words.js';

const WALL_EVERY_MS = 4000; // ages go on without an event
const ROOM_EVERY_MS = 15000;
const PICTURES_EVERY_MS = 2500;
const SOON_MS = 300; // events come in groups
const NOTICE_MS = 4000;
const KEPT_SCREEN = 'command-room-screen';

const known = { wall: null, layouts: [], scenes: null, tours: null, cases: null, health: null, conference: null, names: new Map() };
const marks = new Map(); // cell of the screen that is shown -> [source, ETag]
const waiting = new Map(); // what is to be read anew -> its timer
let language = localStorage.getItem('command-room-language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
let wished = localStorage.getItem(KEPT_SCREEN); // the screen to look at, where it is there
let stop = null, shownScreen = null, seenAt = null, noticeTimer = 0;
let timers = [];

const screens = () => known.wall?.screens ?? [];
const several = () => screens().length > 1;
/** The wall that is looked at: `{layout, tiles, tours}`. */
const wallNow = () => (several() ? screens().find((one) => one.name === wished) ?? screens()[0] : known.wall);
/** Its screen, null where there is no other. */
const screenNow = () => (several() ? wallNow().name : null);
const onScreen = (body) => (several() ? { ...body, screen: screenNow() } : body);
const layoutOf = (wall) => known.layouts.find((one) => one.name === wall?.layout);
const layoutNow = () => layoutOf(wallNow());
// the titles of our own presets are Chinese; their names are read in every language
const titleOf = (one) => (language === 'en' && one.origin === 'preset' ? one.name : one.title || one.name);
const toursNow = () => wallNow()?.tours ?? [];
const wallTour = () => toursNow().find((one) => one.cell === null)?.tour; // a cell's own is not the wall's
const cellsOf = (tour) => toursNow().filter((one) => one.tour === tour && one.cell !== null).map((one) => one.cell + 1);

// -- reading the room

const readers = {
  async wall() {
    known.wall = await call('GET', '/v1/wall');
    seenAt = new Date();
    drawWall();
    drawChoices();
  },
  async lists() {
    known.layouts = await call('GET', '/v1/layouts');
    known.scenes = await callIfThere('/v1/scenes');
    known.tours = await callIfThere('/v1/tours');
    const cameras = await call('GET', '/v1/cameras');
    for (const camera of cameras) known.names.set(`camera:${camera.id}`, camera.name);
    drawWall();
    drawChoices();
  },
  async cases() {
    known.cases = await call('GET', '/v1/cases');
    drawCases();
  },
  async room() {
    [known.health, known.conference] = await Promise.all([call('GET', '/v1/health'), call('GET', '/v1/conference')]);
    for (const node of known.conference.nodes) known.names.set(`node:${node.id}`, node.name);
    drawCases();
  },
};
const READ_AT = {
  ready: ['room', 'lists', 'wall', 'cases'], dropped: ['room', 'lists', 'wall', 'cases'],
  wall: ['wall'], camera: ['wall'], node: ['wall', 'room'], case: ['cases'], platform: ['room'],
  conference: ['room'], health: ['room'], process: ['room'], scene: ['wall'], tour: ['wall'], layouts: ['lists'],
};

function soon(what, wait_ms = SOON_MS) {
  if (waiting.has(what)) return;
  waiting.set(what, setTimeout(async () => {
    waiting.delete(what);
    try {
      await readers[what]();
    } catch (fault) {
      if (fault instanceof Refusal && fault.status === 401) leave('expired');
    }
  }, wait_ms));
}

async function readPictures() {
  if (document.hidden || document.body.dataset.line !== 'open' || !known.wall) return;
  for (const tile of document.querySelectorAll('.tile')) {
    const place = tile.getBoundingClientRect();
    const seen = place.width > 0 && place.bottom > -200 && place.top < window.innerHeight + 200;
    if (seen && stop) await readPicture(Number(tile.dataset.cell), tile);
  }
}

async function readPicture(cell, tile) {
  const source = tile.dataset.source, screen = screenNow();
  const [before, mark] = marks.get(cell) ?? [];
  const have = before === source && tile.querySelector('img');
  try {
    const found = source ? await thumbnail(screen, cell, have ? mark : null) : null;
    if (tile.dataset.source !== source || screenNow() !== screen) return; // the wall changed meanwhile
    if (found === null) showPicture(cell, null);
    else if (found.blob) showPicture(cell, found.blob);
    marks.set(cell, [source, found?.mark]);
  } catch (fault) {
    if (fault instanceof Refusal && fault.status === 401) leave('expired');
  }
}

async function picturesForEver() {
  const mine = stop;
  await readPictures();
  if (stop === mine) timers[0] = setTimeout(picturesForEver, PICTURES_EVERY_MS);
}

// -- showing it

function drawWall() {
  if (!known.wall) return;
  drawScreens();
  showWall(wallNow(), layoutNow(), layoutTitle(wallNow()), known.names, (tile) => tile.classList.toggle('large'));
}

function layoutTitle(wall) {
  const layout = layoutOf(wall);
  return layout ? titleOf(layout) : wall.layout;
}

function drawScreens() {
  if (shownScreen !== screenNow()) {
    shownScreen = screenNow();
    marks.clear();
    forgetTiles();
  }
  const told = screens().map((one, n) => ({ name: one.name, below: (n ? '' : `${say('screen_own')} · `) + layoutTitle(one) }));
  showScreens(told, shownScreen, (name) => {
    wished = name;
    localStorage.setItem(KEPT_SCREEN, name);
    drawWall();
    drawChoices();
    readPictures();
  });
}

function drawChoices() {
  const below = (layout) => [titleOf(layout) === layout.name ? '' : layout.name, say('layout_cells', layout.cells.length)];
  const titled = (list) => (list ?? []).map((one) => ({ ...one, title: titleOf(one) }));
  const layouts = titled(known.layouts).map((one, n) => ({ ...one, layout: one, below: below(known.layouts[n]).filter(Boolean).join(' · ') }));
  showChoices(at('layouts'), layouts, wallNow()?.layout, (choice, chosen) => {
    if (!chosen) ask(say('ask_layout', choice.title, screenNow()), say('do_switch'), ['PUT', '/v1/wall/layout', onScreen({ layout: choice.name })]);
  });
  at('scenes-part').hidden = !known.scenes?.length;
  showChoices(at('scenes'), titled(known.scenes), known.wall?.scene, (choice) =>
    ask(say('ask_scene', choice.title), say('do_switch'), ['PUT', '/v1/wall/scene', { scene: choice.name }]));
  drawTours();
}

function drawTours() {
  const titled = (known.tours ?? []).map((one) => ({ ...one, title: titleOf(one) }));
  at('tours-part').hidden = !titled.length && !toursNow().length;
  showTours(toursNow(), (tour, step) => (step === 'stop' ? askEnd(tour) : carryOut(['POST', '/v1/wall/tour', onScreen({ action: step, cell: tour.cell })])));
  const tours = titled.map((one) => {
    const cells = cellsOf(one.name);
    return { ...one, below: cells.length ? say('tour_in_cells', cells) : '' };
  });
  showChoices(at('tours'), tours, wallTour(), (choice, runs) => {
    if (runs) return askEnd(toursNow().find((one) => one.cell === null));
    ask(say('ask_tour', choice.title, screenNow()), say('do_start'), ['PUT', '/v1/wall/tour', onScreen({ tour: choice.name })]);
    showPlaces(wallNow().tiles, known.names);
    at('ask-place').hidden = false;
  });
}

function askEnd(tour) {
  const path = `/v1/wall/tour${asking({ cell: tour.cell, screen: screenNow() })}`;
  ask(say('ask_tour_end', tour.title || tour.tour, placeOf(tour, screenNow())), say('do_stop'), ['DELETE', path]);
}

function drawCases() {
  if (known.cases) showCases(known.cases, known.health?.platform.state);
  if (known.health && known.conference) showRoom(known.health, known.conference);
}

function drawLine(state) {
  document.body.dataset.line = state;
  at('line-text').textContent = state === 'lost' && seenAt ? say('line_lost', seenAt.toLocaleTimeString()) : say(state === 'open' ? 'line_open' : 'line_connecting');
}

function drawWords() {
  setLanguage(language);
  document.title = say('title');
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = say(place.dataset.word);
  at('language').textContent = say('other');
  drawLine(document.body.dataset.line);
  drawWall();
  drawChoices();
  drawCases();
}

function notice(text) {
  clearTimeout(noticeTimer);
  at('notice').textContent = text;
  at('notice').hidden = false;
  noticeTimer = setTimeout(() => { at('notice').hidden = true; }, NOTICE_MS);
}

// -- wishes

let asked = null;

/** The wall is everybody's: one touch by chance must not change it. */
function ask(text, word, wish) {
  asked = wish;
  at('ask-text').textContent = text;
  at('ask-yes').textContent = word;
  at('ask-place').hidden = true;
  at('ask').hidden = false;
  at('ask-no').focus();
}

async function confirmed() {
  at('ask').hidden = true;
  if (!asked) return;
  const [method, path, body] = asked;
  asked = null;
  const where = at('ask-place').hidden ? '' : at('ask-where').value;
  if (await carryOut([method, path, where ? { ...body, cell: Number(where) } : body])) notice(say('done'));
}

/** Whether it was done; it says why not. */
async function carryOut([method, path, body]) {
  try {
    await call(method, path, body);
    soon('wall', 0);
    return true;
  } catch (fault) {
    if (!(fault instanceof Refusal)) notice(say('unreachable'));
    else if (fault.status === 401) leave('expired');
    else notice(fault.status === 503 ? say('busy') : say('failed', fault.message));
  }
  return false;
}

// -- coming and going

async function enter(given) {
  if (!writable(given)) return refuse('wrong_token');
  token.keep(given);
  try {
    known.health = await call('GET', '/v1/health');
  } catch (fault) {
    const status = fault instanceof Refusal ? fault.status : 0;
    if (status === 401) token.forget();
    return refuse(status === 401 ? 'wrong_token' : status === 503 ? 'busy' : 'unreachable');
  }
  at('token').value = '';
  at('login-fault').hidden = true;
  document.body.dataset.phase = 'room';
  drawLine('connecting');
  stop = follow({
    hear: (kind) => (READ_AT[kind] ?? []).forEach((what) => soon(what)),
    line: (open) => drawLine(open ? 'open' : 'lost'),
    refused: () => leave('expired'),
  });
  timers = [0, setInterval(() => document.hidden || soon('wall'), WALL_EVERY_MS), setInterval(() => document.hidden || (soon('room'), soon('cases')), ROOM_EVERY_MS)];
  picturesForEver();
}

function refuse(word) {
  at('login-fault').textContent = say(word);
  at('login-fault').hidden = false;
  document.body.dataset.phase = 'login';
}

function leave(word) {
  if (!stop) return;
  stop();
  stop = null;
  timers.forEach((timer) => { clearTimeout(timer); clearInterval(timer); });
  waiting.forEach((timer) => clearTimeout(timer));
  waiting.clear();
  token.forget();
  marks.clear();
  forgetTiles();
  at('screens').hidden = true;
  Object.assign(known, { wall: null, cases: null, health: null });
  at('ask').hidden = true;
  document.body.dataset.phase = 'login';
  drawLine('off');
  if (word) refuse(word);
}

at('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = at('login').querySelector('button');
  button.disabled = true;
  await enter(at('token').value.trim());
  button.disabled = false;
});
at('leave').addEventListener('click', () => leave());
at('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('command-room-language', language);
  drawWords();
});
at('ask-no').addEventListener('click', () => { at('ask').hidden = true; asked = null; });
at('ask-yes').addEventListener('click', confirmed);
for (const button of document.querySelectorAll('nav button')) {
  button.addEventListener('click', () => {
    document.body.dataset.tab = button.dataset.to;
    window.scrollTo(0, 0);
    drawWall();
  });
}
window.addEventListener('resize', () => known.wall && arrange(layoutNow(), wallNow().tiles.length));
document.addEventListener('visibilitychange', () => { if (!document.hidden && stop) ['wall', 'room', 'cases'].forEach((what) => soon(what)); });

at('open-hint').hidden = !['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
drawWords();
if (token.get()) enter(token.get());
