// Sharing this screen: asked of the command room, then sent in place of the camera's picture.

const $ = (id) => document.getElementById(id);
const SHARP = { frameRate: { ideal: 5, max: 10 }, width: { max: 1920 }, height: { max: 1080 } };

export class ScreenShare {
  // on.send(message) to the hub; on.show() puts the picture of `track` in the camera's place, or the
  // camera's back where there is none; on.changed() after each change.
  constructor(on) {
    this.on = on;
    this.allowed = 'none';
    this.track = null;
    this.able = Boolean(navigator.mediaDevices?.getDisplayMedia);
    $('screen').addEventListener('click', () => this.press());
  }

  // The hub's word: none, asked, allowed or shown.
  heard(state) {
    if (this.track && this.allowed === 'shown' && state !== 'shown') this.end(false);
    this.allowed = state;
  }

  // A new line to the hub: it knows nothing of us.
  renew() { if (this.track) this.on.send({ type: 'screen', on: true }); }

  async press() {
    if (this.track) { this.end(true); return; }
    if (this.allowed === 'asked') { this.on.send({ type: 'screen', on: false }); return; }
    if (this.allowed === 'none') { this.on.send({ type: 'screen', on: true }); return; }
    try {
      [this.track] = (await navigator.mediaDevices.getDisplayMedia({ video: SHARP })).getVideoTracks();
    } catch { return; } // the people here thought better of it
    this.track.contentHint = 'detail';
    this.track.onended = () => this.end(true);
    await this.on.show();
    this.on.send({ type: 'screen', on: true });
    this.on.changed();
  }

  end(tell) {
    if (!this.track) return;
    this.track.onended = null;
    this.track.stop();
    this.track = null;
    this.on.show();
    if (tell) this.on.send({ type: 'screen', on: false });
    this.on.changed();
  }

  render(words, live) {
    const word = this.track ? 'screen_stop' : { none: 'screen', asked: 'screen_asked', allowed: 'screen_start', shown: 'screen_start' }[this.allowed];
    const button = $('screen');
    button.hidden = !this.able || !live;
    button.querySelector('span').textContent = words[word];
    button.classList.toggle('wanted', this.allowed === 'allowed' && !this.track);
    button.setAttribute('aria-pressed', String(Boolean(this.track)));
  }
}
