// The line to the hub's door: one WebSocket that comes back by itself.
//
// A browser opens one at a time to a place. So a try that hangs, as on a network that swallows
// everything, is given up soon, for the next one to find the network that is back; how soon goes by
// how long the line took to open before.

const LEAST_MS = 1500, MOST_MS = 8000; // of one try
const LONG_EVERY = 12; // each such try is given three times as long: the line may have become slower

export class Line {
  // say.hello() gives the first message; say.heard(message), say.opened(), say.lost() report.
  constructor(say) {
    this.say = say;
    this.tries = 0;
    this.ended = false;
    this.openMs = 0; // how long it took the last time
    window.addEventListener('online', () => this.hurry());
    navigator.connection?.addEventListener?.('change', () => this.hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.check());
  }

  get up() { return this.socket?.readyState === WebSocket.OPEN; }

  open() {
    this.ended = false;
    this.detach();
    this.try();
  }

  send(message) {
    if (this.up) this.socket.send(JSON.stringify(message));
  }

  // No more: not by itself.
  end() {
    this.ended = true;
    this.detach();
  }

  // Something may have changed: try now, not when the turn comes.
  hurry() {
    if (!this.ended && !this.up) this.try();
  }

  check(silentMs = 4500) {
    if (this.up && performance.now() - this.heardAt > silentMs) this.lose();
  }

  try() {
    clearTimeout(this.timer);
    if (this.trying) drop(this.trying);
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws', began = performance.now();
    const socket = new WebSocket(`${scheme}://${location.host}/ws`, 'command-room.1');
    this.trying = socket;
    socket.onopen = () => this.take(socket, performance.now() - began);
    socket.onclose = socket.onerror = () => this.again(500); // refused: somebody is there, not yet a hub
    this.timer = setTimeout(() => this.again(0), this.patience());
  }

  patience() {
    const usual = Math.max(LEAST_MS, 4 * this.openMs), long = this.tries % LONG_EVERY === LONG_EVERY - 1;
    return Math.min(MOST_MS, usual * (long ? 3 : 1));
  }

  again(waitMs) {
    clearTimeout(this.timer);
    if (this.trying) drop(this.trying);
    this.trying = null;
    this.tries += 1;
    this.timer = setTimeout(() => this.try(), waitMs * (0.6 + 0.8 * Math.random()));
    this.say.lost();
  }

  take(socket, openMs) {
    clearTimeout(this.timer);
    this.trying = null;
    this.socket = socket;
    this.openMs = openMs;
    this.tries = 0;
    this.heardAt = performance.now();
    socket.onmessage = (event) => this.hear(JSON.parse(event.data));
    socket.onclose = socket.onerror = () => this.lose();
    this.send(this.say.hello());
    this.beat(1500);
    this.say.opened();
  }

  hear(message) {
    this.heardAt = performance.now();
    if (message.type === 'welcome') this.beat(message.heartbeat_ms);
    if (message.type !== 'pong') this.say.heard(message);
  }

  beat(everyMs) {
    clearInterval(this.beating);
    this.beating = setInterval(() => {
      this.send({ type: 'ping', t: Math.round(performance.now()) });
      this.check(everyMs * 3);
    }, everyMs);
  }

  lose() {
    this.detach();
    // a hub that was restarted is asked by all sites at once: each waits a little of its own
    if (!this.ended) this.again(300);
  }

  detach() {
    clearTimeout(this.timer);
    clearInterval(this.beating);
    for (const one of [this.trying, this.socket]) if (one) drop(one);
    this.trying = this.socket = null;
  }
}

function drop(socket) {
  socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
  socket.close();
}
