// Service mode on the page: how a technician asks for it, and what the tests have found.
import { word } from "./words.js";

const HOLD_MS = 5000;

/** Calls back when a finger has rested on an element for long enough; a tap does nothing. */
export function holdFor(element, then) {
  let timer = 0;
  const end = () => clearTimeout(timer);
  element.addEventListener("pointerdown", () => {
    end();
    timer = setTimeout(then, HOLD_MS);
  });
  for (const name of ["pointerup", "pointerleave", "pointercancel"]) element.addEventListener(name, end);
  element.addEventListener("contextmenu", (e) => e.preventDefault());
}

/** One line for each part that was tried. */
export function testLines(tests) {
  if (!tests) return [];
  const say = (parts, how) => parts.map((part) => word(how, { part: word(`part.${part}`) }));
  return [...say(tests.good, "service.good"), ...say(tests.bad, "service.bad")];
}
