// How large and how dense a picture the hub asks for: as it is shown there, and no more of the line.

let last = null; // the newest wish; a connection made anew gets it too

// Take a wish of the hub, or without one the last, over to a connection. A screen stays as it is
// sent: writing that is made smaller cannot be read.
export async function applyWant(connection, want = null) {
  last = want ?? last;
  const sender = connection?.pc.getSenders().find((one) => one.track?.kind === 'video');
  if (!last || !sender || sender.track.contentHint === 'detail') return;
  const parameters = sender.getParameters();
  const encoding = parameters.encodings?.[0];
  if (!encoding) return; // not negotiated yet: it is applied when the connection stands
  const { width = last.width, height = last.height } = sender.track.getSettings();
  encoding.scaleResolutionDownBy = Math.max(1, Math.min(width / last.width, height / last.height));
  encoding.maxBitrate = last.kbps * 1000;
  if (last.fps) encoding.maxFramerate = last.fps;
  try {
    await sender.setParameters(parameters);
  } catch { /* the connection is going: the next one is told again */ }
}
