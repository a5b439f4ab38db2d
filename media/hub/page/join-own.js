// What people here wish of their microphone and camera: true is open. A page loaded anew opens
// neither by itself. A fixed set, where nobody can press anything, remembers it for its conference
// alone.

import { inCall, link, memory } from './join-link.js';

const left = (kind) => (link.kiosk && !inCall.get()) || memory.getItem(`left-${kind}`) !== 'shut';

export const own = { mic: left('mic'), camera: left('camera') };

export function wish(kind, open) {
  own[kind] = open;
  memory.setItem(`left-${kind}`, open ? 'open' : 'shut');
}
