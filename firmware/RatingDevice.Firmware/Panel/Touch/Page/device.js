// The line to the device: views come in, presses go out. Silence means the device is away, and is shown.
const SILENCE_MS = 12000; // the device repeats its view every 5 s
const RETRY_MS = 2000;

/** Watches for ever. Calls seen(view) for each view, away(reason) when the line breaks. */
export function watch(seen, away) {
  let source, silence, retry;

  const broken = async () => {
    clearTimeout(silence);
    clearTimeout(retry);
    source.close();
    away("away");
    if (await tooMany()) away("too-many");
    retry = setTimeout(open, RETRY_MS);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(broken, SILENCE_MS);
  };
  const open = () => {
    source = new EventSource("events");
    source.addEventListener("view", (e) => {
      heard();
      seen(JSON.parse(e.data));
    });
    source.onerror = broken;
    heard();
  };
  open();
}

// An event source does not say why it was refused; one plain request does.
async function tooMany() {
  const stop = new AbortController();
  try {
    const answer = await fetch("events", { signal: stop.signal });
    return answer.status === 503;
  } catch {
    return false;
  } finally {
    stop.abort();
  }
}

/** Sends one order. Returns null when taken, otherwise { away: true } or { why: "…" }. */
export async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8000),
    });
    if (answer.ok) {
      await answer.arrayBuffer(); // read to its end, so that the connection serves the next order too
      return null;
    }
    const problem = await answer.json().catch(() => ({}));
    return { why: problem.detail ?? `${answer.status}` };
  } catch {
    return { away: true };
  }
}
