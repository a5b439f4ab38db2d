// The calls of the control API, with the token in a header and never in an address.

const KEPT = 'command-room-token';
const PATIENCE_MS = 12000;
const SILENCE_MS = 25000; // the room says something every 10 s
const AGAIN_MS = [1000, 2000, 4000, 8000];

export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const token = {
  get: () => sessionStorage.getItem(KEPT) ?? '',
  keep: (value) => sessionStorage.setItem(KEPT, value),
  forget: () => sessionStorage.removeItem(KEPT),
};

/** Whether a header can carry it at all. */
export const writable = (value) => /^[\x21-\x7e]{1,200}$/.test(value);

/** `{cell, screen}` as a query; what is null is left out. */
export function asking(what) {
  const written = new URLSearchParams(Object.entries(what).filter(([, value]) => value !== null)).toString();
  return written && `?${written}`;
}

async function ask(method, path, { body, headers = {}, signal } = {}) {
  return fetch(path, {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: { Authorization: `Bearer ${token.get()}`, ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
  });
}

async function refusal(answer) {
  let detail = answer.statusText;
  try {
    detail = (await answer.json()).detail ?? detail;
  } catch {
    // no document: the status has to do
  }
  return new Refusal(answer.status, detail);
}

export async function call(method, path, body) {
  const answer = await ask(method, path, { body });
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

/** What a later version of the room answers, null where this one does not know the call. */
export async function callIfThere(path) {
  try {
    return await call('GET', path);
  } catch (fault) {
    if (fault instanceof Refusal && [404, 405, 501].includes(fault.status)) return null;
    throw fault;
  }
}

/** Of a cell of a screen, null: the desk's own. `{mark, blob}`; a blob of null: unchanged. null: the tile has no picture. */
export async function thumbnail(screen, cell, mark) {
  const answer = await ask('GET', `/v1/wall/tiles/${cell}/thumbnail${asking({ screen })}`, {
    headers: mark ? { 'If-None-Match': mark } : {},
  });
  if (answer.status === 304) return { mark, blob: null };
  if (answer.status === 404) return null;
  if (!answer.ok) throw await refusal(answer);
  return { mark: answer.headers.get('ETag'), blob: await answer.blob() };
}

/** Follows the room's events until `stop()`. `hear(kind, data)`, `line(open)`, `refused(fault)`. */
export function follow({ hear, line, refused }) {
  let stopped = false, tries = 0, control = null;

  async function listen() {
    control = new AbortController();
    let silence = setTimeout(() => control.abort(), SILENCE_MS);
    try {
      const answer = await ask('GET', '/v1/events', { signal: control.signal });
      if (!answer.ok) throw await refusal(answer);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(silence);
        silence = setTimeout(() => control.abort(), SILENCE_MS);
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) told(block);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  function told(block) {
    const field = (name) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];
    const kind = field('event');
    if (!kind) return;
    if (kind === 'ready') {
      tries = 0;
      line(true);
    }
    hear(kind, JSON.parse(field('data') ?? '{}'));
  }

  async function keep() {
    while (!stopped) {
      try {
        await listen();
      } catch (fault) {
        if (stopped) return;
        if (fault instanceof Refusal && fault.status === 401) return refused(fault);
      }
      if (stopped) return;
      line(false);
      await new Promise((go) => setTimeout(go, AGAIN_MS[Math.min(tries++, AGAIN_MS.length - 1)]));
    }
  }

  keep();
  return () => {
    stopped = true;
    control?.abort();
  };
}
