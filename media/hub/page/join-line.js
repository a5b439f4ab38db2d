// The line to the hub's door: one WebSocket that comes back by itself.

// never longer: a network that is back without a word of the browser is found within 3 s
const AGAIN_MS = [0, 500, 1000, 2000];
// a try that hangs makes room for the next; each third one is given time, for very slow lines
const PATIENCE_MS = [2500, 2500, 7000];
const STEADY_MS = 10000; // a line that stood so long begins again at the foot of the ladder

export class Line {
  // say.hello() gives the first message; say.heard(message), say.opened(), say.lost(seconds) report.
  constructor(say) {
    this.say = say;
    this.tries = 0;
    this.ended = false;
    window.addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.check());
  }

  open() {
    this.ended = false;
    clearTimeout(this.timer);
    this.detach();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/ws`, 'command-room.1');
    this.socket = socket;
    this.heardAt = performance.now();
    socket.onopen = () => {
      this.openedAt = performance.now();
      this.send(this.say.hello());
      this.beat(1500);
      this.say.opened();
    };
    socket.onmessage = (event) => {
      this.heardAt = performance.now();
      const message = JSON.parse(event.data);
      if (message.type === 'welcome') this.beat(message.heartbeat_ms);
      if (message.type !== 'pong') this.say.heard(message);
    };
    socket.onclose = () => this.lose();
    socket.onerror = () => this.lose();
    // a network that swallows everything answers neither yes nor no
    this.patience = setTimeout(() => socket.readyState === WebSocket.CONNECTING && this.lose(), PATIENCE_MS[this.tries % PATIENCE_MS.length]);
  }

  get up() { return this.socket?.readyState === WebSocket.OPEN; }

  send(message) {
    if (this.up) this.socket.send(JSON.stringify(message));
  }

  // No more: not by itself.
  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.detach();
  }

  beat(everyMs) {
    clearInterval(this.beating);
    this.beating = setInterval(() => {
      this.send({ type: 'ping', t: Math.round(performance.now()) });
      this.check(everyMs * 3);
    }, everyMs);
  }

  check(silentMs = 4500) {
    if (this.up && performance.now() - this.heardAt > silentMs) this.lose();
  }

  hurry() {
    if (!this.ended && !this.up) this.open();
  }

  lose() {
    this.detach();
    if (this.ended) return;
    if (this.openedAt && performance.now() - this.openedAt > STEADY_MS) this.tries = 0;
    this.openedAt = 0;
    const wait = AGAIN_MS[Math.min(this.tries, AGAIN_MS.length - 1)] * (0.8 + 0.4 * Math.random());
    this.tries += 1;
    this.timer = setTimeout(() => this.open(), wait);
    this.say.lost(Math.round(wait / 1000));
  }

  detach() {
    clearInterval(this.beating);
    clearTimeout(this.patience);
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      socket.close();
    }
  }
}
