// The page: shows the device's last view, sends what is pressed. It decides nothing; the device does.
import { send, watch } from "./device.js";
import { allowTone, drawKeys, flash, labelKeys, tone } from "./keys.js";
import { holdFor, testLines } from "./service.js";
import { load, other, tagOf, use, word } from "./words.js";

const at = (id) => document.getElementById(id);
const open = () => ["invited", "pin", "service"].includes(view.mood)
  || (view.mood === "thanks" && view.canChange);
let view = {
  mood: "starting", teller: null, service: null, remainingMs: null, canChange: false, faults: [], tests: null,
};
let byNumber = true; // false: the page signs on by a PIN
let levels = [];
let broken = null;
let deadline = null;
let span = 0;
let ticking = 0;
let hinting = 0;

function seen(next) {
  const before = { mood: view.mood, deadline, step: view.tests?.step };
  view = next;
  broken = null;
  deadline = next.remainingMs === null ? null : performance.now() + next.remainingMs;
  const fresh = before.mood !== next.mood || Math.abs((before.deadline ?? 0) - (deadline ?? 0)) > 400;
  if (fresh) span = next.remainingMs ?? 0;
  if (fresh && next.mood === "thanks") tone();
  if (next.tests?.step === "buzzer" && before.step !== "buzzer") tone();
  if (before.mood !== next.mood) hint("");
  show();
}

function away(reason) {
  broken = reason;
  deadline = null;
  hint("");
  show();
}

function show() {
  document.body.dataset.mood = view.mood;
  document.body.classList.toggle("broken", broken !== null);
  document.body.classList.toggle("resting", broken !== null || !open());
  const mood = broken ? "starting" : view.mood;
  say(at("away"), broken ? word(broken) : "");
  say(at("head"), word(`${mood}.head`));
  say(at("body"), body(mood));
  showLines(at("faults"), view.faults.map((code) => word(`fault.${code}`)));
  showLines(at("tests"), testLines(view.tests));
  showTeller();
  at("service").hidden = !view.service;
  say(at("service"), view.service ? `${word("service")} ${view.service}` : "");
  clearInterval(ticking);
  if (deadline !== null) ticking = setInterval(tick, 100);
  tick();
}

function body(mood) {
  if (view.tests && !broken) return word(`service.${view.tests.step ?? "over"}`);
  return word(view.canChange && !broken ? "change.body" : `${mood}.body`);
}

function showLines(list, texts) {
  if (list.textContent === texts.join("")) return;
  list.replaceChildren(...texts.map((text) => {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  }));
}

function showTeller() {
  const on = view.teller !== null;
  const held = document.querySelector("footer").contains(document.activeElement);
  const moved = at("sign-on").hidden !== on;
  const testing = view.mood === "service";
  at("sign-on").hidden = on || testing || view.mood === "starting";
  at("signed-on").hidden = !on || testing;
  at("next").hidden = !testing;
  say(at("teller-now"), view.teller ?? "");
  at("invite").classList.toggle("quiet", view.mood !== "idle");
  if (moved && held) at(on ? "invite" : "teller").focus(); // the focus does not fall off the page
}

function tick() {
  const left = deadline === null ? null : Math.max(0, deadline - performance.now());
  const timed = left !== null && open();
  at("timer").hidden = !timed;
  if (!timed) return;
  const seconds = Math.ceil(left / 1000);
  at("timer").style.setProperty("--left", span > 0 ? (100 * left) / span : 0);
  say(at("seconds"), `${seconds}`);
  at("timer").setAttribute("aria-label", word("seconds-left", { n: seconds }));
}

// Untouched where equal, so that a screen reader is not told twice.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function hint(text) {
  clearTimeout(hinting);
  say(at("hint"), text);
  if (text) hinting = setTimeout(() => hint(""), 6000);
}

async function press(level, button) {
  allowTone();
  flash(button);
  const early = view.mood === "idle";
  const failed = await send("press", { level: level.code });
  if (failed) hint(reason(failed));
  else if (early && view.mood === "idle") hint(word("wait"));
}

const reason = (failed) => (failed.away ? word("not-delivered") : word("refused", failed));

async function order(path, body) {
  allowTone();
  const failed = await send(path, body);
  hint(failed ? reason(failed) : "");
}

function signOn(e) {
  e.preventDefault();
  const teller = at("teller").value.trim().toLowerCase();
  const wrong = wrongWith(teller);
  say(at("teller-hint"), wrong ? word(wrong) : "");
  at("teller").setAttribute("aria-invalid", `${wrong !== null}`);
  if (wrong) return at("teller").focus();
  at("teller").value = "";
  return byNumber ? order("sign-on", { teller }) : order("pin", { pin: teller });
}

function wrongWith(text) {
  if (text === "") return byNumber ? "teller-empty" : "pin-empty";
  if (byNumber) return /^[a-z0-9-]{1,32}$/.test(text) ? null : "teller-bad";
  return /^[0-9]{1,12}$/.test(text) ? null : "pin-bad";
}

// What is typed is shown to nobody, and no browser offers to remember it.
function signOnBy(number) {
  byNumber = number;
  const field = at("teller");
  field.type = byNumber ? "text" : "password";
  field.inputMode = byNumber ? "text" : "numeric";
  field.autocomplete = byNumber ? "off" : "one-time-code";
}

function digit(e) {
  if (e.repeat || e.ctrlKey || e.altKey || e.metaKey || e.target instanceof HTMLInputElement) return;
  const button = /^[1-6]$/.test(e.key) ? at("keys").children[e.key - 1] : null;
  if (!button) return;
  e.preventDefault();
  button.click();
}

function relabel() {
  const switcher = at("language");
  switcher.textContent = other() === "en" ? "English" : "中文";
  switcher.lang = tagOf(other());
  labelKeys(at("keys"), levels);
  say(at("teller-label"), word(byNumber ? "teller-number" : "pin-number"));
  show();
}

async function start() {
  try {
    await load();
    levels = await (await fetch("levels.json")).json();
    signOnBy((await (await fetch("sign-on.json")).json()).open);
  } catch {
    setTimeout(() => location.reload(), 2000);
    return;
  }
  drawKeys(at("keys"), levels, press);
  relabel();
  at("language").addEventListener("click", () => { use(other()); relabel(); });
  at("sign-on").addEventListener("submit", signOn);
  at("sign-off").addEventListener("click", () => order("sign-off", {}));
  at("invite").addEventListener("click", () => order("invite", {}));
  at("next").addEventListener("click", () => order("invite", {}));
  holdFor(at("brand"), () => order("service", {}));
  document.addEventListener("keydown", digit);
  watch(seen, away);
}

start();
