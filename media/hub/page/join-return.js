// A fixed set whose link was opened elsewhere comes back by itself once nobody is there any more: no
// one in its room presses anything. Each minute it asks for its place, and takes it only if it is
// free.

const EVERY_MS = 60000;

export class Return {
  // again() opens the line.
  constructor(again) {
    this.again = again;
    this.byItself = false;
  }

  // It was put out, or found its place taken.
  begin() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.byItself = true; this.again(); }, EVERY_MS);
  }

  // Because somebody here wishes it, whoever is there.
  come() {
    clearTimeout(this.timer);
    this.byItself = false;
    this.again();
  }

  // It has its place; if its line breaks now, that is still its own.
  arrived() { this.byItself = false; }
}
