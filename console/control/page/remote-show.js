// What is seen: tiles, choices, cases. Texts only ever become text, never markup.

import { knows, say } from '/remote/remote-words.js';

const NARROWEST = 150; // px: what a tile of the wall's own plan needs
const MOST_CASES = 20;

export const at = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const lampOf = { live: 'green', replay: 'amber', stale: 'amber', connecting: 'amber', lost: 'red', off: 'grey' };

export function nameOf(source, names) {
  if (!source) return '—';
  if (!source.includes(':')) return knows(source) ? say(source) : source;
  const [kind, rest] = source.split(/:(.*)/s);
  const id = rest.split('@')[0];
  const name = names.get(`${kind === 'node' ? 'node' : 'camera'}:${id}`) ?? id;
  return kind === 'replay' ? say('replay_of', name) : name;
}

function stateText(tile) {
  if (tile.state === 'stale') return say('stale', tile.age_ms === null ? null : Math.round(tile.age_ms / 1000));
  if (tile.state === 'replay' && tile.replay) return `${say('replay')} ${new Date(tile.replay.at).toLocaleTimeString()}`;
  return say(tile.state);
}

/** The tour that runs in a tile, and how far it is; empty where none does. */
const tourText = (one) => (one ? say('in_tour', one.title || one.tour, one.stop, one.stops, one.state) : '');

/** The tiles of `wall`, kept where they are the same; pictures are put in by `showPicture`. */
export function showWall(wall, layout, title, names, onTap) {
  at('layout-now').textContent = title;
  const live = wall.tiles.filter((tile) => tile.state === 'live').length;
  at('wall-figures').textContent = `${say('figures', live, wall.tiles.length)} · ${say('large_hint')}`;
  const box = at('tiles');
  while (box.children.length > wall.tiles.length) box.lastChild.remove();
  wall.tiles.forEach((tile, index) => {
    const shown = box.children[index] ?? box.appendChild(newTile(index, onTap));
    if (shown.dataset.source !== (tile.source ?? '')) {
      shown.dataset.source = tile.source ?? '';
      showPicture(index, null);
    }
    shown.dataset.state = tile.state;
    shown.querySelector('i').textContent = index + 1;
    shown.querySelector('b').textContent = nameOf(tile.source, names);
    shown.querySelector('.state .lamp').className = `lamp ${lampOf[tile.state] ?? 'grey'}`;
    shown.querySelector('.state .text').textContent = stateText(tile);
    shown.querySelector('.tour').textContent = tourText(wall.tours?.find((one) => one.cell === index));
    const why = tile.state === 'off' ? '' : (tile.state === 'lost' && tile.reason) || say('no_picture');
    shown.querySelector('.why').textContent = shown.querySelector('img') ? '' : why;
  });
  arrange(layout, wall.tiles.length);
}

function newTile(cell, onTap) {
  const tile = make('button', { type: 'button', class: 'tile', 'data-cell': cell },
    make('span', { class: 'name' }, make('i'), make('b')),
    make('span', { class: 'state' }, make('span', { class: 'lamp', 'aria-hidden': 'true' }), make('span', { class: 'text' })),
    make('span', { class: 'tour' }),
    make('span', { class: 'picture' }, make('span', { class: 'why' })));
  tile.addEventListener('click', () => onTap(tile));
  return tile;
}

/** As on the wall where there is room for it, else one after the other. */
export function arrange(layout, count) {
  const box = at('tiles');
  const room = box.clientWidth || window.innerWidth - 24;
  const asIs = layout && layout.cells.length === count && room / layout.columns >= NARROWEST;
  const across = asIs ? layout.columns : Math.max(1, Math.min(count, Math.floor(room / NARROWEST)));
  box.classList.toggle('plan', Boolean(asIs));
  box.style.setProperty('--across', across);
  [...box.children].forEach((tile, index) => {
    const cell = asIs ? layout.cells[index] : null;
    tile.style.gridColumn = cell ? `${cell.column + 1} / span ${cell.columns}` : '';
    tile.style.gridRow = cell ? `${cell.row + 1} / span ${cell.rows}` : '';
  });
}

export function forgetTiles() {
  for (let cell = 0; cell < at('tiles').children.length; cell++) showPicture(cell, null);
  at('tiles').replaceChildren();
}

export function showPicture(cell, blob) {
  const place = at('tiles').children[cell]?.querySelector('.picture');
  if (!place) return;
  const before = place.querySelector('img');
  if (before) URL.revokeObjectURL(before.src);
  if (!blob) {
    before?.remove();
    return;
  }
  const image = before ?? place.appendChild(make('img', { alt: '' }));
  image.src = URL.createObjectURL(blob);
  place.querySelector('.why').textContent = '';
}

export function showChoices(box, choices, current, onTap) {
  box.replaceChildren(...choices.map((choice) => {
    const chosen = choice.name === current;
    const below = chosen ? say('now') : choice.below ?? '';
    const button = make('button', { type: 'button', class: 'choice', 'aria-pressed': chosen, 'data-name': choice.name },
      ...(choice.layout ? [sketch(choice.layout)] : []),
      make('span', {}, choice.title || choice.name, make('small', {}, below)));
    button.addEventListener('click', () => onTap(choice, chosen));
    return button;
  }));
}

/** The screens that have a wall, hidden where there is only one. `below` tells what is on each. */
export function showScreens(screens, current, onTap) {
  const box = at('screens');
  box.hidden = screens.length < 2;
  while (box.children.length > screens.length + 1) box.lastChild.remove();
  screens.forEach(({ name, below }, index) => {
    const button = box.children[index + 1] ?? box.appendChild(make('button', { type: 'button' }, make('b'), make('small')));
    button.dataset.name = name;
    button.querySelector('b').textContent = name;
    button.querySelector('small').textContent = below;
    button.setAttribute('aria-pressed', name === current);
    button.onclick = () => onTap(name);
  });
}

function sketch(layout) {
  const made = make('span', { class: 'sketch', 'aria-hidden': 'true' });
  made.style.gridTemplate = `repeat(${layout.rows}, 1fr) / repeat(${layout.columns}, 1fr)`;
  for (const cell of layout.cells) {
    const one = made.appendChild(make('i'));
    one.style.gridArea = `${cell.row + 1} / ${cell.column + 1} / span ${cell.rows} / span ${cell.columns}`;
  }
  return made;
}

export function showCases(told, platform) {
  at('case-count').textContent = told.count;
  at('platform').textContent = knows(`platform_${platform}`) ? say(`platform_${platform}`) : '';
  const newest = [...told.cases].sort((a, b) => String(b.reported_at ?? '').localeCompare(String(a.reported_at ?? '')));
  const rows = newest.slice(0, MOST_CASES).map((one) => make('li', { 'data-level': one.level ?? '', 'data-case': one.id },
    make('span', { class: `lamp ${one.lamp}`, 'aria-hidden': 'true' }),
    make('b', {}, one.title || one.id),
    make('small', {}, about(one))));
  if (!rows.length) rows.push(make('li', { class: 'empty' }, say('no_cases')));
  if (newest.length > MOST_CASES) rows.push(make('li', { class: 'empty' }, say('more_cases', newest.length - MOST_CASES)));
  at('case-list').replaceChildren(...rows);
}

function about(one) {
  const parts = [
    say(`lamp_${one.lamp}`),
    one.level && knows(`level_${one.level}`) ? say(`level_${one.level}`) : one.level,
    knows(one.platform) ? say(one.platform) : one.platform,
    one.reported_at ? ago(new Date(one.reported_at)) : null,
  ];
  return parts.filter(Boolean).join(' · ');
}

function ago(then) {
  const minutes = Math.max(0, Math.floor((Date.now() - then) / 60000));
  if (minutes < 60) return say('minutes', minutes);
  if (minutes < 48 * 60) return say('hours', Math.floor(minutes / 60));
  return say('days', Math.floor(minutes / 1440));
}

export function showRoom(health, conference) {
  const live = conference.nodes.filter((node) => node.state === 'live').length;
  const rows = [
    [say('cameras'), say('cameras_value', health.cameras)],
    [say('sites'), conference.state === 'live' ? say('conference_live', live) : say('conference_idle')],
    [say('program_state'), say(health.status)],
  ];
  at('room').replaceChildren(...rows.map(([what, value]) => make('li', {}, make('span', {}, what), make('span', {}, value))));
  at('simulated').hidden = !health.simulated;
}
