// A fixed set whose link was opened elsewhere comes back by itself: nobody there presses anything.
// Each time that it is put out again soon it waits twice as long, for two not to put each other out
// for ever.

const FIRST_MS = 60000, MOST_MS = 960000;

export class Return {
  // again() opens the line.
  constructor(again) {
    this.again = again;
    this.waitMs = FIRST_MS;
    this.cameAt = -Infinity;
  }

  // It was put out.
  begin() {
    const soon = performance.now() - this.cameAt < MOST_MS;
    this.waitMs = soon ? Math.min(MOST_MS, 2 * this.waitMs) : FIRST_MS;
    this.timer = setTimeout(() => this.come(), this.waitMs);
  }

  // By itself, or because somebody wishes it.
  come() {
    clearTimeout(this.timer);
    this.cameAt = performance.now();
    this.again();
  }
}
