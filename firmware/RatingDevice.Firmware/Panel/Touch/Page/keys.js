// The level keys. Shape, colour and face tell them apart; light and tone after a press are the same for all.
import { language, other, tagOf } from "./words.js";

const SHAPES = [
  "M50 4a46 46 0 1 1 0 92a46 46 0 1 1 0-92z",
  "M30 5h40a25 25 0 0 1 25 25v40a25 25 0 0 1-25 25H30A25 25 0 0 1 5 70V30A25 25 0 0 1 30 5z",
  "M44 5q6-3 12 0l32 18q6 4 6 11v32q0 7-6 11L56 95q-6 3-12 0L12 77q-6-4-6-11V34q0-7 6-11z",
  "M41 7q9-8 18 0l34 34q8 9 0 18L59 93q-9 8-18 0L7 59q-8-9 0-18z",
  "M36 5h28q6 0 10 4l17 17q4 4 4 10v28q0 6-4 10L74 91q-4 4-10 4H36q-6 0-10-4L9 74q-4-4-4-10V36q0-6 4-10L26 9",
  "M14 6h72q8 0 10 8q2 50-40 80q-6 4-12 0Q2 64 4 14q2-8 10-8z",
];
// How much each face smiles, by the number of levels; the middle of a scale looks neither way.
const SMILES = {
  2: [1, -1], 3: [1, 0, -1], 4: [1, 0.5, 0, -0.8], 5: [1, 0.5, 0, -0.5, -1], 6: [1, 0.6, 0.2, -0.2, -0.6, -1],
};
const SVG = "http://www.w3.org/2000/svg";

export function drawKeys(row, levels, press) {
  row.dataset.count = levels.length;
  row.replaceChildren(...levels.map((level, i) => key(level, i, levels.length, press)));
}

export function labelKeys(row, levels) {
  [...row.children].forEach((button, i) => {
    const level = levels[i];
    const [main, small] = button.querySelectorAll(".label, .small");
    main.textContent = level[language()];
    small.textContent = level[other()];
    small.lang = tagOf(other());
  });
}

function key(level, i, count, press) {
  const place = Math.round((5 * i) / (count - 1));
  const button = document.createElement("button");
  button.type = "button";
  button.className = `key shade-${place}`;
  button.dataset.level = level.code;
  button.setAttribute("aria-keyshortcuts", i + 1);
  button.append(
    face(SHAPES[place], SMILES[count][i]), part("label"), part("small"), part("digit", i + 1));
  button.addEventListener("click", () => press(level, button));
  return button;
}

function part(name, text = "") {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

function face(shape, smile) {
  const bend = 16 * smile;
  const svg = draw("svg", { viewBox: "0 0 100 100", "aria-hidden": "true", class: "face" });
  svg.append(
    draw("path", { d: shape, class: "plate" }),
    draw("circle", { cx: 36, cy: 41, r: 5.5, class: "eye" }),
    draw("circle", { cx: 64, cy: 41, r: 5.5, class: "eye" }),
    draw("path", { d: `M32 ${62 - bend / 3}Q50 ${62 + bend} 68 ${62 - bend / 3}`, class: "mouth" }));
  return svg;
}

function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The light after a press: the same for every key. */
export function flash(button) {
  button.classList.remove("pressed");
  void button.offsetWidth; // starts the animation over
  button.classList.add("pressed");
}

let sound;

/** The tone after a kept press: the same for every key. Browsers allow it after the first touch only. */
export function tone() {
  if (!sound) return;
  const [pitch, volume] = [sound.createOscillator(), sound.createGain()];
  pitch.frequency.value = 660;
  volume.gain.setValueAtTime(0.12, sound.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.25);
  pitch.connect(volume).connect(sound.destination);
  pitch.start();
  pitch.stop(sound.currentTime + 0.25);
}

export function allowTone() {
  try {
    sound ??= new AudioContext();
  } catch {
    // No sound on this machine; the light is enough.
  }
}
