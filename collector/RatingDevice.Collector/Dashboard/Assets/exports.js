// Shows how far exports are, every two seconds while the page is looked at.
const section = document.getElementById('under-way');
const list = section.querySelector('ul');
const every = 2000;
const number = n => n.toLocaleString('en-US');

function say(e) {
  const words = e.about === null || e.about === undefined ? section.dataset.rows : section.dataset.rowsOf;
  return e.file + ' ' + words.replace('{0}', number(e.rows)).replace('{1}', number(e.about ?? 0));
}

setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/api/v1/exports', { signal: AbortSignal.timeout(every) });
    const lines = (await answer.json()).underWay.map(say);
    if ([...list.children].map(l => l.textContent).join('\n') === lines.join('\n')) return;
    list.replaceChildren(...lines.map(text => Object.assign(document.createElement('li'), { textContent: text })));
  } catch {
    // the collector is away; what is shown stays
  }
}, every);
