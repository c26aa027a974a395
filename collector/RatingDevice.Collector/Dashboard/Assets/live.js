// Keeps the page fresh: every event of the feed asks for the parts anew, at most a few times a second.
// The server writes all markup, so numbers look the same with and without this script.
const words = document.getElementById('feed').dataset;
const link = document.getElementById('link');
const linkText = document.getElementById('link-text');
link.hidden = false; // without this script nothing keeps it true
const age = document.getElementById('age');
const say = document.getElementById('say');
const fewest = 150, retry = 5000, quiet = 40000;
let asked = 0, timer = 0, busy = false, again = false, heard = 0, fresh = 0, seen = null, source = null;

function show(state) {
  if (link.dataset.state === state) return;
  link.dataset.state = state;
  linkText.textContent = state === 'live' ? words.live : words.broken;
}

function wish() {
  if (busy) { again = true; return; }
  if (timer) return;
  timer = setTimeout(refresh, Math.max(0, asked + fewest - performance.now()));
}

async function refresh() {
  timer = 0;
  busy = true;
  asked = performance.now();
  try {
    const parts = words.parts ? words.parts + '&' : '/parts?';
    const answer = await fetch(parts + 'lang=' + document.documentElement.lang, { signal: AbortSignal.timeout(retry) });
    if (!answer.ok) throw new Error(String(answer.status));
    put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    fresh = performance.now();
  } catch {
    setTimeout(wish, retry); // the collector is away: the age on the page goes on counting
  }
  busy = false;
  if (again) { again = false; wish(); }
}

function put(next) {
  for (const part of next.querySelectorAll('[data-part]')) {
    const old = document.querySelector('[data-part="' + part.dataset.part + '"]');
    if (old && old.innerHTML !== part.innerHTML) old.replaceChildren(...part.childNodes);
  }
  mark();
  alertAloud();
}

// On the wall only the alert says that somebody is needed.
let alerted = document.querySelector('.onwall .alert')?.textContent;
function alertAloud() {
  const alert = document.querySelector('.onwall .alert')?.textContent;
  if (alert && alert !== alerted) say.textContent = alert.replace(/\s+/g, ' ').trim();
  alerted = alert;
}

// New ratings light up; one that needs somebody is read out.
function mark() {
  const rows = [...document.querySelectorAll('.last li')];
  if (seen) {
    for (const row of rows.filter(r => !seen.has(r.dataset.id))) {
      row.classList.add('new');
      if (row.classList.contains('bad')) say.textContent = row.textContent.replace(/\s+/g, ' ').trim();
    }
  }
  seen = new Set(rows.map(r => r.dataset.id));
}

function connect() {
  source = new EventSource('/api/v1/live/events');
  source.onopen = () => { heard = performance.now(); show('live'); };
  source.onerror = () => {
    show('broken');
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, retry);
  };
  for (const kind of ['snapshot', 'entry', 'device', 'bulk', 'beat', 'resync']) {
    source.addEventListener(kind, () => { heard = performance.now(); show('live'); wish(); });
  }
}

setInterval(() => {
  const now = performance.now();
  if (now - heard > quiet) show('broken');
  const seconds = Math.floor((now - fresh) / 1000);
  age.textContent = seconds < 3 ? '' : '(' + seconds + ' s ' + words.ago + ')';
  age.classList.toggle('old', seconds > 30);
}, 1000);

mark();
connect();
