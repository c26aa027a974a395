// Two languages, one place. The choice outlives the page; a kiosk without storage starts in Chinese.
const languages = { zh: "zh-CN", en: "en" };
const tables = {};
let current = "zh";

export const other = () => (current === "zh" ? "en" : "zh");
export const language = () => current;
export const tagOf = (name) => languages[name];

export async function load() {
  for (const name of Object.keys(languages)) {
    const answer = await fetch(`words-${name}.json`);
    if (!answer.ok) throw new Error(`words-${name}.json: ${answer.status}`);
    tables[name] = await answer.json();
  }
  use(asked() ?? kept() ?? "zh");
}

/** The sentence of that name; its {holes} are filled from the values. */
export function word(name, values = {}) {
  const text = tables[current]?.[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, hole) => values[hole] ?? whole);
}

export function use(name) {
  current = name in languages ? name : "zh";
  try {
    localStorage.setItem("language", current);
  } catch {
    // No storage: the switch holds until the page is closed.
  }
  document.documentElement.lang = languages[current];
  document.title = word("title");
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = word(e.dataset.word);
  const labelled = document.querySelectorAll("[data-label]");
  for (const e of labelled) e.setAttribute("aria-label", word(e.dataset.label));
}

const asked = () => new URLSearchParams(location.search).get("lang");

function kept() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}
