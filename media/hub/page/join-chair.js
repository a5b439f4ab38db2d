// The chair's panel of a leader's page: the roster and the orders, over the page's own line.
// Orders are the bodies of POST /v1/conference; the hub decides, and says why it will not.

import { callBox, counts, going, listed, missing, sheetRow } from './join-chair-roll.js';
import { chairWords } from './join-chair-words.js';
import { element } from './join-element.js';

const SURE_MS = 4000; // how long "press again" stands
const LIFTED_MS = 50; // the click of a press has come by then
const RANKS = { live: 0, waiting: 1, calling: 2, left: 3, absent: 4 };

let panel = null;

// One panel a page; say(message) sends over the line.
export function chairPanel(say) {
  panel ??= new ChairPanel(say);
  return panel;
}

class ChairPanel {
  constructor(say) {
    this.say = say;
    this.language = 'zh';
    this.conference = null;
    this.chosen = '';
    this.reason = '';
    this.sure = 0;
    this.results = false; // the list is the last roll call's sheet
    this.pressed = false;
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/join-chair.css';
    document.head.append(style);
    this.root = element('section', { id: 'chair' });
    document.querySelector('main').append(this.root);
    // what lies under a finger is not put anew until it is lifted: a press would be lost, a scroll torn
    this.root.addEventListener('pointerdown', () => { clearTimeout(this.lifting); this.pressed = true; });
    for (const kind of ['pointerup', 'pointercancel', 'touchend', 'touchcancel', 'blur']) {
      addEventListener(kind, (event) => { if (this.pressed && event.pointerType !== 'touch') this.lift(); });
    }
  }

  lift() {
    clearTimeout(this.lifting);
    this.lifting = setTimeout(() => { this.pressed = false; this.render(); }, LIFTED_MS);
  }

  hear(message, language) {
    this.language = language;
    if ('refused' in message) this.reason = message.refused.reason;
    else this.take(message.conference);
    this.render();
  }

  take(conference) {
    const before = this.conference?.roll_call, now = conference?.roll_call;
    this.conference = conference;
    if (!now) this.results = false;
    else if (going(before) && !going(now)) this.results = now.sheet.length > 1;
  }

  speak(language) { this.language = language; this.render(); }

  order(action, more = {}) {
    this.reason = '';
    this.say({ type: 'chair', order: { action, ...more } });
    this.render();
  }

  choose(node) {
    this.chosen = this.chosen === node ? '' : node;
    this.render();
  }

  name(id) { return this.conference.nodes.find((node) => node.id === id)?.name ?? id; }

  render() {
    if (this.pressed) return;
    const held = this.conference, focus = document.activeElement?.dataset?.act;
    this.root.hidden = !held;
    document.body.dataset.chair = held ? 'held' : '';
    if (!held) return;
    const w = chairWords[this.language], live = held.state === 'live', called = live && going(held.roll_call);
    const top = this.list?.scrollTop ?? 0;
    this.list = element('ul', {}, ...(live ? this.rows(held, w) : []));
    this.root.replaceChildren(
      this.head(held, w, live),
      element('p', { role: 'alert', hidden: !this.reason }, w.refused(this.reason)),
      ...(called ? [callBox(this, held, w)] : []),
      this.list,
      this.nav(held, w, live && !called));
    this.list.scrollTop = top;
    this.follow(called ? held.roll_call.node : '');
    if (focus) this.root.querySelector(`[data-act="${CSS.escape(focus)}"]`)?.focus();
  }

  // The list goes along with the roll call.
  follow(called) {
    if (called && called !== this.called) this.list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    this.called = called;
  }

  head(held, w, live) {
    const seated = held.nodes.filter((node) => node.state === 'live').length;
    const walk = live ? held.roll_call : null;
    const said = !live ? w.idle : walk && (going(walk) || this.results) ? counts(walk, w)
      : w.counts(seated, held.nodes.length) + this.mode(w);
    const turn = () => { this.results = !this.results; this.chosen = ''; this.render(); };
    return element('header', {},
      element('h2', {}, w.title),
      element('p', {}, said),
      ...(walk && !going(walk) ? [this.button('results', this.results ? w.show_sites : w.show_results, turn)] : []),
      ...(live && held.broadcast && !held.nodes.some(({ id }) => id === held.broadcast) ? [this.endBroadcast(w)] : []),
      ...(live ? [this.lock(held.locked, w)] : []));
  }

  lock(on, w) {
    return this.button('lock', on ? w.unlock : w.lock, () => this.order(on ? 'unlock' : 'lock'), '', w.lock_title);
  }

  nav(held, w, shown) {
    const forbidden = held.hush === 'forced';
    const several = (action, text, nodes, kind) => {
      const made = this.button(action, text, () => this.order(action, { nodes }), kind);
      made.disabled = !nodes.length;
      return made;
    };
    return element('nav', { hidden: !shown },
      several('roll_call', w.roll_all, listed(held), 'likely'),
      several('call', w.call_absent, missing(held)),
      this.button('mute_all', w.mute_all, () => this.order('mute_all', { allow_self: !forbidden })),
      this.button('self_unmute', forbidden ? w.allow_unmute : w.forbid_unmute, () => this.order('self_unmute', { on: forbidden })),
      this.button('cancel', w.cancel, () => this.order('cancel'), '', w.cancel_all),
      this.button('end', this.sure ? w.sure : w.end, () => this.end(), 'danger'));
  }

  mode(w) {
    const held = this.conference, said = held.locked ? [w.locked] : [];
    if (held.broadcast) said.push(w.broadcasting(this.name(held.broadcast)));
    else if (held.floor) said.push(w.has_floor(this.name(held.floor)));
    return said.map((one) => ` · ${one}`).join('');
  }

  rows(held, w) {
    const walk = held.roll_call;
    if (walk && (going(walk) || this.results)) return walk.sheet.map((line) => sheetRow(this, line, held, w));
    const rank = (node) => RANKS[node.state] ?? 5, hand = (node) => this.hand(node) || Infinity;
    // who raised a hand stands first, in the order of the hands
    const ranked = [...held.nodes].sort((a, b) => rank(a) - rank(b) || (hand(a) === hand(b) ? 0 : hand(a) - hand(b)));
    return ranked.map((node) => this.row(node, w));
  }

  // Its place among the raised hands, from 1; 0: none.
  hand(node) { return node.hand ? this.conference.hands.indexOf(node.id) + 1 : 0; }

  row(node, w) {
    const open = this.chosen === node.id;
    const head = element('button', { type: 'button', 'data-act': `row-${node.id}`, 'aria-expanded': String(open) },
      element('span', { class: 'lamp', 'data-state': node.hand ? 'hand' : node.state, 'aria-hidden': 'true' }),
      element('b', {}, node.name),
      element('span', { class: 'word' }, this.word(node, w)));
    head.onclick = () => this.choose(node.id);
    return element('li', {}, head, ...(open ? [this.acts(node, w)] : []));
  }

  word(node, w) {
    if (node.state !== 'live') return w[node.state] ?? node.state;
    if (node.hand) return w.hand(this.hand(node));
    if (node.speaking) return w.speaking;
    if (node.weak) return w.weak;
    return node.mic === 'open' ? w.live : w.muted;
  }

  acts(node, w) {
    const one = (action, more = { node: node.id }) =>
      this.button(`${action}-${node.id}`, w[action], () => this.order(action, more));
    const { floor, broadcast } = this.conference, speaks = floor === node.id, shown = broadcast === node.id;
    const acts = {
      live: () => [
        speaks ? one('take_floor') : one('give_floor'), one('roll_call'),
        shown ? this.endBroadcast(w) : one('broadcast', { source: `node:${node.id}` }),
        node.mic === 'forced' ? one('unmute') : one('mute'),
        ...(node.hand ? [one('lower_hand')] : []),
      ],
      waiting: () => [one('admit')],
    }[node.state] ?? (() => [one('call'), ...(speaks ? [one('take_floor')] : []), ...(shown ? [this.endBroadcast(w)] : [])]);
    return element('div', { class: 'acts' }, ...acts());
  }

  // A site's, or what the command room shows to all.
  endBroadcast(w) {
    return this.button('end_broadcast', w.end_broadcast, () => this.order('broadcast', { source: null }));
  }

  end() {
    if (this.sure) {
      clearTimeout(this.sure);
      this.sure = 0;
      this.order('end');
      return;
    }
    this.sure = setTimeout(() => { this.sure = 0; this.render(); }, SURE_MS);
    this.render();
  }

  button(act, text, press, kind = '', title = '') {
    const made = element('button', { type: 'button', class: kind, title, 'data-act': act }, text);
    made.onclick = press;
    return made;
  }
}
