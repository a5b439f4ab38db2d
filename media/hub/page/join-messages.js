// Messages with the command room: the last ones and a field to write the first or the next, behind
// a button. It makes its own elements but the button.

import { element } from './join-element.js';
import { readUntil } from './join-link.js';

const SHOWN_MS = 20000; // a message stays so long by itself; it can be opened again
const ANSWER_MS = 3000; // what the hub has not kept by then can be sent again
const LONGEST = 500;
const KEPT = 40; // as many as the hub keeps of a conference

const words = {
  zh: {
    button: (unread) => unread ? `消息 ${unread}` : '消息', room: '指挥室', own: '本会场', none: '还没有消息',
    write: '写给指挥室', send: '发送', close: '关闭',
  },
  en: {
    button: (unread) => unread ? `Chat ${unread}` : 'Chat', room: 'Command room', own: 'This site', none: 'No messages yet',
    write: 'Write to the command room', send: 'Send', close: 'Close',
  },
};

export class Messages {
  // send(message) goes to the hub.
  constructor({ send }) {
    this.send = send;
    this.letters = []; // the last KEPT: { text, at, own }; at: milliseconds, of the hub's clock
    this.unread = 0; // of the command room, that went before anybody did anything with them
    this.sent = ''; // the last one that went to the hub
    this.waits = false; // for the hub to have kept it
    this.able = false;
    this.held = false; // opened by hand: it does not go by itself
    this.language = 'zh';
    this.button = document.getElementById('messages');
    this.list = element('ol', { id: 'note-list', role: 'log' });
    this.field = element('input', { id: 'note-reply', type: 'text', maxlength: LONGEST, autocomplete: 'off' });
    this.post = element('button', { id: 'note-send', type: 'submit', class: 'likely' });
    this.shut = element('button', { id: 'note-close', type: 'button', class: 'quiet' });
    this.note = element('form', { id: 'note', hidden: true }, this.list, this.field, this.post, this.shut);
    document.getElementById('stage').append(this.note);
    this.note.addEventListener('submit', (event) => { event.preventDefault(); this.write(); });
    this.note.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.turn(false); });
    this.shut.addEventListener('click', () => this.turn(false));
    this.button.addEventListener('click', () => this.turn(this.note.hidden));
  }

  heard({ text, at }) {
    this.keep([{ text, at: Date.parse(at), own: false }]);
    if (this.held) this.read();
    this.show(true);
  }

  // What was written before this page was there, or while its line was cut.
  recall(letters) {
    const before = this.unread;
    this.keep(letters.map(({ text, at, own }) => ({ text, at: Date.parse(at), own })));
    if (this.unread > before) this.show(true);
  }

  // It stays in its field until the hub has kept it.
  write() {
    const text = this.field.value.trim();
    if (!text || this.post.disabled) return;
    this.sent = text;
    this.send({ type: 'message', text });
    this.wait(true);
  }

  wait(on) {
    clearTimeout(this.waiting);
    this.waits = on;
    if (on) this.waiting = setTimeout(() => this.wait(false), ANSWER_MS);
    this.tell();
  }

  wrote({ text, at }) {
    if (this.field.value.trim() === this.sent) this.field.value = '';
    this.keep([{ text, at: Date.parse(at), own: true }]);
    this.read();
    this.wait(false);
    this.fadeLater();
  }

  // All that is here has been seen by somebody.
  read() {
    this.unread = 0;
    if (this.letters.length) readUntil.set(this.letters.at(-1).at);
  }

  // By hand.
  turn(on) {
    this.held = on;
    this.read();
    this.show(on);
    if (!on) this.button.focus();
    // a phone's keyboard would cover what there is to read
    else if (matchMedia('(pointer: fine)').matches) this.field.focus();
  }

  show(on) {
    this.note.hidden = !on;
    this.list.scrollTop = this.list.scrollHeight;
    this.fadeLater();
    this.tell();
  }

  // Each once, in the order of time, whichever way it came.
  keep(letters) {
    const id = ({ text, at, own }) => JSON.stringify([at, own, text]);
    const known = new Map([...this.letters, ...letters].map((letter) => [id(letter), letter]));
    this.letters = [...known.values()].sort((a, b) => a.at - b.at).slice(-KEPT);
    this.unread = this.letters.filter(({ at, own }) => !own && at > readUntil.get()).length;
    this.fill();
  }

  fadeLater() {
    clearTimeout(this.fading);
    if (this.held || this.note.hidden) return;
    this.fading = setTimeout(() => {
      // somebody who writes is not interrupted
      if (document.activeElement === this.field) this.fadeLater();
      else this.show(false);
    }, SHOWN_MS);
  }

  // inCall: a first message can be written; able: somebody would get it now.
  render(language, inCall, able) {
    if (language !== this.language) {
      this.language = language;
      this.fill();
    }
    const w = words[language];
    this.field.placeholder = w.write;
    this.field.setAttribute('aria-label', w.write);
    this.post.textContent = w.send;
    this.able = able;
    this.shut.textContent = w.close;
    this.button.hidden = !inCall && !this.letters.length;
    this.list.dataset.none = w.none;
    this.tell();
  }

  tell() {
    this.post.disabled = !this.able || this.waits;
    this.button.querySelector('span').textContent = words[this.language].button(this.note.hidden ? this.unread : 0);
    this.button.setAttribute('aria-expanded', String(!this.note.hidden));
    this.button.classList.toggle('wanted', this.note.hidden && this.unread > 0);
  }

  fill() {
    const w = words[this.language];
    this.list.replaceChildren(...this.letters.map(({ text, at, own }) => element('li', { class: own ? 'own' : '' },
      element('span', {}, `${own ? w.own : w.room} ${new Date(at).toLocaleTimeString(this.language, { hour: '2-digit', minute: '2-digit' })}`),
      element('p', {}, text))));
    this.list.scrollTop = this.list.scrollHeight;
  }
}
