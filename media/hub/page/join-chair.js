// The chair's panel of a leader's page: the roster and the orders, over the page's own line.
// Orders are the bodies of POST /v1/conference; the hub decides, and says why it will not.

import { chairWords } from './join-chair-words.js';

const SURE_MS = 4000; // how long "press again" stands
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
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/join-chair.css';
    document.head.append(style);
    this.root = element('section', { id: 'chair' });
    document.querySelector('main').append(this.root);
  }

  hear(message, language) {
    this.language = language;
    if ('refused' in message) this.reason = message.refused.reason;
    else this.conference = message.conference;
    this.render();
  }

  speak(language) { this.language = language; this.render(); }

  order(action, more = {}) {
    this.reason = '';
    this.say({ type: 'chair', order: { action, ...more } });
    this.render();
  }

  render() {
    const held = this.conference, focus = document.activeElement?.dataset?.act;
    this.root.hidden = !held;
    document.body.dataset.chair = held ? 'held' : '';
    if (!held) return;
    const w = chairWords[this.language], live = held.state === 'live';
    const nodes = [...held.nodes].sort((a, b) => (RANKS[a.state] ?? 5) - (RANKS[b.state] ?? 5));
    const seated = nodes.filter((node) => node.state === 'live').length;
    const top = this.list?.scrollTop ?? 0;
    this.list = element('ul', {}, ...(live ? nodes.map((node) => this.row(node, w)) : []));
    this.root.replaceChildren(
      element('header', {},
        element('h2', {}, w.title),
        element('p', {}, live ? w.counts(seated, nodes.length) + this.mode(w) : w.idle)),
      element('p', { role: 'alert', hidden: !this.reason }, w.refused(this.reason)),
      this.list,
      element('nav', { hidden: !live },
        this.button('mute_all', w.mute_all, () => this.order('mute_all', { allow_self: true })),
        this.button('cancel', w.cancel, () => this.order('cancel'), '', w.cancel_all),
        this.button('end', this.sure ? w.sure : w.end, () => this.end(), 'danger')),
    );
    this.list.scrollTop = top;
    if (focus) this.root.querySelector(`[data-act="${CSS.escape(focus)}"]`)?.focus();
  }

  mode(w) {
    const held = this.conference, name = (id) => held.nodes.find((node) => node.id === id)?.name ?? id;
    if (held.broadcast) return ` · ${w.broadcasting(name(held.broadcast))}`;
    if (held.floor) return ` · ${w.has_floor(name(held.floor))}`;
    return held.mode === 'roll_call' ? ` · ${w.calling_roll}` : '';
  }

  row(node, w) {
    const open = this.chosen === node.id;
    const head = element('button', { type: 'button', 'data-act': `row-${node.id}`, 'aria-expanded': String(open) },
      element('span', { class: 'lamp', 'data-state': node.hand ? 'hand' : node.state, 'aria-hidden': 'true' }),
      element('b', {}, node.name),
      element('span', { class: 'word' }, this.word(node, w)));
    head.onclick = () => { this.chosen = open ? '' : node.id; this.render(); };
    return element('li', {}, head, ...(open ? [this.acts(node, w)] : []));
  }

  word(node, w) {
    if (node.state !== 'live') return w[node.state] ?? node.state;
    if (node.hand) return w.hand;
    if (node.speaking) return w.speaking;
    if (node.weak) return w.weak;
    return node.mic === 'open' ? w.live : w.muted;
  }

  acts(node, w) {
    const one = (action, more = { node: node.id }) =>
      this.button(`${action}-${node.id}`, w[action], () => this.order(action, more));
    const acts = {
      live: () => [
        one('give_floor'), one('roll_call'), one('broadcast', { source: `node:${node.id}` }),
        node.mic === 'forced' ? one('unmute') : one('mute'),
        ...(node.hand ? [one('lower_hand')] : []),
      ],
      waiting: () => [one('admit')],
    }[node.state] ?? (() => [one('call')]);
    return element('div', { class: 'acts' }, ...acts());
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

function element(name, marks, ...inside) {
  const made = document.createElement(name);
  for (const [mark, value] of Object.entries(marks)) {
    if (value === true) made.setAttribute(mark, '');
    else if (value !== false && value !== '') made.setAttribute(mark, value);
  }
  made.append(...inside); // texts become text, never markup
  return made;
}
