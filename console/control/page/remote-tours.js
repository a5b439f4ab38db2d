// The tours that run on the screen that is looked at, and the places where one may begin.

import { at, make, nameOf } from '/remote/remote-show.js';
import { say } from '/remote/remote-words.js';

const STEPS = ['back', 'pause', 'next', 'stop'];
const MOVES = ['running', 'paused']; // only then is there a next stop to go to

/** Where a tour runs, with the screen where there are several. */
export function placeOf(tour, screen) {
  const where = tour.cell === null ? say('whole_wall') : say('in_cell', tour.cell + 1);
  return screen ? `${screen} · ${where}` : where;
}

/** A row for each, kept while it may be touched. `onStep(tour, step)`: `back`, `pause`, `resume`, `next`, `stop`. */
export function showTours(tours, onStep) {
  const box = at('running');
  while (box.children.length > tours.length) box.lastChild.remove();
  tours.forEach((tour, index) => {
    const row = box.children[index] ?? box.appendChild(newRow());
    const rests = tour.state !== 'running';
    row.dataset.cell = tour.cell ?? 'all';
    row.querySelector('b').textContent = tour.title || tour.tour;
    row.querySelector('small').textContent = say('tour_at', placeOf(tour, null), tour.stop, tour.stops, tour.state);
    for (const button of row.querySelectorAll('button')) {
      const step = button.dataset.step;
      button.textContent = say(step === 'pause' && rests ? 'tour_resume' : `tour_${step}`);
      button.setAttribute('aria-label', `${button.textContent} · ${row.querySelector('b').textContent}`);
      button.disabled = ['back', 'next'].includes(step) && !(MOVES.includes(tour.state) && tour.stops > 1);
      button.onclick = () => onStep(tour, step === 'pause' && rests ? 'resume' : step);
    }
  });
}

function newRow() {
  const buttons = STEPS.map((step) => make('button', { type: 'button', 'data-step': step }));
  return make('li', {}, make('span', {}, make('b'), make('small')), ...buttons);
}

/** The whole wall and its cells, with what they show now; the value is the cell, or empty. */
export function showPlaces(tiles, names) {
  const cells = tiles.map((tile, cell) =>
    make('option', { value: cell }, say('in_cell', cell + 1, tile.source ? nameOf(tile.source, names) : '')));
  at('ask-where').replaceChildren(make('option', { value: '' }, say('whole_wall')), ...cells);
}
