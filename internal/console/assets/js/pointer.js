// Postpones what would move the page during a press.

// A finger is lifted (pointerup) before the browser reports its press (mousedown).
const starts = ['pointerdown', 'mousedown'];
const ends = ['pointerup', 'pointercancel', 'mouseup'];

let pressed = false;
for (const start of starts) document.addEventListener(start, () => (pressed = true), true);
for (const end of ends) document.addEventListener(end, () => (pressed = false), true);

/**
 * Does something that moves other parts of the page, such as closing a list above
 * them, but not between the press and release of a button there: the click would
 * miss it.
 * @param {() => void} what
 */
export function afterPress(what) {
  if (!pressed) return what();
  const done = () => {
    for (const end of ends) document.removeEventListener(end, done, true);
    setTimeout(what); // the click comes first
  };
  for (const end of ends) document.addEventListener(end, done, true);
}
