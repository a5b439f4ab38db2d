// The roll call on a leader's page: who is called and what is known of it, the next and the one
// before, results by hand, the whole sheet. `panel` gives the orders and makes the buttons.

import { element } from './join-element.js';

const RESULTS = ['present', 'no_answer', 'no_picture', 'no_sound', 'bad_line'];

export const going = (walk) => Boolean(walk?.node);

// Everybody who is called in, but the leader who asks.
export function listed({ nodes, own }) {
  return nodes.filter((node) => node.invited && node.id !== own).map((node) => node.id);
}

export function missing({ nodes, own }) {
  return nodes.filter((node) => ['absent', 'left'].includes(node.state) && node.id !== own).map((node) => node.id);
}

export function counts({ sheet }, w) {
  const results = sheet.map((line) => line.result).filter(Boolean);
  return w.counted(results.length, sheet.length, results.filter((one) => one === 'present').length);
}

// Who is called now, and what to do.
export function callBox(panel, held, w) {
  const walk = held.roll_call, line = walk.sheet.find((one) => one.node === walk.node);
  const said = line?.result ? w.results[line.result] : walk.heard ? w.awaits : w.is_called;
  return element('section', { class: 'called' },
    element('p', {},
      element('b', {}, panel.name(walk.node)),
      element('span', { class: 'word', 'data-result': line?.result ?? '' }, said)),
    marks(panel, walk.node, line?.result, w),
    element('div', { class: 'steps' },
      panel.button('back', w.back, () => panel.order('back')),
      panel.button('next', w.next, () => panel.order('next'), 'likely'),
      panel.button('stop', w.stop, () => panel.order('cancel'))));
}

// A line of the sheet; who was chosen can be given another result.
export function sheetRow(panel, line, held, w) {
  const called = held.roll_call.node === line.node, open = panel.chosen === line.node && !called;
  const said = line.result ? w.results[line.result] + (line.by_hand ? w.by_hand : '')
    : called ? w.is_called : w.not_yet;
  const head = element('button', { type: 'button', 'data-act': `row-${line.node}`, 'aria-expanded': String(open) },
    element('b', {}, panel.name(line.node)),
    element('span', { class: 'word', 'data-result': line.result ?? '' }, said));
  head.onclick = () => panel.choose(line.node);
  return element('li', { 'aria-current': called && 'true' }, head,
    ...(open ? [marks(panel, line.node, line.result, w)] : []));
}

function marks(panel, node, result, w) {
  return element('div', { class: 'marks', role: 'group', 'aria-label': w.by_hand_title },
    ...RESULTS.map((one) => {
      const made = panel.button(`mark-${one}-${node}`, w.results[one], () => panel.order('mark', { node, result: one }));
      made.setAttribute('aria-pressed', String(one === result));
      return made;
    }));
}
