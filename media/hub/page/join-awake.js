// The screen stays on in a conference, and while a phone waits to be rung: one that went dark would
// not ring. A kiosk's stays on always.

let lock = null, asking = false, inUse = false, waits = false, touched = false;

// used: now and as it is; waiting: as soon as somebody has touched the page, who is there to see it.
export function keepAwake(used, waiting) {
  if (used === inUse && waiting === waits) return;
  [inUse, waits] = [used, waiting];
  renew();
}

const wished = () => inUse || (waits && touched);

async function renew() {
  if (wished() && !document.hidden && !lock && !asking) await ask();
  if (wished() || !lock) return;
  const held = lock;
  lock = null;
  await held.release();
}

async function ask() {
  asking = true;
  try {
    lock = await navigator.wakeLock?.request('screen') ?? null;
    lock?.addEventListener('release', () => { lock = null; });
  } catch { /* a battery that runs low may refuse */ }
  asking = false;
}

for (const kind of ['pointerdown', 'keydown']) {
  addEventListener(kind, () => { touched = true; renew(); }, { once: true, capture: true });
}
// the browser takes it away with each page that is hidden
document.addEventListener('visibilitychange', renew);
