// Whether the program moves. A connection whose picture stands still is made anew, each time after
// twice as long: a browser that cannot show it would else ask for ever.

const STILL_MS = 6000, MOST_MS = 96000;
const STEADY_MS = 12000; // a connection whose picture moves so long is a good one
const TRIES = 3; // so many in vain: it is the browser

export class Watch {
  constructor() {
    this.tries = 0;
    this.begin(0);
  }

  get hopeless() { return this.tries >= TRIES; }

  get seen() { return this.pictures > 0; }

  // A connection stands. now, here and below: milliseconds.
  begin(now) {
    this.pictures = 0;
    this.began = this.at = now;
  }

  // So many pictures were shown on this connection by now.
  saw(pictures, now) {
    if (pictures <= this.pictures) return;
    this.pictures = pictures;
    this.at = now;
    if (now - this.began >= STEADY_MS) this.tries = 0;
  }

  // Nobody looks, or there is no program yet.
  pause(now) { this.at = now; }

  // Whether the connection is to be made anew; that counts as a try.
  still(now) {
    if (now - this.at <= Math.min(MOST_MS, STILL_MS * 2 ** this.tries)) return false;
    this.tries += 1;
    this.at = now;
    return true;
  }
}
