// The screen stays on in a conference; a kiosk's always.

let lock = null, wished = false;

export function keepAwake(on) {
  wished = on;
  renew();
}

async function renew() {
  try {
    if (wished && !document.hidden && !lock) {
      lock = await navigator.wakeLock?.request('screen') ?? null;
      lock?.addEventListener('release', () => { lock = null; });
    } else if (!wished && lock) {
      const held = lock;
      lock = null;
      await held.release();
    }
  } catch { /* a battery that runs low may refuse */ }
}

// the browser takes it away with each page that is hidden
document.addEventListener('visibilitychange', renew);
